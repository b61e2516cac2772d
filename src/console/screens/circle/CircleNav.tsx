import { Link, useLocation } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '../../session/session.tsx'
import { advisoriesQuery, draftsQuery } from './queries.ts'

const rooms = [
  ['/circle', 'Received', 'seeAdvisories'],
  ['/circle/groups', 'From groups', 'seeAdvisories'],
  ['/circle/advisories', 'Ours', 'seeAdvisories'],
  ['/circle/peers', 'Peers', 'seePeers'],
  ['/circle/questions', 'Private questions', 'seeQuestions'],
  ['/circle/coverage', 'Coverage', 'seePlaybook'],
] as const

/** The circle's rooms, with what waits in each. */
export function CircleNav() {
  const { pathname } = useLocation()
  const may = {
    seeAdvisories: useCan('seeAdvisories'),
    seePeers: useCan('seePeers'),
    seeQuestions: useCan('seeQuestions'),
    seePlaybook: useCan('seePlaybook'),
  }
  const { data: drafts } = useQuery({ ...draftsQuery, enabled: may.seeAdvisories })
  const { data: ours } = useQuery({ ...advisoriesQuery, enabled: may.seeAdvisories })
  const waiting: Readonly<Record<string, number | undefined>> = {
    '/circle/groups': drafts?.filter((one) => one.state === 'new').length,
    '/circle/advisories': ours?.filter((one) => one.state === 'submitted').length,
  }
  const isHere = (to: string): boolean =>
    to === '/circle' ? pathname === to || pathname.startsWith('/circle/received') : pathname.startsWith(to)
  return (
    <nav className="circle-nav" aria-label="Circle">
      {rooms
        .filter(([, , ability]) => may[ability])
        .map(([to, name]) => (
          <Link key={to} to={to} search={{}} aria-current={isHere(to) ? 'page' : undefined} activeOptions={{ exact: true }} activeProps={{}} className="circle-nav-link">
            {name}
            {(waiting[to] ?? 0) > 0 && (
              <span className="figure circle-nav-count">
                {waiting[to]}
                <span className="for-ears"> waiting</span>
              </span>
            )}
          </Link>
        ))}
    </nav>
  )
}
