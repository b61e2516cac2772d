import type { CaseFile } from '../../../http/contract.ts'
import { countInWords, decibans, oneIn, startSentence } from '../../words/numbers.ts'
import { LedgerGroupView } from './LedgerGroupView.tsx'
import { isUnknown } from './unknown.ts'
import { NotAssessed } from './NotAssessed.tsx'
import { Scale } from './WeightBar.tsx'
import './ledger.css'

/** What speaks toward and away, group by group, with everything that held a group back. */
export function LedgerView({ file }: { readonly file: CaseFile }) {
  const { ledger } = file
  const toward = ledger.groups.filter((group) => group.decibans > 0)
  const away = ledger.groups.filter((group) => group.decibans <= 0)
  return (
    <section className="case-section ledger" id="ledger" tabIndex={-1} aria-labelledby="ledger-title">
      <header>
        <h2 id="ledger-title">{headline(toward.length, away.length, isUnknown(file))}</h2>
      </header>
      <div className="ledger-scale" aria-hidden="true">
        <span className="lettering">away</span>
        <span className="lettering">toward</span>
        <Scale />
      </div>
      <ul className="ledger-groups">
        {[...toward, ...away].map((group) => (
          <LedgerGroupView key={group.group} group={group} file={file} />
        ))}
      </ul>
      <NotAssessed findings={ledger.notAssessed} />
      <dl className="ledger-sum figure">
        <div>
          <dt>Before anything is known ({oneIn(ledger.prior)})</dt>
          <dd>{decibans(ledger.priorDecibans)}</dd>
        </div>
        <div>
          <dt>All groups together</dt>
          <dd>{decibans(ledger.totalDecibans - ledger.priorDecibans)}</dd>
        </div>
        <div className="ledger-total">
          <dt>Sum</dt>
          <dd>{decibans(ledger.totalDecibans)} dB</dd>
        </div>
      </dl>
      <p className="ledger-note soft">
        Weights are decibans: +10 means ten times likelier among those who misrepresent than among those who do not. The
        sum orders the queue; it is no probability about a person. Playbook{' '}
        <code>{file.playbookVersion.slice(0, 10)}</code>.
      </p>
    </section>
  )
}

function headline(toward: number, away: number, unknown: boolean): string {
  if (unknown) return 'Nothing to weigh yet'
  if (toward === 0) return 'Nothing speaks toward it'
  const causes = startSentence(countInWords(toward, 'cause speaks', 'causes speak'))
  return away === 0 ? `${causes} toward it` : `${causes} toward it, ${countInWords(away, 'away', 'away')}`
}
