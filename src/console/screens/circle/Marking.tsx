import type { Tlp } from '../../../http/rooms/circle/contract.ts'
import { tlpLevels, tlpMeaning } from './words.ts'

/** A label as walls: one more for each step it is shut. No colours of its own, so that red stays for what is due now. */
export function Marking({ tlp, small = false }: { readonly tlp: Tlp | null; readonly small?: boolean }) {
  if (tlp === null)
    return (
      <span className="marking" data-small={small || undefined} title="No label: treated as AMBER">
        <span className="marking-walls" data-unknown aria-hidden="true" />
        No label
      </span>
    )
  const rank = tlpLevels.indexOf(tlp)
  return (
    <span className="marking" data-small={small || undefined} title={tlpMeaning[tlp]}>
      <span className="marking-walls" aria-hidden="true">
        {tlpLevels.map((level, i) => (
          <span key={level} data-up={i <= rank || undefined} />
        ))}
      </span>
      TLP:{tlp}
    </span>
  )
}
