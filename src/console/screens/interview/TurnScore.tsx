import type { Analysis } from '../../../http/rooms/interview/contract.ts'
import { seconds } from './delay-words.ts'
import { clock } from './steps.ts'

const [WIDTH, HEIGHT, LEFT] = [1200, 112, 64]
/** A line of the score holds this much; longer calls get longer lines. */
const LINE_MS = { short: 60_000, long: 180_000 } as const
/** Above this the gap's figure would not fit between two turns. */
const MOST_LINES = 60

/** The call written out like a score: the interviewer's voice above, the candidate's below, the line under both. */
export function TurnScore({ call }: { readonly call: Analysis }) {
  const lineMs = call.durationMs > 900_000 ? LINE_MS.long : LINE_MS.short
  const lines = Array.from({ length: Math.ceil(Math.max(1, call.durationMs) / lineMs) }, (_, n) => n * lineMs).filter((from) => call.turns.some(({ startMs, endMs }) => endMs > from && startMs < from + lineMs))
  const top = Math.max(300, ...call.network.map(({ ms }) => ms))
  return (
    <div className="score" role="region" tabIndex={0} aria-label="Turns of the call">
      <p className="lettering score-legend">
        <span>filled: interviewer</span>
        <span>outlined: candidate</span>
        <span>figures: gap, net of the line</span>
        <span>{call.network.length > 0 ? `under both: what the line takes, up to ${seconds(top)}` : 'the line was not measured'}</span>
      </p>
      {lines.slice(0, MOST_LINES).map((from) => (
        <ScoreLine key={from} call={call} from={from} lineMs={lineMs} top={top} />
      ))}
      {lines.length > MOST_LINES && <p className="soft">The first {MOST_LINES} lines are drawn; the table holds the rest.</p>}
    </div>
  )
}

function ScoreLine({ call, from, lineMs, top }: { readonly call: Analysis; readonly from: number; readonly lineMs: number; readonly top: number }) {
  const to = from + lineMs
  const x = (ms: number): number => LEFT + ((WIDTH - LEFT) * (Math.min(to, Math.max(from, ms)) - from)) / lineMs
  const inside = (ms: number): boolean => ms >= from && ms < to
  const turns = call.turns.filter(({ startMs, endMs }) => endMs > from && startMs < to)
  const answers = call.answers.filter(({ atMs }) => inside(atMs))
  const network = call.network.filter(({ atMs }) => inside(atMs))
  const marks = [...call.challenges.map(({ atMs }) => atMs), ...call.observed.map(({ atMs }) => atMs)].filter(inside)
  return (
    <svg className="score-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`From ${clock(from)}: ${answers.map(({ atMs, gapMs }) => `at ${clock(atMs)} after ${seconds(gapMs)}`).join('; ') || 'no timed answer'}`}>
      <text className="score-time" x="0" y="34">
        {clock(from)}
      </text>
      <path className="score-rule" d={`M${LEFT} 30H${WIDTH}M${LEFT} 58H${WIDTH}`} />
      {turns.map(({ speaker, startMs, endMs }) => (
        <rect
          key={`${speaker} ${startMs}`}
          className={speaker === 'candidate' ? 'score-candidate' : speaker === 'interviewer' ? 'score-interviewer' : 'score-other'}
          x={x(startMs)}
          y={speaker === 'candidate' ? 51 : 23}
          width={Math.max(2, x(endMs) - x(startMs))}
          height="14"
        />
      ))}
      {answers.map((answer) => (
        <Gap key={answer.turn} answer={answer} x={x} />
      ))}
      {marks.map((ms) => (
        <path key={ms} className="score-mark" d={`M${x(ms)} 8l4 4l-4 4l-4-4Z`} />
      ))}
      {network.length > 0 && <path className="score-network" d={`${network.map(({ atMs, ms }, k) => `${k === 0 ? `M${x(atMs)} ` : `H${x(atMs)}V`}${(HEIGHT - 2 - (30 * ms) / top).toFixed(1)}`).join('')}`} />}
      {network.length > 0 && <path className="score-rule" d={`M${LEFT} ${HEIGHT - 2}H${WIDTH}`} />}
    </svg>
  )
}

/** A gap as a dimension line, with its figure. */
function Gap({ answer, x }: { readonly answer: Analysis['answers'][number]; readonly x: (ms: number) => number }) {
  const start = answer.atMs - answer.gapMs - answer.lineMs
  const [a, b] = [x(start), x(answer.atMs)]
  return (
    <g className="score-gap">
      <path d={`M${a} 37V48M${b} 37V50M${a} 43H${b}`} />
      <text x={Math.max(a, (a + b) / 2)} y={78} textAnchor="middle">
        {Math.round(answer.gapMs)}
      </text>
    </g>
  )
}
