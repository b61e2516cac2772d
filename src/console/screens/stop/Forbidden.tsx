import { Link } from '@tanstack/react-router'
import { GatePlan } from '../../marks/GatePlan.tsx'
import { BesidePlan } from '../../parts/BesidePlan.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMe } from '../../session/session.tsx'

/** A door that stays shut for this person: says why, and whom to ask. */
export function Forbidden({ what }: { readonly what: string }) {
  const me = useMe()
  return (
    <Page title={`Your role does not open ${what}.`} place="Not yours to open">
      <BesidePlan plan={<GatePlan outer="open" inner="shut" notes={[me.name, 'the attempt is on record', what]} />}>
        <p>
          You are signed in as {me.name} ({me.roles.join(', ')}). If your work needs it, ask an administrator of{' '}
          {me.org.name} for the role.
        </p>
        <p>
          <Link className="button" data-tone="main" to="/" search={{}}>
            Go to the first page
          </Link>
        </p>
      </BesidePlan>
    </Page>
  )
}
