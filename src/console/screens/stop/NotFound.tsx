import { Link } from '@tanstack/react-router'
import { GatePlan } from '../../marks/GatePlan.tsx'
import { BesidePlan } from '../../parts/BesidePlan.tsx'
import { Page } from '../../parts/Page.tsx'

export function NotFound() {
  return (
    <Page title="There is no room behind this address." place="Not found">
      <BesidePlan plan={<GatePlan outer="open" inner="open" notes={['you came from here', 'nothing', 'nothing']} />}>
        <p>It may have been closed and erased, or the link lost a character on its way.</p>
        <p>
          <Link className="button" data-tone="main" to="/" search={{}}>
            Go to the first page
          </Link>
        </p>
      </BesidePlan>
    </Page>
  )
}
