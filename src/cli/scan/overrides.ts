import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { gravest } from '../../core/finding.ts'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { verdicts, type Verdict } from '../../core/rule.ts'
import type { Scanned } from './formats.ts'
import type { ShownFinding } from '../../jobs/packages/judge-package.ts'

const override = z.strictObject({
  /** `name@version`, or `name@1.x`, `name@1.2.x`. Never all versions: the next one may be the poisoned one. */
  package: z.string().regex(/^(?:@[\w.-]+\/)?[\w.-]+@\d+[\w.+-]*$/, 'name@version, name@1.x or name@1.2.x'),
  rule: z.string().regex(/^packages\/[\w-]+$/),
  reason: z.string().min(12, 'say why, in a sentence'),
  approver: z.string().min(3),
  expires: z.iso.date(),
})
const overridesFile = z.strictObject({ overrides: z.array(override) })
export type Override = z.infer<typeof override>

/**
 * Accepted findings: a file that is committed and reviewed like code. Each entry names one rule, an approver and an end.
 *
 * @throws SP_INPUT naming the entry that is wrong
 */
export function readOverrides(file: string | null): Override[] {
  if (file === null) return []
  if (!existsSync(file)) throw new SallyportError('SP_INPUT', `There is no overrides file ${file}.`)
  try {
    return overridesFile.parse(parse(readFileSync(file, 'utf8'))).overrides
  } catch (error) {
    throw new SallyportError('SP_INPUT', `${file}: ${error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error)}`)
  }
}

/** Takes out what was accepted, for as long as it was accepted; the verdict is that of what remains. */
export function applyOverrides(scanned: readonly Scanned[], overrides: readonly Override[], now: number): Scanned[] {
  if (overrides.length === 0) return [...scanned]
  return scanned.map((one) => {
    if (one.result === null) return one
    const { result } = one
    const accepts = (finding: ShownFinding): boolean => acceptedBy(overrides, result.name, result.version, finding.rule, now)
    const findings = result.findings.filter((finding) => !accepts(finding))
    return findings.length === result.findings.length ? one : { ...one, result: { ...result, findings, verdict: worst(findings) } }
  })
}

/** Whether somebody accepted a finding of a version, and the time is not up. */
export function acceptedBy(overrides: readonly Override[], name: string, version: string, rule: string, now: number): boolean {
  return overrides.some((entry) => entry.rule === rule && matches(entry.package, name, version) && Date.parse(`${entry.expires}T23:59:59Z`) >= now)
}

function matches(pattern: string, name: string, version: string): boolean {
  const at = pattern.lastIndexOf('@')
  const wanted = pattern.slice(at + 1)
  return pattern.slice(0, at) === name && (wanted === version || (wanted.endsWith('.x') && version.startsWith(wanted.slice(0, -1))))
}

function worst(findings: readonly ShownFinding[]): Verdict {
  return verdicts[Math.max(0, ...findings.map((one) => verdicts.indexOf(one.verdict)))] ?? gravest([])
}
