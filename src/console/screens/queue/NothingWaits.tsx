import { GatePlan } from '../../marks/GatePlan.tsx'
import { BesidePlan } from '../../parts/BesidePlan.tsx'
import { Page } from '../../parts/Page.tsx'
import { HandInButton } from './HandInButton.tsx'

/** The empty queue of a recruiter or an interviewer: good news, and nothing to learn. */
export function NothingWaits() {
  return (
    <Page title="Nothing waits for you." place="Queue">
      <BesidePlan plan={<GatePlan outer="shut" inner="open" notes={['outside', 'nobody', 'you']} />}>
        <p className="lead">
          When somebody should be asked for one more check, they stand here, with what to ask and how.
        </p>
        <HandInButton />
      </BesidePlan>
    </Page>
  )
}
