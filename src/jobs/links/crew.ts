import type { Id } from '../../core/ids.ts'
import { alone, type LinkFacts } from '../../links/facts.ts'
import { sameName } from '../../links/shared.ts'
import type { StoredCase } from '../../store/repositories/cases.ts'
import { rows, type House } from '../house.ts'

/** What the cluster of a subject says of it: the facts a rule reads as `links.crew`. */
export async function crewOf(house: House, org: Id, subject: Id): Promise<LinkFacts['crew']> {
  const tables = rows(house)
  const members = [...(await tables.clusters.around(org, [subject])).values()].flat()
  if (members.length < 2) return alone
  const found = await tables.subjects.find(org, members)
  const names: string[] = []
  for (const { kind, name } of found.values()) {
    if (kind === 'person' && name !== null && !names.some((other) => sameName(name, other))) names.push(name)
  }
  const cases = await tables.cases.ofSubjects(org, members)
  return {
    records: members.length,
    names: names.length,
    doors: [...new Set(cases.map(({ door }) => door))].sort(),
    stopped: new Set(cases.filter((one) => one.subject !== subject && wasStopped(one)).map((one) => one.subject)).size,
  }
}

/** A thing that is held or blocked, or a person whose verification failed: what a person or a thing did, never a score. */
function wasStopped({ door, posture, verifications }: StoredCase): boolean {
  if (door === 'packages' || door === 'messages') return posture === 'challenge' || posture === 'escalate'
  return verifications.at(-1) === 'failed'
}
