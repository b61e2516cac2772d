/**
 * A parser that does what its file says: every way a broken or taken-over parser could behave, for the sandbox's tests.
 * It runs in the sandbox only. The word before the first space chooses.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const tricks: Record<string, (rest: string, bytes: Uint8Array) => unknown> = {
  echo: (rest) => rest,
  size: (_rest, bytes) => bytes.length,
  loop: () => {
    for (;;) Math.sqrt(2)
  },
  wait: () => new Promise(() => setInterval(() => undefined, 1000)),
  // Buffers lie outside V8's heap: this is the shape of a document bomb.
  buffers: () => {
    const kept: Uint8Array[] = []
    for (;;) kept.push(new Uint8Array(16 << 20).fill(1))
  },
  'one-buffer': () => new Uint8Array(3_000_000_000).fill(1).length,
  heap: () => {
    const kept: unknown[] = []
    for (;;) kept.push(Array.from({ length: 1_000_000 }, () => kept.length))
  },
  output: () => 'x'.repeat(20_000_000),
  raw: () => {
    for (;;) writeFileSync(1, 'x'.repeat(1_000_000))
  },
  'half-frame': () => {
    writeFileSync(1, '100\n{"parsed":1')
    process.exit(0)
  },
  'forged-frame': () => {
    writeFileSync(1, '12\n{"parsed":1}end\n')
    return 2
  },
  prototype: () => JSON.parse('{"a":{"__proto__":{"admin":true}}}'),
  deep: () => JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`),
  print: (rest) => {
    console.log('noise')
    process.stdout.write('noise')
    return rest
  },
  exit: () => process.exit(0),
  throw: () => {
    throw new Error('a secret of the applicant')
  },
  later: () => new Promise(() => setTimeout(() => JSON.parse('{'), 5)),
  reject: () => new Promise(() => void Promise.reject(new Error('nobody listens'))),
  refuse: (rest) => {
    throw Object.assign(new Error(), { refused: JSON.parse(rest) })
  },
  read: (rest) => readFileSync(rest, 'utf8'),
  write: (rest) => writeFileSync(rest, 'written by a parser'),
  environment: () => ({ ...process.env }),
  evaluate: () => new Function('return 1')(),
  fetch: (rest) => fetch(rest).then((r) => r.status),
  kill: (rest) => process.kill(Number(rest), 0),
  modules: (rest) =>
    Promise.all(
      rest.split(' ').map(async (name) => [
        name,
        typeof process.getBuiltinModule(`node:${name}`),
        await import(`node:${name}`).then(
          () => 'imported',
          (error: Error) => error.message,
        ),
      ]),
    ),
  remember: (rest) => {
    const before = (globalThis as { left?: string }).left ?? 'nothing'
    ;(globalThis as { left?: string }).left = rest
    return before
  },
}

export function parse(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes)
  const space = text.indexOf(' ')
  const word = space === -1 ? text : text.slice(0, space)
  return (tricks[word] ?? tricks['size'])?.(text.slice(space + 1), bytes)
}
