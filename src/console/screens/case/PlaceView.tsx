import type { Place } from '../../../core/evidence.ts'
import type { EvidenceItem } from '../../../http/contract.ts'
import { at, isRecord, textAt, unrooted } from './facts.ts'
import { PagePlan } from './PagePlan.tsx'
import type { FoundPlace } from './places.ts'

/** The place itself, drawn as its sort asks. Received text is only ever a text node. */
export function PlaceView({ found, item }: { readonly found: FoundPlace; readonly item: EvidenceItem | null }) {
  const { place } = found
  if (place.in === 'page') {
    const boxes = found.finding.places.filter((other) => other.in === 'page' && other.page === place.page)
    return (
      <div className="place-page">
        <PagePlan place={place} boxes={boxes.flatMap((other) => (other.in === 'page' ? [other.box] : []))} />
        <Quote place={place} />
      </div>
    )
  }
  if (place.in === 'text') return <TextPlace place={place} text={item && textAt(item.facts)} />
  if (place.in === 'code') return <CodePlace place={place} />
  if (place.in === 'field') return <FieldPlace place={place} item={item} />
  return <Quote place={place} />
}

function Quote({ place }: { readonly place: Place }) {
  return place.text === undefined ? (
    <p className="soft">The words at this place were not kept. The original shows them.</p>
  ) : (
    <blockquote className="place-quote received">{place.text}</blockquote>
  )
}

/** Characters shown around a span, so that it is read in its sentence. */
const around = 240

function TextPlace({ place, text }: { readonly place: Extract<Place, { in: 'text' }>; readonly text: string | null }) {
  if (text === null || text.length < place.end) return <Quote place={place} />
  return (
    <p className="place-text received">
      {place.start > around && '… '}
      {text.slice(Math.max(0, place.start - around), place.start)}
      <mark>{text.slice(place.start, place.end)}</mark>
      {text.slice(place.end, place.end + around)}
      {text.length > place.end + around && ' …'}
    </p>
  )
}

function CodePlace({ place }: { readonly place: Extract<Place, { in: 'code' }> }) {
  const lines = (place.text ?? '').split('\n')
  return (
    <pre className="place-code" tabIndex={0} aria-label={`${place.file}, line ${place.line}`}>
      {lines.map((line, index) => (
        <span key={index} className="place-code-line">
          <span className="place-code-number">{place.line + index}</span>
          {line === '' && lines.length === 1 ? '(not kept)' : line}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}

function FieldPlace({
  place,
  item,
}: {
  readonly place: Extract<Place, { in: 'field' }>
  readonly item: EvidenceItem | null
}) {
  const value = item === null ? undefined : at({ [place.path.split('.')[0] ?? '']: unrooted(item.facts) }, place.path)
  return (
    <>
      {place.text !== undefined && <Quote place={place} />}
      <dl className="place-field">
        <dt>
          <code>{place.path}</code>
        </dt>
        <dd className="received">
          {isRecord(value) || Array.isArray(value) ? (
            <pre tabIndex={0}>{JSON.stringify(value, null, 2).slice(0, 4000)}</pre>
          ) : (
            String(value ?? 'not kept')
          )}
        </dd>
      </dl>
    </>
  )
}
