import type { Analysis } from '../../../http/rooms/interview/contract.ts'
import { seconds } from './delay-words.ts'

const [WIDTH, HEIGHT, GROUND] = [900, 250, 170]
const [FROM, TO] = [-500, 5000]
const kinds = [
  { question: 'zero-think', name: 'nothing to think about', row: 0 },
  { question: 'easy', name: 'easy', row: 1 },
  { question: 'hard', name: 'hard', row: 2 },
] as const

/** Gaps of this call as ticks under two curves: people on direct lines, and the same people 1.5 s later. */
export function GapChart({ call }: { readonly call: Analysis }) {
  const most = Math.max(...call.population.map(({ direct }) => direct))
  const curve = (of: 'direct' | 'added'): string => call.population.map((point, k) => `${k === 0 ? 'M' : 'L'}${x(point.ms).toFixed(1)} ${(GROUND - (150 * point[of]) / most).toFixed(1)}`).join('')
  return (
    <figure className="gap-chart">
      <div className="gap-scroll" role="region" tabIndex={0} aria-label="Chart of gaps">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(call)}>
          <path className="gap-direct" d={`${curve('direct')}L${x(TO)} ${GROUND}L${x(FROM)} ${GROUND}Z`} />
          <path className="gap-added" d={curve('added')} />
          <path className="gap-axis" d={`M${x(FROM)} ${GROUND}H${x(TO)}`} />
          {[0, 1000, 2000, 3000, 4000, 5000].map((ms) => (
            <g key={ms}>
              <path className="gap-axis" d={`M${x(ms)} ${GROUND}v5`} />
              <text className="gap-label" x={x(ms)} y={HEIGHT - 4} textAnchor="middle">
                {ms === 0 ? '0' : `${ms / 1000} s`}
              </text>
            </g>
          ))}
          <text className="gap-label" x={x(560)} y={14}>
            people on direct lines
          </text>
          <text className="gap-label" x={x(2100)} y={44}>
            the same, 1.5 s later
          </text>
          {call.answers.map(({ question, gapMs, turn }) => (
            <Tick key={turn} question={question} at={x(Math.min(TO, Math.max(FROM, gapMs)))} />
          ))}
          {call.zeroThink && (
            <g className="gap-quartile">
              <path d={`M${x(call.zeroThink.lowerQuartileMs)} ${GROUND + 4}V8`} />
            </g>
          )}
        </svg>
      </div>
      <figcaption className="lettering">
        {kinds
          .filter(({ question }) => call.answers.some((answer) => answer.question === question))
          .map(({ question, name }) => (
            <span key={question}>
              <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
                <Shape question={question} />
              </svg>{' '}
              {name}
            </span>
          ))}
        {call.zeroThink && <span>upright line: lower quartile of the short ones</span>}
      </figcaption>
    </figure>
  )
}

const x = (ms: number): number => 20 + ((WIDTH - 40) * (ms - FROM)) / (TO - FROM)

function Tick({ question, at }: { readonly question: string; readonly at: number }) {
  const row = kinds.find((kind) => kind.question === question)?.row ?? 1
  return (
    <g transform={`translate(${at.toFixed(1)} ${GROUND + 16 + 17 * row})`}>
      <Shape question={question} />
    </g>
  )
}

/** Shapes, so that colour is never alone. */
function Shape({ question }: { readonly question: string }) {
  if (question === 'zero-think') return <rect className="gap-mark" x="-3" y="-6" width="6" height="12" />
  if (question === 'hard') return <path className="gap-mark-open" d="M0-6L6 0L0 6L-6 0Z" />
  return <circle className="gap-mark-open" r="4.5" />
}

function spoken(call: Analysis): string {
  return kinds
    .map(({ question, name }) => {
      const gaps = call.answers.filter((answer) => answer.question === question).map(({ gapMs }) => seconds(gapMs))
      return gaps.length === 0 ? '' : `${name}: ${gaps.join(', ')}.`
    })
    .join(' ')
}
