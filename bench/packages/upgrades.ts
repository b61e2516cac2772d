import { measurePackage } from '../../src/measure/package/measure.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { Metrics } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import { readPackage } from './archive.ts'
import { judge } from './judge.ts'
import type { UpgradeCase } from './layout.ts'

/** False alarms on real upgrades: nobody poisoned these. */
export function upgrades(
  cases: readonly UpgradeCase[],
  book: Playbook,
  say: (line: string) => void,
): { metrics: Metrics; alarms: string[] } {
  const count = {
    patch: { n: 0, review: 0, block: 0 },
    minor: { n: 0, review: 0, block: 0 },
    major: { n: 0, review: 0, block: 0 },
  }
  const alarms: string[] = []
  for (const { name, label, from, to } of cases) {
    const cell = count[label as keyof typeof count]
    if (cell === undefined) continue
    try {
      const { verdict, findings } = judge(
        book,
        measurePackage(readPackage(to()), {
          baseline: { kind: 'previous', contents: readPackage(from()), similarity: 1 },
        }),
      )
      cell.n++
      if (verdict !== 'allow') cell.review++
      if (verdict === 'block') cell.block++
      if (verdict !== 'allow')
        alarms.push(
          `${verdict} ${label} ${name}: ${findings
            .map((one) => `${one.rule.slice(9)}@${show(one.places[0])}`)
            .slice(0, 4)
            .join(' ')}`,
        )
    } catch (error) {
      say(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const { patch, minor, major } = count
  return {
    metrics: {
      upgrade_block_minor: rate(patch.block + minor.block, patch.n + minor.n),
      upgrade_block_major: rate(major.block, major.n),
      upgrade_review_patch: rate(patch.review, patch.n),
      upgrade_review_minor: rate(minor.review, minor.n),
      upgrade_review_major: rate(major.review, major.n),
    },
    alarms,
  }
}

function show(place: { in: string } | undefined): string {
  const code = place as { file?: string; line?: number; text?: string } | undefined
  return code?.file === undefined ? '' : `${code.file}:${code.line} ${(code.text ?? '').slice(0, 70)}`
}
