import type { Pack } from './pack.ts'
import { evaluate } from './evaluate.ts'

/** What a rule did with one of its samples. */
export interface SampleResult {
  readonly rule: string
  readonly kind: 'match' | 'benign'
  readonly index: number
  readonly passed: boolean
  /** What happened instead, for a sample that failed. */
  readonly got: string
}

/** Runs every sample of a pack. A benign sample that matches, or a match that does not, fails it. */
export function testSamples(pack: Pack): SampleResult[] {
  return pack.rules.flatMap((compiled) =>
    (['match', 'benign'] as const).flatMap((kind) =>
      compiled.rule.samples[kind].map((sample, index): SampleResult => {
        const finding = evaluate(compiled, sample, {})
        const wanted = kind === 'match' ? 'present' : 'absent'
        const got = finding.outcome === 'not-assessed' ? `not assessed: ${finding.why}` : finding.outcome
        return { rule: compiled.rule.id, kind, index, passed: finding.outcome === wanted, got }
      }),
    ),
  )
}
