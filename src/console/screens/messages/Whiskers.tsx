import type { CountsPage } from '../../../http/rooms/messages/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { startSentence, wholeNumber } from '../../words/numbers.ts'
import { perDayRange } from './figures.ts'

/** Rates side by side with their exact intervals: where lines overlap, nothing is known of which is more. */
export function Whiskers({ title, rows }: { readonly title: string; readonly rows: CountsPage['by']['team'] }) {
  const most = Math.max(0.01, ...rows.map(({ rate }) => rate.high))
  const place = (value: number): number => (100 * value) / most
  return (
    <section className="counts-block">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <Hatched>Nothing was confirmed yet.</Hatched>
      ) : (
        <ul className="whiskers">
          {rows.slice(0, 10).map(({ name, count, rate }) => (
            <li key={name}>
              <span className="whisker-name">{startSentence(name)}</span>
              <span className="figure whisker-sum">{wholeNumber(count)}</span>
              <svg className="whisker" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label={`${perDayRange(rate)} a day`}>
                <line className="whisker-line" x1={place(rate.low)} x2={place(rate.high)} y1="7" y2="7" />
                <line className="whisker-dot" x1={place(rate.value)} x2={place(rate.value)} y1="2" y2="12" />
              </svg>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
