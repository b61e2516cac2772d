import { classesOf } from './lexicon.ts'
import type { HostName } from './name.ts'
import { nearBrand } from './near.ts'
import { segment, type Piece } from './segment.ts'
import { asciiLook, shownLabel } from './skeleton.ts'

/** Size of the hashed weight table. A power of two. */
export const tableSize = 1 << 15

/**
 * What the model sees of a host, as hashed feature numbers in [0, tableSize): n-grams of the registered name (digits as
 * one sign), the same with known words replaced by their class, classes and their order, suffix, and the labels in front.
 *
 * Whether there are labels in front is not a feature: a list of popular domains has none, a feed of lures does, and the
 * difference would only tell the lists apart.
 */
export function features(host: HostName): Int32Array {
  const found = new Set<number>()
  const add = (feature: string): void => void found.add(hash(feature))
  const plain = asciiLook(shownLabel(host.name))
  if (plain !== host.name) add('punycode')
  const pieces = segment(plain)
  const suffix = host.suffix.split('.').at(-1) as string

  grams(`^${plain.replace(/\d/g, '0')}$`, 3, 5, (gram) => add(`g:${gram}`))
  const shape = pieces.map(classSign).join('')
  grams(`^${shape}$.${suffix}`, 2, 4, (gram) => add(`c:${gram}`))
  for (const piece of pieces) {
    if (piece.kind === 'word') {
      add(`w:${piece.text}`)
      for (const name of classesOf.get(piece.text) ?? []) add(`k:${name}:${suffix}`)
    }
  }
  const classes = [
    ...new Set(pieces.flatMap((piece) => (piece.kind === 'word' ? (classesOf.get(piece.text) ?? []) : []))),
  ].sort()
  for (const a of classes) for (const b of classes) if (a < b) add(`kk:${a}+${b}`)
  const explained = pieces.filter((piece) => piece.kind !== 'rest').reduce((sum, piece) => sum + piece.text.length, 0)
  const share = Math.floor((4 * explained) / Math.max(1, plain.replaceAll('-', '').length))
  add(`explained:${share}:${Math.min(4, pieces.length)}`)
  add(`explained:${share}:${suffix}`)
  for (const part of plain.split(/[-\d]+/)) {
    const near = nearBrand(part)
    if (near !== null) add(`near:${near.how}`)
  }
  const brands = pieces.filter(
    (piece) =>
      piece.kind === 'word' && (classesOf.get(piece.text) as readonly string[]).some((name) => name.endsWith('brand')),
  )
  if (brands.length > 0) {
    const long = brands.some((piece) => piece.text.length > 3)
    add(`brand:${long}:${share}`)
    add(`brand:${long}:${suffix}`)
    add(
      `brand:${long}:${pieces.length === 1 ? 'alone' : brands[0] === pieces[0] ? 'first' : brands.at(-1) === pieces.at(-1) ? 'last' : 'inside'}`,
    )
  }
  add(`tld:${suffix}`)
  if (host.suffix !== suffix) add(`suffix:${host.suffix}`)
  if (host.shared) add('shared')
  add(`len:${Math.min(10, plain.length >> 1)}`)
  add(`hyphens:${Math.min(3, plain.split('-').length - 1)}`)
  if (/\d/.test(plain)) add(`digits:${(plain.match(/\d/g) ?? []).length}:${/^\d/.test(plain)}:${/\d$/.test(plain)}`)

  for (const label of host.subLabels) {
    const look = asciiLook(shownLabel(label))
    const inFront = segment(look)
    add(`s:${look.replace(/\d/g, '0')}`)
    for (const piece of inFront) {
      if (piece.kind !== 'word') continue
      for (const name of classesOf.get(piece.text) ?? []) {
        add(`sk:${name}`)
        if (name.endsWith('brand')) add(`sb:${suffix}`)
        for (const own of classes) add(`sk:${name}>${own}`)
      }
    }
    grams(`${inFront.map(classSign).join('')}.${shape}`, 3, 4, (gram) => add(`sc:${gram}`))
  }
  return Int32Array.from(found)
}

const signs: Readonly<Record<string, string>> = {
  meetbrand: 'Z',
  bigbrand: 'B',
  coinbrand: 'K',
  fundbrand: 'F',
  meet: 'M',
  net: 'W',
  fix: 'S',
  doc: 'D',
  money: 'V',
  hire: 'H',
  talk: 'T',
}

/** One sign for a piece: its (first) class, `0` for digits, and by length for what nothing explains. */
function classSign(piece: Piece): string {
  if (piece.kind === 'digits') return piece.text.length > 3 ? '9' : '0'
  if (piece.kind === 'word') return signs[(classesOf.get(piece.text) as readonly string[])[0] as string] as string
  return piece.text.length > 6 ? 'x' : piece.text.length > 2 ? 'y' : 'z'
}

function grams(text: string, from: number, to: number, each: (gram: string) => void): void {
  for (let size = from; size <= to; size++) {
    for (let at = 0; at + size <= text.length; at++) each(text.slice(at, at + size))
  }
}

/** FNV-1a, 32 bits, folded to the table. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> (32 - 15)
}
