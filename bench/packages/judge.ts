import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gravest, type PresentFinding } from '../../src/core/finding.ts'
import type { Measured } from '../../src/core/facts.ts'
import type { Verdict } from '../../src/core/rule.ts'
import { packageFacts, type PackageFacts } from '../../src/measure/package/facts.ts'
import { readPack, strictly } from '../../src/playbook/pack.ts'
import { playbookOf, type Playbook } from '../../src/playbook/playbook.ts'

export interface Judged {
  readonly verdict: Verdict
  /** Findings with a verdict above allow, gravest and weightiest first. */
  readonly findings: readonly PresentFinding[]
}

/** The public rules of the packages door. */
export function packageRules(): Playbook {
  const root = join(import.meta.dirname, '../../playbook')
  const folder = join(root, 'packages')
  const files = [
    { path: 'pack.yaml', text: readFileSync(join(root, 'pack.yaml'), 'utf8') },
    ...readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({ path: `packages/${name}`, text: readFileSync(join(folder, name), 'utf8') })),
  ]
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
  return playbookOf([strictly(readPack(files, { pkg: packageFacts }, digest))], digest)
}

const order: readonly (Verdict | null)[] = [null, 'allow', 'review', 'hold', 'block']

export function judge(book: Playbook, measured: Measured<PackageFacts>): Judged {
  const findings = book.judge(['packages'], { pkg: measured.facts }, measured.unavailable)
  const spoke = findings.filter(
    (one): one is PresentFinding => one.outcome === 'present' && one.verdict !== null && one.verdict !== 'allow',
  )
  spoke.sort((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict) || b.decibans - a.decibans)
  return { verdict: gravest(findings), findings: spoke }
}
