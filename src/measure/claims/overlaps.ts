import type { Entry } from './entries.ts'

export interface Overlap {
  readonly months: number
  readonly bothFullTime: boolean
  readonly eitherFullTime: boolean
  readonly explained: boolean
  readonly first: Entry
  readonly second: Entry
}

/** Pairs of regular jobs at different employers that certainly ran at the same time. */
export function overlapsOf(entries: readonly Entry[], asOf: number): Overlap[] {
  const jobs = entries.filter((entry) => entry.kind === 'regular' && !entry.inner && isSound(entry))
  const out: Overlap[] = []
  for (const [i, first] of jobs.entries()) {
    for (const second of jobs.slice(i + 1)) {
      const months =
        Math.min(lastSure(first, asOf), lastSure(second, asOf)) - Math.max(first.span.from.hi, second.span.from.hi) + 1
      if (
        months <= 0 ||
        sameEmployer(first, second) ||
        isPartOf(first, second, entries) ||
        isPartOf(second, first, entries)
      )
        continue
      out.push({
        months,
        bothFullTime: first.fullTime && second.fullTime,
        eitherFullTime: first.fullTime || second.fullTime,
        explained: first.explained || second.explained,
        first,
        second,
      })
    }
  }
  return out
}

/** Last month in which the job certainly still ran. */
function lastSure(entry: Entry, asOf: number): number {
  return entry.span.to === null ? asOf : entry.span.to.lo
}

function isSound({ span, head }: Entry): boolean {
  return /\p{L}{3}/u.test(head) && (span.to === null || span.to.hi >= span.from.lo)
}

/** Promotions, transfers and renamed companies: a part of one head stands in the other. */
export function sameEmployer(a: Entry, b: Entry): boolean {
  // A role without an employer of its own belongs to the employer above it.
  if (a.employer === null || b.employer === null) return true
  const named = (entry: Entry): Set<string> => new Set(entry.names.map(plain).filter((name) => name.length > 2))
  const mine = named(a)
  const theirs = named(b)
  const first = plain(a.employer)
  const second = plain(b.employer)
  if (theirs.has(first) || mine.has(second)) return true
  // "Acme" and "Acme Cloud GmbH": the distinctive first word is enough.
  const [one] = first.split(' ')
  const [other] = second.split(' ')
  return (
    one !== undefined &&
    one === other &&
    one.length > 3 &&
    !/^(?:global|first|united|north|south|east|west|blue|green|open|data|cloud|smart|bright|royal|national|american|general|digital|central|city|university|bank)$/.test(
      one,
    )
  )
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(
      /\b(?:inc|ltd|llc|gmbh|corp|co|ag|plc|bv|oy|ab|sa|sas|srl|the|group|company|technologies|limited)\b\.?/g,
      ' ',
    )
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A client or role listed right under an employer's own line, inside its time. */
function isPartOf(outer: Entry, inner: Entry, entries: readonly Entry[]): boolean {
  const contains =
    outer.span.from.lo <= inner.span.from.hi &&
    (outer.span.to === null || (inner.span.to !== null && inner.span.to.lo <= outer.span.to.hi))
  if (!contains) return false
  const at = entries.indexOf(outer)
  const to = entries.indexOf(inner)
  if (to <= at) return false
  // Nothing is told of the outer one itself: its line is the heading of what follows.
  return outer.body.length === 0 && outer.title === null
}
