import type { Span } from '../../src/measure/network/build-table.ts'

/** Address as text, from its number. */
export function addressText(family: 4 | 6, value: bigint): string {
  if (family === 4) {
    const word = Number(value)
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
  }
  return value.toString(16).padStart(32, '0').replace(/(.{4})(?=.)/g, '$1:')
}

/** First and last of every range and their neighbours. */
export function* edges(spans: readonly Span<string>[], top: bigint): Generator<bigint> {
  for (const { first, last } of spans) for (const at of [first - 1n, first, last, last + 1n]) if (at >= 0n && at < top) yield at
}

/**
 * Answers that differ from a walk down the source's own list, which knows nothing of our table.
 *
 * @param queries any order
 */
export function wrongAnswers(family: 4 | 6, spans: readonly Span<string>[], queries: readonly bigint[], answer: (address: string) => string | null | undefined): number {
  const sorted = [...queries].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  let wrong = 0
  let at = 0
  for (const query of sorted) {
    while (at < spans.length && (spans[at] as Span<string>).last < query) at++
    const span = spans[at]
    const expected = span !== undefined && span.first <= query ? span.value : null
    // Written as IPv6, an IPv4 address is one: the table answers for IPv4 there.
    if (family === 6 && query >> 32n === 0xffffn) continue
    if ((answer(addressText(family, query)) ?? null) !== expected) wrong++
  }
  return wrong
}
