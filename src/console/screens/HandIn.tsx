import { Link } from '@tanstack/react-router'
import { GatePlan } from '../marks/GatePlan.tsx'
import { BesidePlan } from '../parts/BesidePlan.tsx'
import { Page } from '../parts/Page.tsx'
import { useMe } from '../session/session.tsx'
import { HandInButton } from './queue/HandInButton.tsx'

/** What an employee sees: one thing to do, and what happens then. */
export function HandIn() {
  const me = useMe()
  return (
    <Page title="Something seem off? Hand it in." place="Report">
      <BesidePlan
        plan={<GatePlan outer="open" inner="shut" notes={['what you received', 'read here, safely', me.org.name]} />}
      >
        <p className="lead">
          A message from a recruiter, an invitation to a call, a file someone wants you to run. Drop it anywhere on this
          page. Do not open it again, and do not reply.
        </p>
        <p>
          <HandInButton main />{' '}
          <Link className="button" to="/report">
            Paste a message
          </Link>
        </p>
        <p className="soft">
          You get an answer here, usually within a minute. Nobody is blamed for reporting, and nobody is blamed for
          having clicked.
        </p>
      </BesidePlan>
    </Page>
  )
}
