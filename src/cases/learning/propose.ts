import type { RuleRecord } from './calibration.ts'

/** A change of weights for two people to sign. Nothing applies it: a person puts the new text into the pack. */
export interface Proposal {
  readonly changes: readonly { readonly rule: string; readonly from: number; readonly to: number; readonly why: string }[]
  /** Unified diff over the rule files' weight lines. */
  readonly diff: string
}

/** A measured weight counts as so many cases against the stated one, which rests on literature. */
const statedWorth = 40
/** No single proposal moves a weight further than this. */
const furthest = 4

/**
 * New weights where the settled cases contradict the stated one: its interval must leave the stated weight out. The
 * proposal goes a part of the way, more with more cases.
 *
 * @param fileOf text of a rule's file and its path; null for rules of packs that are not ours to change
 */
export function proposeWeights(records: readonly RuleRecord[], fileOf: (rule: string) => { path: string; text: string } | null): Proposal {
  const changes: Proposal['changes'][number][] = []
  const diffs: string[] = []
  for (const { rule, stated, measured, precision } of records) {
    const file = fileOf(rule)
    if (measured === null || file === null || (measured.low <= stated && stated <= measured.high)) continue
    const pull = precision.n / (precision.n + statedWorth)
    const moved = Math.max(-furthest, Math.min(furthest, (measured.value - stated) * pull))
    const to = Math.round((stated + moved) * 2) / 2
    if (to === stated) continue
    const diff = diffOf(file, stated, to)
    if (diff === null) continue
    const interval = `${measured.low.toFixed(1)} to ${measured.high.toFixed(1)} dB`
    changes.push({ rule, from: stated, to, why: `${precision.n} settled cases put it at ${measured.value.toFixed(1)} dB (95 %: ${interval})` })
    diffs.push(diff)
  }
  return { changes, diff: diffs.join('') }
}

function diffOf({ path, text }: { path: string; text: string }, from: number, to: number): string | null {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /^weight:\s*\{\s*present:/.test(line))
  const line = lines[at]
  const written = line === undefined ? null : /present:\s*(-?[\d.]+)/.exec(line)?.[1]
  if (line === undefined || written == null || Number(written) !== from) return null
  const changed = line.replace(/present:\s*-?[\d.]+/, `present: ${to.toFixed(1)}`)
  return `--- a/${path}\n+++ b/${path}\n@@ -${at + 1},1 +${at + 1},1 @@\n-${line}\n+${changed}\n`
}
