import type { TimelineEntry } from '../../../http/contract.ts'
import { date, span } from '../../words/numbers.ts'

/** The mark of each kind of event: shapes, so that colour is never alone. */
export function TimelineMark({ kind }: { readonly kind: TimelineEntry['kind'] }) {
  return (
    <svg className="timeline-mark" viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <Shape kind={kind} />
    </svg>
  )
}

function Shape({ kind }: { readonly kind: TimelineEntry['kind'] }) {
  if (kind === 'evidence') return <rect className="timeline-solid" x="-5" y="-5" width="10" height="10" />
  if (kind === 'judged') return <path className="timeline-open" d="M0-6.5L6.5 0L0 6.5L-6.5 0Z" />
  if (kind === 'comment') return <circle className="timeline-open" r="4.5" />
  if (kind === 'link') return <path className="timeline-line" d="M-6-3H6M-6 3H6" />
  if (kind === 'decision') return <path className="timeline-wall" d="M0-8V8" />
  if (kind === 'check') return <path className="timeline-accent" d="M-6 6V-6M-6 6H5M5 6A11 11 0 0 0-6-5" />
  return <path className="timeline-line" d="M-6 0H6M2-4L6 0L2 4" />
}

/** All events on one line, to scale: what came together, and how long nothing came. */
export function TimelineStrip({
  entries,
  near,
}: {
  readonly entries: readonly TimelineEntry[]
  readonly near: number | null
}) {
  const first = entries[0]?.at ?? 0
  const last = entries.at(-1)?.at ?? first
  const length = Math.max(1, last - first)
  const x = (at: number): string => `${(2 + ((at - first) / length) * 96).toFixed(2)}%`
  return (
    <figure className="timeline-strip">
      <svg width="100%" height="46" aria-hidden="true" focusable="false">
        <line className="timeline-axis" x1="0" x2="100%" y1="18" y2="18" />
        {entries.map((entry, index) => (
          <svg
            key={index}
            x={x(entry.at)}
            y="18"
            overflow="visible"
            className="timeline-point"
            data-near={near === index || undefined}
          >
            <Shape kind={entry.kind} />
          </svg>
        ))}
        <line className="timeline-dimension" x1="2%" x2="98%" y1="38" y2="38" />
        <line className="timeline-dimension" x1="2%" x2="2%" y1="33" y2="43" />
        <line className="timeline-dimension" x1="98%" x2="98%" y1="33" y2="43" />
      </svg>
      <figcaption className="lettering">
        <span>{date(first)}</span>
        <span>{span(length)}</span>
        <span>{date(last)}</span>
      </figcaption>
    </figure>
  )
}
