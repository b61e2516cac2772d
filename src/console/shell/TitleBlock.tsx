import { useMe } from '../session/session.tsx'
import './title-block.css'

/** The title block of the drawing: whose house, which store, whether the figures are live. */
export function TitleBlock({ live }: { readonly live: boolean }) {
  const me = useMe()
  return (
    <footer className="title-block">
      <dl>
        <div>
          <dt>House</dt>
          <dd className="received">{me.org.name}</dd>
        </div>
        <div>
          <dt>Drawn for</dt>
          <dd className="received">{me.name}</dd>
        </div>
        <div>
          <dt>Store</dt>
          <dd>{me.store === 'pglite' ? 'Evaluation (embedded)' : 'PostgreSQL'}</dd>
        </div>
        <div>
          <dt>Figures</dt>
          <dd>{live ? 'Live' : 'Reconnecting…'}</dd>
        </div>
      </dl>
    </footer>
  )
}
