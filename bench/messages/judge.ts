import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Facts, Unavailable } from '../../src/core/facts.ts'
import { gravest, type Finding } from '../../src/core/finding.ts'
import type { Verdict } from '../../src/core/rule.ts'
import { messageFacts } from '../../src/measure/message/facts.ts'
import { readPack } from '../../src/playbook/pack.ts'
import { playbookOf, type Playbook } from '../../src/playbook/playbook.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The rules of the messages door as they ship, without the rest of the playbook. */
export function messageRules(): Playbook {
  const root = join(import.meta.dirname, '../../playbook')
  const files = readdirSync(join(root, 'messages'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `messages/${name}`, text: readFileSync(join(root, 'messages', name), 'utf8') }))
  const about = { path: 'pack.yaml', text: readFileSync(join(root, 'pack.yaml'), 'utf8') }
  return playbookOf([readPack([about, ...files], { message: messageFacts }, digest)], digest)
}

export interface Judgement {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
}

/** The gravest verdict of the rules; `hold` and `block` are what the reporter is told not to open. */
export function judgeMessage(rules: Playbook, facts: Facts, unavailable: Unavailable): Judgement {
  const findings = rules.judge(['messages'], facts, unavailable)
  return { verdict: gravest(findings), findings }
}

export const isFlagged = ({ verdict }: Judgement): boolean => verdict === 'hold' || verdict === 'block'

export const speaking = ({ findings }: Judgement): string[] =>
  findings
    .filter((finding) => finding.outcome === 'present')
    .map((finding) => `${finding.rule.replace('messages/', '')}`)
