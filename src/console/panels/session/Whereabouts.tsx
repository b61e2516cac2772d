import type { SessionFacts } from '../../../doors/apply/session.ts'
import { offsetsOf } from './offsets.ts'

const west = -12
const east = 14
const unit = 12

interface Source {
  readonly name: string
  readonly place: string | null
  /** Why it says nothing. */
  readonly why: string
}

/** Where each source places the person, as the hours that place keeps: no map, no point, and no source that wins. */
export function Whereabouts({ visit }: { readonly visit: SessionFacts }) {
  const { address, zone, leak } = visit
  const sources: Source[] = [
    { name: 'They said', place: zone?.claimed ?? null, why: 'not asked, or not answered' },
    { name: 'Browser’s clock', place: zone?.browser ?? null, why: 'the browser does not tell' },
    { name: 'Registry of addresses', place: address?.registered ?? null, why: 'no entry' },
    { name: 'Second table', place: address?.located ?? null, why: 'no entry' },
    { name: 'Second address', place: leak?.located ?? null, why: 'none was seen' },
  ]
  const at = address == null ? Date.now() : Date.parse(address.asOf) + address.ageDays * 86_400_000
  return (
    <section>
      <h3>{answerOf(visit)}</h3>
      <div className="where" role="table" aria-label="Where each source places the person">
        {sources.map((source) => (
          <Row key={source.name} source={source} at={at} />
        ))}
      </div>
      <p className="lettering">
        Bars are the clocks in use there, hours from UTC, −12 to +14.
        {address != null && ` Tables of ${address.asOf}, ${address.ageDays} days old at the visit.`}
      </p>
      {visit.listed != null && (
        <p>
          The address lies in a curated range: <span className="received">{visit.listed.name}</span> ({visit.listed.grade}; {visit.listed.source}, last seen {visit.listed.lastSeen}).
        </p>
      )}
      <p className="session-also">Travel, a VPN, a range that was sold, and a clock left on home time all part these sources.</p>
    </section>
  )
}

function Row({ source, at }: { readonly source: Source; readonly at: number }) {
  const range = source.place === null ? null : offsetsOf(source.place, at)
  const width = (east - west) * unit
  return (
    <div className="where-row" role="row">
      <span role="rowheader">{source.name}</span>
      <span role="cell" className="received" data-unknown={source.place === null || undefined}>
        {source.place ?? source.why}
      </span>
      <span role="cell">
        <span className="for-ears">{range === null ? 'unknown' : `UTC ${range.map((hours) => (hours < 0 ? `−${-hours}` : `+${hours}`)).join(' to ')}`}</span>
        <svg viewBox={`0 0 ${width} 16`} preserveAspectRatio="none" aria-hidden="true">
          <line className="where-axis" x1="0" x2={width} y1="8" y2="8" />
          <line className="where-zero" x1={-west * unit} x2={-west * unit} y1="2" y2="14" />
          {range === null ? (
            <line className="where-unknown" x1="0" x2={width} y1="8" y2="8" />
          ) : (
            <rect className="where-bar" x={(range[0] - west) * unit - 2} y="3" width={(range[1] - range[0]) * unit + 5} height="10" />
          )}
        </svg>
      </span>
    </div>
  )
}

function answerOf({ address, zone, leak }: SessionFacts): string {
  const apart: string[] = []
  if (address?.countriesDiffer === true) apart.push('two tables name different countries')
  if ((zone?.hoursFromClaim ?? 0) >= 1) apart.push(`the clock stands ${zone?.hoursFromClaim} h from where they said`)
  if ((zone?.hoursFromAddress ?? 0) >= 1) apart.push(`the clock stands ${zone?.hoursFromAddress} h from the address`)
  if (leak?.otherSystem === true) apart.push('a second address belongs to another network')
  if (apart.length > 0) return `Sources disagree: ${apart.join('; ')}`
  return address == null && zone?.browser == null ? 'Where they are is not known' : 'The sources agree on where they are'
}
