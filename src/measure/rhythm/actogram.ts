import type { Explainer, PresenceEvent } from './event.ts'
import type { ActivityFacts } from './facts.ts'
import { emptyPresence, mark, type Presence } from './presence.ts'

/** No actogram is longer than thirteen months: that is how long bitmaps are kept. */
const LONGEST = 400
const DAY = 86_400_000

/** The bitmap of one account's interactive activity, and what explains it; the newest thirteen months. */
export function actogram(
  events: readonly PresenceEvent[],
  explainers: readonly Explainer[],
): ActivityFacts['actogram'] {
  const shown = events.filter((event) => event.class === 'interactive' || event.class === 'merge')
  const days = shown.map(({ at }) => Math.floor(at / DAY))
  const last = days.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(last)) return { firstDay: 0, days: 0, bits: '', marks: [] }
  const first = Math.max(
    last - LONGEST + 1,
    days.reduce((least, day) => Math.min(least, day), last),
  )
  const presence = emptyPresence(1, last - first + 1, first)
  for (const { at } of shown) mark(presence, 0, at / 1000)
  const marks = explainers
    .filter(({ from, to }) => to > first * DAY && from < (last + 1) * DAY)
    .map(({ kind, from, to }) => ({ kind, fromMs: from, toMs: to }))
  return { firstDay: first, days: presence.days, bits: bitsOf(presence), marks }
}

function bitsOf(presence: Presence): string {
  const bytes = new Uint8Array(presence.words.length * 2)
  const out = new DataView(bytes.buffer)
  presence.words.forEach((word, index) => out.setUint16(index * 2, word, true))
  return bytes.toBase64()
}

/** Rows of an actogram as text: one day a line, one character a half hour, in the clock of the offset (half hours). */
export function actogramText(of: ActivityFacts['actogram'], offset: number): string[] {
  const bytes = Uint8Array.fromBase64(of.bits)
  const read = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const active = (half: number): boolean => {
    if (half < 0 || half >= of.days * 48) return false
    return ((read.getUint16((half >> 4) * 2, true) >> (half & 15)) & 1) === 1
  }
  return Array.from({ length: of.days + 1 }, (_, row) => {
    const start = row * 48 - offset
    const cells = Array.from({ length: 96 }, (_, cell) => cellAt(of, start + cell, active(start + cell))).join('')
    const date = new Date((of.firstDay + row) * DAY).toISOString().slice(0, 10)
    return `${date} ${cells.slice(0, 48)}│${cells.slice(48)}`
  }).filter((row) => /[█╱]/.test(row))
}

function cellAt(of: ActivityFacts['actogram'], half: number, active: boolean): string {
  if (active) return '█'
  const at = of.firstDay * DAY + half * 1_800_000
  const mark = of.marks.find(({ fromMs, toMs }) => at >= fromMs && at < toMs)
  return mark === undefined ? '·' : mark.kind === 'source-gap' ? '╱' : '-'
}
