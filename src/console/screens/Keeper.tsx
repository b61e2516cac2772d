import { Link } from '@tanstack/react-router'
import { GatePlan } from '../marks/GatePlan.tsx'
import { BesidePlan } from '../parts/BesidePlan.tsx'
import { Page } from '../parts/Page.tsx'
import { useCan, useMe } from '../session/session.tsx'
import { DemoButton } from './queue/DemoButton.tsx'
import { HandInButton } from './queue/HandInButton.tsx'

/** What an administrator sees first: the machine is hers, the cases are not. */
export function Keeper() {
  const me = useMe()
  const mayLoad = useCan('loadDemo')
  return (
    <Page title="You keep the house. The cases belong to those who judge them." place="House">
      <BesidePlan plan={<GatePlan outer="shut" inner="shut" notes={['outside', 'cases', me.org.name]} />}>
        <p className="lead">
          Whoever runs the machine must not be able to read quietly, so your role opens no case. Give analysts and leads
          their accounts with <code>sallyport user add</code>; they find the queue here.
        </p>
        <p className="queue-empty-ways">
          <Link className="button" data-tone="main" to="/health">
            See whether all is in order
          </Link>
          <HandInButton />
        </p>
        {mayLoad && <DemoButton />}
      </BesidePlan>
    </Page>
  )
}
