import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { quantile, rate } from './harness/stats.ts'
import { seededRandom } from '../src/core/random.ts'
import { readApplicants } from './crew/data.ts'
import { intake, linkRules } from './crew/judge.ts'
import { simulate } from './crew/simulate.ts'

async function run({ data, seed, quick, flags, say }: BenchOptions): Promise<BenchResult> {
  const size = Number(flags['size'] ?? (quick ? 1_000 : 10_000))
  const applicants = data === null ? simulate(seededRandom(seed), size, 3) : await readApplicants(data)
  const crewOf = new Map(applicants.map(({ id, crew }) => [id, crew]))
  const judge = intake(linkRules())
  const times: number[] = []
  const honest = { flagged: 0, of: 0 }
  const popular = { flagged: 0, of: 0 }
  const submissions = new Map<string, { sent: number; foundAt: number | null }>()
  for (const { id, crew, popular: onPopular, measured } of applicants) {
    const started = performance.now()
    const { rules, linkedWith } = await judge(id, measured)
    times.push(performance.now() - started)
    if (crew === null) {
      honest.of++
      if (rules.length > 0) honest.flagged++
      if (onPopular) {
        popular.of++
        if (rules.length > 0) popular.flagged++
      }
      if (rules.length > 0 && 'confusions' in flags) say(`flagged: ${id} ${rules.join(', ')}`)
      continue
    }
    const before = submissions.get(crew) ?? { sent: 0, foundAt: null }
    const sent = before.sent + 1
    // Found means flagged and tied to one of the same crew, not merely flagged.
    const found = rules.length > 0 && linkedWith.some((other) => crewOf.get(other) === crew)
    submissions.set(crew, { sent, foundAt: before.foundAt ?? (found ? sent : null) })
  }
  for (const [crew, { sent, foundAt }] of submissions)
    say(`${crew}: ${sent} submissions, ${foundAt === null ? 'not found' : `found at number ${foundAt}`}`)
  const crews = [...submissions.values()]
  return {
    metrics: {
      honest_flagged: popular.of > 0 ? rate(popular.flagged, popular.of) : rate(honest.flagged, honest.of),
      'honest_flagged.all': rate(honest.flagged, honest.of),
      crews_found: rate(crews.filter(({ foundAt }) => foundAt !== null && foundAt <= 4).length, crews.length),
      judge_p95_ms: { value: quantile(times, 0.95), n: times.length },
    },
  }
}

export const bench: Bench = {
  subject: 'crew',
  about: 'applicants judged as they come: honest users of a popular template against crews that use it too',
  run,
}
