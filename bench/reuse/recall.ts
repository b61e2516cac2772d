import type { Evidence } from '../../src/core/evidence.ts'
import type { Json } from '../../src/core/facts.ts'
import type { Random } from '../../src/core/random.ts'
import { findReuse, reuseBands } from '../../src/doors/apply/reuse.ts'
import { memoryIndex, type MemoryIndex } from '../../src/links/memory-index.ts'
import type { ResumeFacts } from '../../src/measure/resume/facts.ts'
import type { Metric } from '../harness/bench.ts'
import { detectionAt, rate } from '../harness/stats.ts'
import { achievements, lifted } from './people.ts'

const place = { in: 'text' as const, start: 0, end: 1 }
const passages = 22

interface Item {
  readonly facts: ResumeFacts
  readonly evidence: Evidence
  readonly bullets: readonly string[]
}

/** As the door sees a résumé: its name and its achievements. */
export function itemOf(at: number, name: string, bullets: readonly string[]): Item {
  const facts = {
    contacts: { name, emails: [], phones: [], profiles: [] },
    bullets: bullets.map((text) => ({ text, mark: '-', place })),
  } as unknown as ResumeFacts
  return { facts, bullets, evidence: { id: `evidence-${at}`, subject: `subject-${at}`, org: 'bench' } as Evidence }
}

export async function addTo(index: MemoryIndex, { facts, evidence }: Item): Promise<void> {
  index.add(evidence.subject, evidence.id, 'resume', facts as unknown as Json, [])
  for (const [space, rows] of reuseBands(facts))
    await index.bands.add('bench', space, evidence.id, evidence.subject, rows)
}

/**
 * Honest people in an index; as many new honest ones ask it, then new ones who took a share of their words from one of
 * those in it. A person is found when the score passes what one honest query in a thousand reaches.
 */
export async function recallOf(random: Random, people: number, queries: number): Promise<Record<string, Metric>> {
  const index = memoryIndex()
  const corpus = Array.from({ length: people }, (_, at) => itemOf(at, `Person N${at}q`, achievements(random, passages)))
  for (const item of corpus) await addTo(index, item)
  const score = async (at: number, bullets: readonly string[]): Promise<{ share: number; tied: boolean }> => {
    const { facts, evidence } = itemOf(at, `Asker X${at}z`, bullets)
    const { reuse, ties } = await findReuse(facts, evidence, index)
    // One sentence alone is half the evidence: the door ties from two on.
    return { share: (reuse?.best?.containment ?? 0) * Math.min(1, (reuse?.best?.bullets ?? 0) / 2), tied: ties.length > 0 }
  }
  const honest: { share: number; tied: boolean }[] = []
  for (let i = 0; i < queries; i++) honest.push(await score(people + i, achievements(random, passages)))
  const metrics: Record<string, Metric> = {}
  for (const [name, share, noise] of [
    ['recall_at_0_1', 0.1, 0.1],
    ['recall_at_0_1.noise20', 0.1, 0.2],
    ['recall_at_0_1.lifted20_noise20', 0.2, 0.2],
    ['recall_at_0_1.verbatim', 0.1, 0],
  ] as const) {
    const trials = Math.max(100, Math.round(queries / 4))
    const scores: { share: number; tied: boolean }[] = []
    for (let i = 0; i < trials; i++) {
      const source = corpus[Math.floor(random.next() * people)] as Item
      scores.push(
        await score(people + queries + i, lifted(random, achievements(random, passages), source.bullets, share, noise)),
      )
    }
    metrics[name] = rate(
      detectionAt(
        scores.map((one) => one.share),
        honest.map((one) => one.share),
        0.001,
      ).detected,
      trials,
    )
    if (name === 'recall_at_0_1') metrics['tied'] = rate(scores.filter(({ tied }) => tied).length, trials)
  }
  metrics['honest_tied'] = rate(honest.filter(({ tied }) => tied).length, honest.length)
  return metrics
}
