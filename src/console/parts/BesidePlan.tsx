import type { ReactNode } from 'react'
import './beside-plan.css'

/** Words beside a plan of the gate: where there is nothing else to show. */
export function BesidePlan({ plan, children }: { readonly plan: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="beside-plan">
      <div className="beside-plan-words">{children}</div>
      {plan}
    </div>
  )
}
