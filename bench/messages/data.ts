import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import type { Random } from '../../src/core/random.ts'
import { benign } from './benign.ts'
import { malicious } from './malicious.ts'
import { fill, type Template } from './template.ts'
import { wordedErrands } from './worded-errands.ts'
import { wordedLures } from './worded-lures.ts'

export interface Sample {
  readonly name: string
  readonly bytes: Uint8Array
  readonly malicious: boolean
}

const taken = /\.(?:eml|txt|ics|msg|mbox)$/i

/** `DIR/malicious/*` and `DIR/benign/*`; or one file of many messages, see `messagesOf`. */
export function readMessages(folder: string): Sample[] {
  if (existsSync(folder) && statSync(folder).isFile()) return messagesOf(readFileSync(folder, 'utf8'))
  const samples = (['malicious', 'benign'] as const).flatMap((label) => {
    const inside = join(folder, label)
    if (!existsSync(inside)) return []
    return readdirSync(inside, { recursive: true, encoding: 'utf8' })
      .filter((name) => taken.test(name))
      .sort()
      .map((name) => ({ name, bytes: readFileSync(join(inside, name)), malicious: label === 'malicious' }))
  })
  if (samples.length === 0)
    throw new SallyportError('SP_BENCH_DATA', 'There is no .eml, .txt or .ics file in malicious/ or benign/.')
  return samples
}

/** A file of messages, each after a line `### m name.eml` (malicious) or `### b name.txt` (benign). */
export function messagesOf(file: string): Sample[] {
  return file
    .split(/^### (?=[mb] )/m)
    .slice(1)
    .map((part) => {
      const [, label, name, body] = /^([mb]) (\S+)\n([\s\S]*)$/.exec(part) as unknown as [string, string, string, string]
      return { name, bytes: Buffer.from(body.trimEnd()), malicious: label === 'm' }
    })
}

/** Copies of our own templates. They were written beside the rules: what they show is that nothing broke, not how good it is. */
export function ownMessages(random: Random, copies: number): Sample[] {
  const of = (templates: readonly Template[], bad: boolean): Sample[] =>
    templates.flatMap((template) =>
      Array.from({ length: copies }, () => ({ ...fill(template, random), malicious: bad })),
    )
  // Without slots every copy would be the same: once is enough.
  const once = [
    ...wordedLures.map((template) => ({ ...fill(template, random), malicious: true })),
    ...wordedErrands.map((template) => ({ ...fill(template, random), malicious: false })),
  ]
  return [...of(malicious, true), ...of(benign, false), ...once]
}
