import { useMutation } from '@tanstack/react-query'
import type { StoredProposal } from '../../../http/rooms/learning/contract.ts'
import { post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { learningQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan, useMe } from '../../session/session.tsx'
import { count, date, decibans } from '../../words/numbers.ts'
import { saveText } from '../case/papers/save.ts'

/** New weights are proposed as a change of the pack, signed by two people, and put in force by a person: never by themselves. */
export function Proposals({ proposals }: { readonly proposals: readonly StoredProposal[] }) {
  const may = useCan('proposeWeights')
  const propose = useMutation({
    mutationFn: () => post('/api/learning/proposals'),
    onSuccess: async () => {
      await queries.invalidateQueries(learningQuery)
      announce('Proposed. Another person signs it.')
    },
  })
  if (!may && proposals.length === 0) return null
  return (
    <section className="learning-section" aria-labelledby="proposals-title">
      <h2 id="proposals-title">Proposed weights</h2>
      <p className="soft">Nothing here changes a rule. A proposal is a difference to the pack: two people sign it, and one of them puts it into the pack.</p>
      {may && (
        <p>
          <Button small disabled={propose.isPending} onClick={() => propose.mutate()}>
            Propose from the settled cases
          </Button>
        </p>
      )}
      {propose.error && <Trouble error={propose.error} />}
      {proposals.map((proposal) => (
        <ProposalView key={proposal.id} proposal={proposal} />
      ))}
    </section>
  )
}

function ProposalView({ proposal }: { readonly proposal: StoredProposal }) {
  const me = useMe()
  const may = useCan('signWeights')
  const sign = useMutation({
    mutationFn: () => post(`/api/learning/proposals/${encodeURIComponent(proposal.id)}/signature`),
    onSuccess: async () => {
      await queries.invalidateQueries(learningQuery)
      announce('Signed.')
    },
  })
  return (
    <article className="proposal">
      <h3>
        {count(proposal.changes.length, 'weight')}, {date(proposal.at)}
      </h3>
      <ul>
        {proposal.changes.map(({ rule, from, to, why }) => (
          <li key={rule}>
            <code>{rule}</code> {decibans(from)} → <strong>{decibans(to)}</strong> <span className="soft">{why}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>The difference</summary>
        <pre className="proposal-diff" tabIndex={0} aria-label="Difference to the pack">
          {proposal.diff}
        </pre>
        <Button small onClick={() => saveText(`weights-${proposal.id.slice(-6)}.diff`, proposal.diff)}>
          Save it
        </Button>
      </details>
      <p className="lettering received">
        proposed by {proposal.madeBy.name}
        {proposal.signedBy === null ? '; waits for a second person' : `; signed by ${proposal.signedBy.name}, ${date(proposal.signedBy.at)}`}
      </p>
      {may && proposal.signedBy === null && proposal.madeBy.id !== me.id && (
        <Button small tone="main" disabled={sign.isPending} onClick={() => sign.mutate()}>
          Sign as the second person
        </Button>
      )}
      {sign.error && <Trouble error={sign.error} />}
    </article>
  )
}
