import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { ActogramTable } from './ActogramTable.tsx'
import { activityDays, type ActivityDay, type DayMark } from './activity-days.ts'
import './actogram.css'

const row = 8
const cell = 5
const top = 40
const left = 104
/** Two days side by side, so that a night is never cut at midnight. */
const width = 96 * cell
/** Rows shown at first: four months fit a screen. */
const newest = 120
/** Usual night on the clock of the drawing, 23 to 7, in half hours. Shaded for the eye; nothing is measured by it. */
const nights: readonly (readonly [from: number, to: number])[] = [
  [0, 14],
  [46, 62],
  [94, 96],
]

/**
 * When somebody was active: a row a day, each drawn twice (the day, and the next one beside it), so that sleep shows as
 * one white band wherever it falls. Rulers in both clocks; the newest day at the bottom.
 */
export function Actogram({ facts }: { readonly facts: unknown }) {
  const [whole, showWhole] = useState(false)
  const activity = activityDays(facts)
  if (activity === null) return null
  const { zone, second, marks } = activity
  const days = whole ? activity.days : activity.days.slice(-newest)
  const kinds = [...new Set(days.flatMap((day) => marks.get(day.date) ?? []).map((mark) => mark.kind))]
  const height = top + days.length * row + 8
  return (
    <figure className="actogram">
      <div className="actogram-frame" tabIndex={0} role="region" aria-label={`Actogram in ${zone}`}>
        <svg
          viewBox={`0 0 ${left + width + 2} ${height}`}
          role="img"
          aria-label={`When the account was active on ${days.length} days, in ${zone}. The table below holds the figures.`}
        >
          <defs>
            <pattern
              id="actogram-hatch"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line className="actogram-hatch" y2="5" />
            </pattern>
            <pattern id="actogram-travel" width="4" height="4" patternUnits="userSpaceOnUse">
              <line className="actogram-bar" y2="4" />
            </pattern>
            <pattern id="actogram-call" width="4" height="4" patternUnits="userSpaceOnUse">
              <circle className="actogram-dot" cx="2" cy="2" r="1" />
            </pattern>
          </defs>
          {nights.map(([from, to]) => (
            <rect
              key={from}
              className="actogram-night"
              x={left + from * cell}
              y={top}
              width={(to - from) * cell}
              height={height - 8 - top}
            />
          ))}
          <Ruler y={14} ahead={0} name={zone} />
          {second && <Ruler y={31} ahead={second.aheadHours} name={second.zone} />}
          {days.map((day, index) => (
            <g key={day.date}>
              {index % 7 === 0 && (
                <text className="actogram-text" x={left - 10} y={top + index * row + 8} textAnchor="end">
                  {day.date}
                </text>
              )}
              <Marks marks={marks.get(day.date)} x={left} y={top + index * row} />
              <Marks marks={marks.get(days[index + 1]?.date ?? '')} x={left + width / 2} y={top + index * row} />
            </g>
          ))}
          <path className="actogram-work" d={cells(days)} />
          {[0, 24, 48, 72, 96].map((half) => (
            <line
              key={half}
              className="actogram-noon"
              data-midnight={half % 48 === 0 || undefined}
              x1={left + half * cell}
              x2={left + half * cell}
              y1={top}
              y2={height - 8}
            />
          ))}
        </svg>
      </div>
      <figcaption className="lettering actogram-key">
        <Key kind="work" name="active in the half hour" />
        <Key kind="night" name={`23 to 7 in ${place(zone)}`} />
        {kinds.map((kind) => (
          <Key
            key={kind}
            kind={kind}
            name={kind === 'source-gap' ? 'no source covers it: unknown' : kind.replace('-', ' ')}
          />
        ))}
      </figcaption>
      {activity.days.length > newest && (
        <p className="not-printed">
          <Button small onClick={() => showWhole(!whole)}>
            {whole ? `Show the newest ${newest} days` : `Show all ${activity.days.length} days`}
          </Button>
        </p>
      )}
      <ActogramTable days={days} marks={marks} />
    </figure>
  )
}

/** All active half hours as one path: a run of them is one box. */
function cells(days: readonly ActivityDay[]): string {
  const out: string[] = []
  days.forEach((_, index) => {
    const twice = [...(days[index]?.halfHours ?? []), ...(days[index + 1]?.halfHours ?? [])]
    for (let from = 0; from < twice.length; from++) {
      if ((twice[from] ?? 0) === 0) continue
      let to = from
      while ((twice[to] ?? 0) > 0) to++
      out.push(
        `M${left + from * cell} ${top + index * row + 1}h${(to - from) * cell}v${row - 2}h${(from - to) * cell}z`,
      )
      from = to
    }
  })
  return out.join('')
}

function Marks({
  marks,
  x,
  y,
}: {
  readonly marks: readonly DayMark[] | undefined
  readonly x: number
  readonly y: number
}) {
  return marks?.map((mark, index) => (
    <rect
      key={index}
      className="actogram-mark"
      data-kind={mark.kind}
      x={x + mark.from * cell}
      y={y}
      width={(mark.to - mark.from) * cell}
      height={row}
    />
  ))
}

function Key({ kind, name }: { readonly kind: string; readonly name: string }) {
  return (
    <span>
      <svg width="18" height="12" aria-hidden="true">
        <rect className="actogram-mark" data-kind={kind} width="18" height="12" />
      </svg>
      {name}
    </span>
  )
}

function Ruler({ y, ahead, name }: { readonly y: number; readonly ahead: number; readonly name: string }) {
  return (
    <g>
      <text className="actogram-text" x={left - 10} y={y} textAnchor="end">
        {place(name)}
      </text>
      {[0, 6, 12, 18, 24, 30, 36, 42].map((hour) => (
        <text key={hour} className="actogram-text" x={left + hour * 2 * cell} y={y} textAnchor="middle">
          {hourAt(hour + ahead)}
        </text>
      ))}
    </g>
  )
}

/** `Europe/Lisbon` → "Lisbon". */
function place(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}

/** "06", or "05:30" on a clock that is half an hour off. */
function hourAt(hour: number): string {
  const minutes = Math.round((((hour % 24) + 24) % 24) * 60)
  const whole = String(Math.floor(minutes / 60) % 24).padStart(2, '0')
  return minutes % 60 === 0 ? whole : `${whole}:${String(minutes % 60).padStart(2, '0')}`
}
