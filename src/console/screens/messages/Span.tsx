/** A stretch of time within another, as a dimension line: how long somebody has been at it. */
export function Span({ first, last, from, to, count }: { readonly first: number; readonly last: number; readonly from: number; readonly to: number; readonly count: number }) {
  const place = (at: number): number => Math.min(100, Math.max(0, (100 * (at - from)) / (to - from)))
  const [start, end] = [place(first), Math.max(place(first) + 0.8, place(last))]
  return (
    <svg className="span" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line className="span-ground" x1="0" y1="6" x2="100" y2="6" />
      <line className="span-line" x1={start} y1="6" x2={end} y2="6" strokeWidth={Math.min(10, 3 + Math.log2(count + 1))} />
    </svg>
  )
}
