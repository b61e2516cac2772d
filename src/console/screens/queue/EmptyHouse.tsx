import { GatePlan } from '../../marks/GatePlan.tsx'
import { BesidePlan } from '../../parts/BesidePlan.tsx'
import { Page } from '../../parts/Page.tsx'
import { useCan } from '../../session/session.tsx'
import { DemoButton } from './DemoButton.tsx'
import { HandInButton } from './HandInButton.tsx'

/** Before anything has come in: what this house does, and the two ways to begin. */
export function EmptyHouse() {
  const mayLoad = useCan('loadDemo')
  return (
    <Page title="Nothing has come to any door yet." place="Queue">
      <BesidePlan
        plan={
          <GatePlan outer="open" inner="shut" notes={['what comes in', 'measured and judged', 'let in by a person']} />
        }
      >
        <p className="lead">
          Drop a folder of résumés, a package or a message anywhere on this page. Each is sealed, read in a sandbox and
          measured; what speaks for and against it stands here a moment later, with its reasons.
        </p>
        <div className="queue-empty-ways">
          <HandInButton main />
          {mayLoad && <DemoButton />}
        </div>
        {mayLoad && (
          <p className="soft">
            The demo company is made up: sixty applicants, packages and messages, and one crew among them. It comes in
            by the same doors as yours, and can be erased again.
          </p>
        )}
      </BesidePlan>
    </Page>
  )
}
