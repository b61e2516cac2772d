import type { ReactNode } from 'react'
import './hatched.css'

/** What was not assessed: hatched as unsurveyed ground is, never plain and never green. */
export function Hatched({ children }: { readonly children: ReactNode }) {
  return <div className="hatched">{children}</div>
}
