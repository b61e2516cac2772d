import { useQuery } from '@tanstack/react-query'
import type { CirclePage, PeerRow } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { AddPeer } from './AddPeer.tsx'
import { CircleNav } from './CircleNav.tsx'
import { Exits } from './Exits.tsx'
import { PeerCard } from './PeerCard.tsx'
import { PeerRing } from './PeerRing.tsx'
import { peersQuery, useAct } from './queries.ts'
import { troubleOf } from './words.ts'
import './circle.css'
import './peers.css'

/** "Whom do we trust with what, and does it reach them?" */
export function PeersScreen() {
  const may = useCan('seePeers')
  const mayManage = useCan('managePeers')
  const { data, error, refetch } = useQuery({ ...peersQuery, enabled: may, refetchInterval: 20_000 })
  const round = useAct<null>(() => '/rounds')
  if (!may) return <Forbidden what="the circle" />
  return (
    <Page
      title={data ? answer(data.peers) : 'The peers'}
      place="Circle"
      above={<CircleNav />}
      aside={
        <Button disabled={round.isPending} onClick={() => round.mutate(null, { onSuccess: () => announce('Every peer is read now.') })}>
          Read every peer now
        </Button>
      }
    >
      {error && <Trouble error={error} again={() => void refetch()} />}
      {round.error && <Trouble error={round.error} />}
      {data === undefined && !error && <Waiting what="the peers" lines={8} />}
      {data && (
        <div className="peers">
          <div className="peers-plan">
            <PeerRing peers={data.peers} />
            <Ourselves page={data} />
          </div>
          <div className="peers-list">
            {data.peers.length === 0 && <p>Invite a company you know, or join one by the invitation it gave you. Then two people read twelve words to each other.</p>}
            {data.peers.map((peer) => (
              <PeerCard key={peer.name} peer={peer} />
            ))}
            {mayManage && <AddPeer />}
            <Exits exits={data.exits} />
          </div>
        </div>
      )}
    </Page>
  )
}

function Ourselves({ page }: { readonly page: CirclePage }) {
  const mayManage = useCan('managePeers')
  const rotate = useAct<null>(() => '/key')
  return (
    <section className="circle-section" aria-labelledby="ourselves">
      <h2 id="ourselves" className="received">
        {page.name}: our key in words
      </h2>
      <p className="peer-words">{page.words}</p>
      <p className="soft">Read them out on a call you placed yourself. With the ordinary minisign: -P {page.signingKey}</p>
      {mayManage && (
        <p>
          <Button small disabled={rotate.isPending} onClick={() => rotate.mutate(null, { onSuccess: () => announce('There is a new key, vouched for by the old one.') })}>
            Change the key
          </Button>
        </p>
      )}
      {rotate.error && <Trouble error={rotate.error} />}
    </section>
  )
}

function answer(peers: readonly PeerRow[]): string {
  const present = peers.filter((peer) => peer.trust !== 'revoked')
  const fresh = present.filter((peer) => peer.trust === 'new')
  const failing = present.filter((peer) => troubleOf(peer) !== null)
  if (present.length === 0) return 'There is nobody in the circle yet.'
  if (failing.length === 1) return `${failing[0]?.name} does not answer as it should.`
  if (failing.length > 1) return `${startSentence(countInWords(failing.length, 'peer'))} do not answer as they should.`
  if (fresh.length > 0) return `${startSentence(countInWords(fresh.length, 'peer waits', 'peers wait'))} for words to be compared.`
  return `${startSentence(countInWords(present.length, 'peer'))}, and every way to ${present.length === 1 ? 'it' : 'them'} works.`
}
