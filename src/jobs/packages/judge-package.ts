import type { Finding, PresentFinding } from '../../core/finding.ts'
import type { z } from 'zod'
import { gravest } from '../../core/finding.ts'
import type { Measured } from '../../core/facts.ts'
import type { Place } from '../../core/evidence.ts'
import { verdicts, type Verdict } from '../../core/rule.ts'
import { factSchemas } from '../../doors/index.ts'
import type { PackageFacts } from '../../measure/package/facts.ts'
import { readPack, strictly } from '../../playbook/pack.ts'
import type { SourceFile } from '../../playbook/read-rule.ts'
import { playbookOf, type Playbook } from '../../playbook/playbook.ts'
import { digestText, packFiles, publicPackFolder } from '../../store/packs.ts'

/** What a scan says of one package. Plain JSON: it is what the verdict cache keeps. */
export interface PackageVerdict {
  readonly name: string
  readonly version: string
  readonly verdict: Verdict
  /** What it was compared with; null: nothing was at hand, so only strict rules could speak. */
  readonly baseline: {
    readonly kind: string
    readonly name: string
    readonly version: string
    readonly similarity: number
  } | null
  readonly findings: readonly ShownFinding[]
  /** Rules that could not be asked, by reason. Not assessed is not clean. */
  readonly notAssessed: Readonly<Record<string, number>>
}

export interface ShownFinding {
  readonly rule: string
  readonly title: string
  readonly verdict: Verdict
  readonly decibans: number
  readonly places: readonly Place[]
  readonly innocent: readonly string[]
  readonly clears: readonly string[]
  readonly techniques: readonly string[]
}

export interface ScanRules {
  readonly book: Playbook
  readonly techniques: ReadonlyMap<string, readonly string[]>
}

/** The rules of the packages door only, so that a command starts quickly and no other door's rule can stop it. */
export function scanRules(extra: readonly string[] = []): ScanRules {
  const schemas = { pkg: factSchemas['pkg'] as z.ZodType }
  const mine = (location: string): SourceFile[] =>
    packFiles(location).filter((file) => /(?:^|\/)pack\.yaml$|(?:^|\/)packages\//.test(file.path))
  const book = playbookOf(
    [publicPackFolder, ...extra].map((location) => strictly(readPack(mine(location), schemas, digestText))),
    digestText,
  )
  return { book, techniques: new Map(book.rules.map(({ rule }) => [rule.id, rule.techniques])) }
}

export const graver = (a: Verdict, b: Verdict): number => verdicts.indexOf(b) - verdicts.indexOf(a)

export function judgePackage(rules: ScanRules, { facts, unavailable }: Measured<PackageFacts>): PackageVerdict {
  const findings = rules.book.judge(['packages'], { pkg: facts }, unavailable)
  const notAssessed: Record<string, number> = {}
  for (const finding of findings)
    if (finding.outcome === 'not-assessed') notAssessed[finding.why] = (notAssessed[finding.why] ?? 0) + 1
  return {
    name: facts.name,
    version: facts.version,
    verdict: gravest(findings),
    baseline:
      facts.baseline === null
        ? null
        : {
            kind: facts.baseline.kind,
            name: facts.baseline.name,
            version: facts.baseline.version,
            similarity: facts.baseline.similarity,
          },
    findings: findings
      .filter(speaks)
      .map((finding) => ({
        rule: finding.rule,
        title: finding.title,
        verdict: finding.verdict,
        decibans: finding.decibans,
        places: finding.places.slice(0, 6),
        innocent: finding.innocent,
        clears: finding.clears,
        techniques: rules.techniques.get(finding.rule) ?? [],
      }))
      .sort((a, b) => graver(a.verdict, b.verdict) || b.decibans - a.decibans || a.rule.localeCompare(b.rule)),
    notAssessed,
  }
}

function speaks(finding: Finding): finding is PresentFinding & { verdict: Verdict } {
  return finding.outcome === 'present' && finding.verdict !== null && finding.verdict !== 'allow'
}
