import type { AdvisoryFile } from '../../../http/rooms/circle/contract.ts'
import { moment } from '../../words/numbers.ts'
import { deliveryWords } from './words.ts'

/** Where each revision went, and what came back. */
export function Fate({ file }: { readonly file: AdvisoryFile }) {
  return (
    <div className="circle-two">
      <section className="circle-section circle-main" aria-labelledby="went">
        <h2 id="went">Where it went</h2>
        <div className="circle-frame" tabIndex={0} role="region" aria-label="Deliveries">
          <table className="circle-table">
            <thead>
              <tr className="lettering">
                <th scope="col" data-figure>
                  Revision
                </th>
                <th scope="col">Recipient</th>
                <th scope="col">State</th>
                <th scope="col">Why</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {file.deliveries.map((one) => (
                <tr key={`${one.revision}${one.recipient}`} data-due={one.state === 'given-up' || undefined}>
                  <td data-figure>{one.revision}</td>
                  <td className="received">{one.recipient}</td>
                  <td>{deliveryWords[one.state]}</td>
                  <td className="received">
                    {one.failed ?? '–'}
                    {one.state === 'waiting' && one.nextAt !== null && ` Again at ${moment(one.nextAt)}.`}
                  </td>
                  <td>{moment(one.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="circle-section circle-side" aria-labelledby="back">
        <h2 id="back">What came back</h2>
        {file.feedback.length === 0 && <p className="soft">Nothing yet. That nobody reports a sighting does not say that nobody has it.</p>}
        <ul className="circle-plain">
          {file.feedback.map((one, i) => (
            <li key={`${one.peer}${one.kind}${i}`}>
              <strong className="received">{one.peer}</strong>{' '}
              {one.kind === 'sighting' ? `has seen it${(one.count ?? 1) > 1 ? ` ${one.count} times` : ''}` : `says: ${one.opinion}`}
              {one.why !== null && <span className="received soft"> {one.why}</span>}
              {one.at !== null && <span className="soft"> {moment(one.at)}</span>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
