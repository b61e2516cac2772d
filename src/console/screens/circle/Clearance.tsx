import { useId } from 'react'
import type { Tlp } from '../../../http/rooms/circle/contract.ts'
import { tlpLevels, tlpMeaning } from './words.ts'

/** The highest label somebody may have. */
export function Clearance({ value, change, disabled = false }: { readonly value: Tlp; readonly change: (value: Tlp) => void; readonly disabled?: boolean }) {
  const field = useId()
  return (
    <div className="field">
      <label htmlFor={field}>It may have up to</label>
      <select id={field} className="input" data-small value={value} disabled={disabled} onChange={(event) => change(event.target.value as Tlp)}>
        {tlpLevels.map((level) => (
          <option key={level} value={level}>
            TLP:{level} – {tlpMeaning[level]}
          </option>
        ))}
      </select>
    </div>
  )
}
