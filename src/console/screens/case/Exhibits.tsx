import { Suspense } from 'react'
import type { CaseFile } from '../../../http/contract.ts'
import { panelFor } from '../../panels/panels.ts'

/** Evidence that is better seen than read: working times, inserted lines, a message. */
export function Exhibits({ file }: { readonly file: CaseFile }) {
  const drawn = file.evidence.flatMap((item) => {
    const Panel = panelFor(item)
    return Panel === null ? [] : [{ item, Panel }]
  })
  if (drawn.length === 0) return null
  return (
    <div className="case-column" data-column="exhibits">
      {drawn.map(({ item, Panel }) => (
        <section key={item.id} className="case-section" aria-labelledby={`exhibit-${item.id}`}>
          <h2 id={`exhibit-${item.id}`} className="received">
            {item.name}
          </h2>
          <Suspense fallback={<p className="lettering">Drawing…</p>}>
            <Panel facts={item.facts} evidence={item.id} />
          </Suspense>
        </section>
      ))}
    </div>
  )
}
