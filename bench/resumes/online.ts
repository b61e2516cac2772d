import type { Evidence } from '../../src/core/evidence.ts'
import type { Json } from '../../src/core/facts.ts'
import { shuffle, seededRandom } from '../../src/core/random.ts'
import { findLayout, layoutSpace } from '../../src/doors/apply/layouts.ts'
import { memoryIndex } from '../../src/links/memory-index.ts'
import type { ResumeFacts } from '../../src/measure/resume/facts.ts'
import type { Sheet } from './read.ts'

/**
 * The clusters that the running product makes of the corpus: files come one after the other in a drawn order, each is
 * assigned when it comes, by the door's own code.
 *
 * @returns cluster number of each file, and the CPU milliseconds of each assignment
 */
export async function onlineClusters(sheets: readonly Sheet[], seed: number): Promise<{ group: number[]; times: number[] }> {
  const index = memoryIndex()
  const times: number[] = []
  const order = shuffle(seededRandom(seed), [...sheets.keys()])
  const idOf = (at: number): string => `e${String(at).padStart(6, '0')}`
  for (const [at, i] of order.entries()) {
    const facts = { contacts: null, layout: { geometry: 'exact', columns: 1, fingerprint: JSON.stringify((sheets[i] as Sheet).print) } } as unknown as ResumeFacts
    index.add(`s${i}`, idOf(at), 'resume', facts as unknown as Json, [])
    const from = process.cpuUsage()
    await findLayout(facts, { id: idOf(at), org: 'bench', subject: `s${i}` } as Evidence, index, new Set())
    const { user, system } = process.cpuUsage(from)
    times.push((user + system) / 1000)
  }
  const clusters = await index.lookAlikes?.of('bench', layoutSpace, order.map((_, at) => idOf(at)))
  const names = [...new Set(clusters?.values())]
  const group = new Array<number>(sheets.length).fill(-1)
  for (const [at, i] of order.entries()) group[i] = names.indexOf(clusters?.get(idOf(at)) ?? '')
  return { group, times }
}
