import type { Random } from '../../src/core/random.ts'
import type { Edges } from '../../src/links/clusters.ts'

const personas = 20_000
const hubs = 200
const farms = 40

/**
 * Personas with artefacts of their own, hubs that 20 to 420 share, and farms of 3 to 8 whose members share six
 * artefacts, each of which every member drops with probability one in five.
 */
export function plantedGraph(random: Random): { edges: Edges; farms: ReadonlySet<number>[] } {
  const subject: number[] = []
  const artefact: number[] = []
  let next = 0
  const carries = (who: number, what: number): void => {
    subject.push(who)
    artefact.push(what)
  }
  for (let who = 0; who < personas; who++) for (let own = 0; own < 4 + Math.floor(random.next() * 2); own++) carries(who, next++)
  for (let hub = 0; hub < hubs; hub++, next++) {
    const size = 20 + Math.floor(random.next() * 400)
    for (let i = 0; i < size; i++) carries(Math.floor(random.next() * personas), next)
  }
  // Couples, flatmates and typing errors: thousands of honest pairs share exactly one thing.
  for (let pair = 0; pair < 3_000; pair++, next++) {
    carries(Math.floor(random.next() * personas), next)
    carries(Math.floor(random.next() * personas), next)
  }
  const planted = Array.from({ length: farms }, () => {
    const members = new Set<number>()
    const size = 3 + Math.floor(random.next() * 6)
    while (members.size < size) members.add(Math.floor(random.next() * personas))
    for (let shared = 0; shared < 6; shared++, next++) for (const member of members) if (random.next() >= 0.2) carries(member, next)
    return members
  })
  return { edges: { subjects: personas, artefacts: next, subject: Int32Array.from(subject), artefact: Int32Array.from(artefact) }, farms: planted }
}
