import type { LedgerGroup } from '../../../core/weigh.ts'
import type { CaseFile } from '../../../http/contract.ts'
import { countInWords, decibans, lowerFirst } from '../../words/numbers.ts'
import { groupWord } from '../../words/words.ts'
import { FindingView } from './FindingView.tsx'
import { WeightBar } from './WeightBar.tsx'

/** One cause: its bar, why it weighs what it weighs, and its findings. */
export function LedgerGroupView({ group, file }: { readonly group: LedgerGroup; readonly file: CaseFile }) {
  const present = group.findings.filter((finding) => finding.outcome === 'present')
  const absent = group.findings.filter((finding) => finding.outcome === 'absent')
  return (
    <li className="ledger-group">
      <div className="ledger-group-head">
        <h3>{groupWord(group.group)}</h3>
        <span className="figure ledger-figure">{decibans(group.decibans)}</span>
      </div>
      <WeightBar group={group} />
      <Reductions group={group} />
      {present.length > 0 && (
        <ul className="ledger-findings">
          {present.map((finding) => (
            <FindingView key={finding.rule} finding={finding} file={file} />
          ))}
        </ul>
      )}
      {absent.length > 0 && (
        <details className="ledger-absent">
          <summary>{countInWords(absent.length, 'thing was', 'things were')} looked for and not found</summary>
          <ul>
            {absent.map((finding) => (
              <li key={finding.rule}>
                <span>
                  {finding.sealed ? `Sealed rule ${finding.rule}` : `Not found: ${lowerFirst(finding.title)}`}
                </span>
                <span className="figure">{decibans(finding.decibans)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

/** Everything that made the group weigh less than its rules state, in words. */
function Reductions({ group }: { readonly group: LedgerGroup }) {
  const parts: string[] = []
  if (Math.abs(group.stated - group.decibans) > 0.05) parts.push(`Stated ${decibans(group.stated)}`)
  if (group.designEffect > 1.005) parts.push(`divided by ${group.designEffect.toFixed(2)}, because these overlap`)
  if (group.clipped) parts.push(group.decibans > 0 ? 'capped: one cause alone never decides' : 'floored')
  if (group.heldBack !== null) parts.push(`held back: ${group.heldBack}`)
  if (parts.length === 0) return null
  return <p className="ledger-reductions lettering">{parts.join(' · ')}</p>
}
