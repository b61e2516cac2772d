import type { PreviewRow } from '../../../http/rooms/circle/contract.ts'
import { count } from '../../words/numbers.ts'
import { Marking } from './Marking.tsx'
import './openings.css'

/** Who would see what: our wall, with an opening for each who gets something, and none for who gets nothing. */
export function Openings({ rows, stale = false }: { readonly rows: readonly PreviewRow[]; readonly stale?: boolean }) {
  if (rows.length === 0) return <p className="soft">There is nobody to tell: no peer and no group is set up.</p>
  return (
    <ul className="openings" aria-busy={stale}>
      {rows.map((row) => {
        const open = row.objects > 0
        return (
          <li key={`${row.kind}${row.recipient}`} className="opening" data-open={open || undefined}>
            <svg viewBox="0 0 48 40" preserveAspectRatio="none" aria-hidden="true" focusable="false" className="opening-wall">
              {open ? (
                <>
                  <path className="opening-stone" d="M24 0V11M24 29V40" />
                  <path className="opening-way" d="M4 20H44M38 15l6 5-6 5" />
                </>
              ) : (
                <path className="opening-stone" d="M24 0V40" />
              )}
            </svg>
            <span className="opening-who">
              <strong className="received">{row.recipient}</strong>
              <span className="lettering">
                {row.kind === 'peer' ? 'peer' : row.kind === 'group' ? 'group or feed' : 'anybody'}, may have <Marking tlp={row.clearance} small />
              </span>
            </span>
            <span className="opening-what">{open ? (row.objects === row.of ? `sees all of it: ${count(row.of, 'object')}` : `sees ${row.objects} of ${count(row.of, 'object')}`) : `sees nothing. ${row.why ?? ''}`}</span>
          </li>
        )
      })}
    </ul>
  )
}
