import { Link } from '@tanstack/react-router'
import { Button } from '../parts/Button.tsx'
import { useCan } from '../session/session.tsx'
import { bytes, countInWords, startSentence } from '../words/numbers.ts'
import { useIntake, type Parcel } from './intake-context.ts'

/** The files on their way in, each with its progress, until someone clears them away. */
export function IntakeTray() {
  const { parcels, clear } = useIntake()
  if (parcels.length === 0) return null
  return (
    <section className="intake-tray" aria-label="Files handed in">
      <header>
        <h2>{summary(parcels)}</h2>
        <Button small tone="quiet" onClick={clear}>
          Clear
        </Button>
      </header>
      <ol>
        {parcels.slice(0, 50).map((parcel) => (
          <Row key={parcel.key} parcel={parcel} />
        ))}
      </ol>
      {parcels.length > 50 && <p className="lettering">and {parcels.length - 50} more</p>}
    </section>
  )
}

function Row({ parcel }: { readonly parcel: Parcel }) {
  const mayOpen = useCan('seeCase')
  return (
    <li className="intake-parcel" data-step={parcel.step}>
      <span className="received intake-name">
        {mayOpen && parcel.case !== null ? (
          <Link to="/cases/$id" params={{ id: parcel.case }} search={{}}>
            {parcel.name}
          </Link>
        ) : (
          parcel.name
        )}
      </span>
      <span className="lettering">{stepWords(parcel)}</span>
      <progress max={1} value={parcel.share} aria-label={`Sending ${parcel.name}`} />
      {parcel.trouble && (
        <p className="intake-trouble">
          {parcel.trouble.detail} {parcel.trouble.advice} <span className="lettering">{parcel.trouble.code}</span>
        </p>
      )}
    </li>
  )
}

function stepWords(parcel: Parcel): string {
  if (parcel.step === 'waiting') return bytes(parcel.bytes)
  if (parcel.step === 'sending') return `${Math.round(parcel.share * 100)} %`
  if (parcel.step === 'reading') return 'being read'
  if (parcel.step === 'refused') return 'not taken in'
  if (parcel.trouble) return 'kept, unread'
  return parcel.accepted?.known ? 'known already' : 'read'
}

function summary(parcels: readonly Parcel[]): string {
  const open = parcels.filter(({ step }) => step === 'waiting' || step === 'sending' || step === 'reading').length
  const refused = parcels.filter(({ step }) => step === 'refused').length
  if (open > 0) return `${startSentence(countInWords(open, 'file'))} to go`
  if (refused > 0) return `${startSentence(countInWords(refused, 'file'))} not taken in`
  return `${startSentence(countInWords(parcels.length, 'file'))} read`
}
