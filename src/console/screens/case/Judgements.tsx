import type { CaseFile } from '../../../http/contract.ts'
import { date, decibans, moment } from '../../words/numbers.ts'
import { postureWords } from '../../words/words.ts'
import './judgements.css'

/** Every judgement of the case, the newest first: a changed playbook judges anew and erases nothing. */
export function Judgements({ file }: { readonly file: CaseFile }) {
  if (file.history.length === 0) return null
  return (
    <section className="case-section" aria-labelledby="judgements-title">
      <h2 id="judgements-title">Earlier judgements</h2>
      <table className="judgements">
        <thead>
          <tr className="lettering">
            <th scope="col">When</th>
            <th scope="col">Posture</th>
            <th scope="col">Playbook</th>
            <th scope="col" className="judgements-figure">
              Sum, dB
            </th>
          </tr>
        </thead>
        <tbody>
          {file.history
            .toSorted((a, b) => b.at - a.at)
            .map((judgement) => (
              <tr key={`${judgement.at}-${judgement.playbookVersion}`}>
                <td title={moment(judgement.at)}>{date(judgement.at)}</td>
                <td>{postureWords[judgement.posture]}</td>
                <td>
                  <code>{judgement.playbookVersion.slice(0, 10)}</code>
                </td>
                <td className="judgements-figure figure">{decibans(judgement.totalDecibans)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
