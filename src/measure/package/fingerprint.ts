import type { Behaviour } from './behaviours.ts'

/** Behaviours whose code is worth recognising elsewhere: flows, disguises, hooks, commands that fetch or open a shell. */
const worth = /^\w+To[A-Z]|^hooks|^hidden|^indirect|^shell|^reverse|^persist|^publishes|^wipes|^writesConfig/
const shortest = 24
const longest = 4000
const most = 40

/**
 * Fingerprints of the code that does something telling, so that a peer finds the same line in another package without
 * ever seeing the source: `x:` of the text without layout, `b:` with the names of variables left out as well, which
 * survives renaming and minifying. Kept short enough not to be turned back into code.
 *
 * @param text source of a file
 * @returns in order of place, no value twice
 */
export function fingerprints(behaviours: readonly Behaviour[], text: (file: string) => string): string[] {
  const found = new Set<string>()
  for (const { kind, file, start, end } of behaviours) {
    if (found.size >= most) break
    if (!worth.test(kind) || end - start < shortest || end - start > longest) continue
    const code = text(file).slice(start, end)
    found.add(`x:${hash(plain(code))}`)
    found.add(
      `b:${hash(plain(code).replace(/(?<![.\w$'"`])[A-Za-z_$][\w$]*(?!['"`:\w$])/g, (name) => (kept.has(name) ? name : '_')))}`,
    )
  }
  return [...found]
}

/** Names that mean the same everywhere. */
const kept = new Set(
  'require process fetch eval Function Buffer JSON document window globalThis navigator module new function return typeof await async const let var if else for of in'.split(
    ' ',
  ),
)

/** Layout and the kind of quotes say nothing. */
const plain = (code: string): string =>
  code
    .replace(/["`]/g, "'")
    .replace(/\s+/g, '')
    .replace(/;(?=[})]|$)/g, '')

/** 104 bits as hexadecimal; two lanes of FNV-1a and a multiply-rotate. */
function hash(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  let c = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul((b << 5) | (b >>> 27), 0x85ebca6b) ^ code
    c = Math.imul(c ^ (code + (a >>> 16)), 0xc2b2ae35)
  }
  return [a, b, c].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
