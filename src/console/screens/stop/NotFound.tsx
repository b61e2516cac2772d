import { Link } from '@tanstack/react-router'
import { GatePlan } from '../../marks/GatePlan.tsx'
import { Page } from '../../parts/Page.tsx'
import './stop.css'

export function NotFound() {
  return (
    <Page title="There is no room behind this address." place="Not found">
      <div className="stop">
        <GatePlan outer="open" inner="open" notes={['you came from here', 'nothing', 'nothing']} />
        <p>It may have been closed and erased, or the link lost a character on its way.</p>
        <p>
          <Link className="button" data-tone="main" to="/" search={{}}>
            Go to the first page
          </Link>
        </p>
      </div>
    </Page>
  )
}
