import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../src/doors/apply/parsers/resume.ts'
import { linkFacts } from '../../src/links/facts.ts'
import { resumeFacts } from '../../src/measure/resume/facts.ts'
import { measureResume, noLookUps } from '../../src/measure/resume/measure.ts'
import { readPack } from '../../src/playbook/pack.ts'
import { playbookOf, type Playbook } from '../../src/playbook/playbook.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The rules of the apply door that judge a résumé's claims against themselves, as they ship. */
export function claimRules(): Playbook {
  const root = join(import.meta.dirname, '../../playbook')
  const files = readdirSync(join(root, 'apply'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: `apply/${name}`, text: readFileSync(join(root, 'apply', name), 'utf8') }))
    .filter(({ text }) => /^needs: \[resume\.claims(?!\.web3)/m.test(text))
  const about = { path: 'pack.yaml', text: readFileSync(join(root, 'pack.yaml'), 'utf8') }
  return playbookOf([readPack([about, ...files], { resume: resumeFacts, links: linkFacts }, digest)], digest)
}

/** The rules that speak of a text, read as a résumé that arrived then: the real reading, measuring and judging. */
export async function speaking(rules: Playbook, text: string, receivedAt: number): Promise<string[]> {
  const document = await parse(new TextEncoder().encode(text), 'resume.txt')
  const { facts, unavailable } = measureResume(document, noLookUps(receivedAt))
  return rules
    .judge(['apply'], { resume: facts }, unavailable)
    .filter(({ outcome }) => outcome === 'present')
    .map(({ rule }) => rule)
}
