import type { SessionFacts } from '../../../doors/apply/session.ts'
import { endWords } from './visit.ts'

/**
 * The way of a connection as a plan: their browser, the hidden leg, the end of the connection, the measured leg, us. A
 * dimension line under each leg holds its milliseconds; what was not seen is hatched.
 */
export function PathPlan({ visit }: { readonly visit: SessionFacts }) {
  const { path } = visit
  const hidden = path?.hiddenLegMs ?? null
  const outer = path?.roundTripMs ?? null
  const beyond = path?.beyondExitMs ?? null
  return (
    <figure className="path-plan">
      <ol>
        <li className="path-station">
          <strong>Their browser</strong>
        </li>
        <Leg ms={hidden} about={hidden === null ? 'not seen' : 'hidden'} kind={hidden === null ? 'unknown' : hidden < 1 ? 'none' : 'hidden'} />
        <li className="path-station">
          <strong>End of the connection</strong>
          <span className="received">{endWords(visit)}</span>
          {path?.segmentBytes != null && <span className="lettering">segments of {path.segmentBytes} bytes</span>}
        </li>
        <Leg ms={outer} about={outer === null ? 'not seen' : 'measured'} kind={outer === null ? 'unknown' : 'open'} />
        <li className="path-station" data-us>
          <strong>Us</strong>
        </li>
      </ol>
      <figcaption>
        {path?.leadMeanMs == null
          ? 'A proxy in front of this server, or a browser without HTTP/2, keeps the path out of sight. That is no sign of anything.'
          : `From ${path.probes} probes. Browser relay services, company gateways, satellite and some mobile networks also end connections midway.`}
        {beyond !== null && ` The address itself answers ${Math.max(0, Math.round(beyond))} ms sooner than the person.`}
      </figcaption>
    </figure>
  )
}

function Leg({ ms, about, kind }: { readonly ms: number | null; readonly about: string; readonly kind: 'unknown' | 'none' | 'hidden' | 'open' }) {
  return (
    <li className="path-leg" data-kind={kind}>
      <span className="path-corridor" aria-hidden="true" />
      <span className="figure path-ms">{ms === null ? 'unknown' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}</span>
      <span className="lettering">{about}</span>
    </li>
  )
}
