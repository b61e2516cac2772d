import { Link } from '@tanstack/react-router'
import type { ComparedLayout } from '../../../http/rooms/apply/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { prevalenceWords, weightWords } from './prevalence.ts'

const shown = 9

/** Where the two layouts agree and where they differ, and how common the layout is. */
export function LayoutChannels({ layout }: { readonly layout: ComparedLayout | null }) {
  if (layout === null) {
    return (
      <section className="compare-part">
        <h2>The layouts could not be compared</h2>
        <Hatched>One of the two files has no layout that could be measured: plain text, or a scanned page.</Hatched>
      </section>
    )
  }
  const { margin, agree, differ, silent, cluster } = layout
  return (
    <section className="compare-part" aria-labelledby="layout-title">
      <h2 id="layout-title">{margin >= 0 ? 'One layout' : 'Two layouts'}</h2>
      {cluster === null ? (
        <p>{margin >= 0 ? 'They look alike, but were not put into one group.' : 'Nothing ties them by their looks.'}</p>
      ) : (
        <p>
          <Link to="/layouts/$id" params={{ id: cluster.cluster }}>
            {prevalenceWords(cluster)}
          </Link>{' '}
          <span className="lettering">{weightWords(cluster)}</span>
        </p>
      )}
      <div className="channels">
        <Channels title="Agree" channels={agree} />
        <Channels title="Differ" channels={differ} />
      </div>
      {silent.length > 0 && <Hatched>Nothing can be said of: {silent.join('; ')}.</Hatched>}
      <p className="soft">
        Innocent: both downloaded the same template, went to the same course, or had the same agency lay it out. A layout
        alone never ties two people.
      </p>
    </section>
  )
}

function Channels({ title, channels }: { readonly title: string; readonly channels: ComparedLayout['agree'] }) {
  return (
    <div>
      <h3>{title}</h3>
      {channels.length === 0 ? (
        <p className="soft">Nothing.</p>
      ) : (
        <ul className="channel-list">
          {channels.slice(0, shown).map(({ means, similarity }) => (
            <li key={means}>
              <span>{means}</span>
              <svg className="channel-bar" viewBox="0 0 48 8" role="img" aria-label={`${Math.round(similarity * 100)} % alike`}>
                <rect className="channel-all" x="0" y="3" width="48" height="2" />
                <rect className="channel-part" x="0" y="1" width={48 * similarity} height="6" />
              </svg>
            </li>
          ))}
          {channels.length > shown && <li className="soft">and {channels.length - shown} more</li>}
        </ul>
      )}
    </div>
  )
}
