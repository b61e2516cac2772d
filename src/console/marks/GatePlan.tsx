import './gate-plan.css'

/**
 * The gatehouse in plan, with its dimensions: what stands where there is nothing to show yet. `shut` says which doors
 * are closed.
 */
export function GatePlan({
  outer,
  inner,
  notes,
}: {
  readonly outer: 'open' | 'shut'
  readonly inner: 'open' | 'shut'
  readonly notes: readonly [left: string, between: string, right: string]
}) {
  return (
    <svg className="gate-plan" viewBox="0 0 640 260" aria-hidden="true" focusable="false">
      <path className="gate-plan-axis" d="M0 130H640" />
      <Wall x={200} open={outer === 'open'} />
      <Wall x={440} open={inner === 'open'} />
      <path className="gate-plan-thin" d="M206 36H434M206 224H434" />
      <Dimension from={0} to={200} text={notes[0]} />
      <Dimension from={200} to={440} text={notes[1]} />
      <Dimension from={440} to={640} text={notes[2]} />
    </svg>
  )
}

function Wall({ x, open }: { readonly x: number; readonly open: boolean }) {
  return (
    <g>
      <rect className="gate-plan-wall" x={x - 6} y="16" width="12" height="70" />
      <rect className="gate-plan-wall" x={x - 6} y="174" width="12" height="70" />
      {open ? (
        <>
          <path className="gate-plan-swing" d={`M${x} 86A88 88 0 0 0 ${x - 88} 174`} />
          <path className="gate-plan-leaf" d={`M${x} 174H${x - 88}`} />
        </>
      ) : (
        <path className="gate-plan-leaf" d={`M${x} 86V174`} />
      )}
    </g>
  )
}

function Dimension({ from, to, text }: { readonly from: number; readonly to: number; readonly text: string }) {
  const y = 252
  return (
    <g>
      <path
        className="gate-plan-dimension"
        d={`M${from + 2} ${y}H${to - 2}M${from + 6} ${y - 4}l-8 8M${to + 2} ${y - 4}l-8 8`}
      />
      <text className="gate-plan-note" x={(from + to) / 2} y={y - 8} textAnchor="middle">
        {text}
      </text>
    </g>
  )
}
