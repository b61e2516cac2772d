import { answering, probing } from './people.ts'
import { logSum, normalDensity, thoughtDensity } from './density.ts'

export interface Timed {
  readonly question: 'zero-think' | 'easy' | 'hard'
  /** Seconds, net of the line. */
  readonly gap: number
  readonly uncertainty: number
}

export interface TimedProbe {
  readonly kind: 'interrupt' | 'shadow'
  readonly seconds: number
}

/** Talk in which a delayed voice cannot take part: sounds of listening, and turns that begin before the other's end. */
export interface Liveliness {
  readonly backChannels: number
  readonly listenedMinutes: number
  readonly overlaps: number
  readonly transitions: number
}

export interface DelayEvidence {
  /** 10·log10 of how much likelier the answers are with a constant delay added than with none. */
  readonly decibans: number
  /** Most likely added delay and its 80 % range, seconds. */
  readonly added: number
  readonly low: number
  readonly high: number
}

const STEP = 0.1
/** Pace of a person on zero-think questions, and the delay on top of it: both on one grid, so that they add up. */
const paces = Array.from({ length: 29 }, (_, k) => -0.3 + STEP * k)
const delays = Array.from({ length: 46 }, (_, k) => answering.addedLeast + STEP * k)
const offsets = Array.from({ length: paces.length + Math.round(answering.addedMost / STEP) }, (_, k) => -0.3 + STEP * k)

/**
 * Weighs "this person, whoever it is" against "this person, and a constant delay on everything". The person's pace and
 * unsteadiness, how often and how long it thinks for each kind of question, and the delay's size and unsteadiness are
 * integrated out. What tells the two apart: a delay moves the floor of *all* kinds of answers and of the probes and
 * leaves the spread; slowness goes with spread, and a slow person listens and overlaps as others do.
 *
 * @param answers to questions of every kind
 * @param probes the best of each kind: a chain cannot be quick even once, a person can be slow
 * @returns null without answers
 */
export function delayEvidence(
  answers: readonly Timed[],
  probes: readonly TimedProbe[],
  lively: Liveliness | null = null,
): DelayEvidence | null {
  if (answers.length === 0) return null
  const none = logSum(
    answering.unsteadiness.map((within, s) => {
      const fit = fitAt(answers, within, 0)
      return logSum(paces.map((pace, k) => prior(pace, s) + fit[k]!))
    }),
  ) + probesAt(probes, 0)
  const each = delays.map(() => Number.NEGATIVE_INFINITY)
  for (const [s, within] of answering.unsteadiness.entries())
    for (const wavering of answering.addedSpreads) {
      const fit = fitAt(answers, within, wavering)
      for (const [d, added] of delays.entries()) {
        const shift = Math.round(added / STEP)
        const here = logSum(paces.map((pace, k) => prior(pace, s) + fit[k + shift]!)) + probesAt(probes, added)
        each[d] = logSum([each[d]!, here - Math.log(answering.addedSpreads.length)])
      }
    }
  const all = logSum(each)
  const share = each.map((value) => Math.exp(value - all))
  const at = (part: number): number => {
    let reached = 0
    return delays.find((_, k) => (reached += share[k]!) >= part) ?? answering.addedMost
  }
  return {
    decibans:
      (10 / Math.LN10) * (all - Math.log(delays.length) - none) + (lively === null ? 0 : livelinessDecibans(lively)),
    added: delays[share.indexOf(Math.max(...share))]!,
    low: at(0.1),
    high: at(0.9),
  }
}

/** Log-prior of a person: most are ordinary, some are slower throughout; the slower, the less steady. */
function prior(pace: number, unsteadiness: number): number {
  return (LOG_PRIOR[unsteadiness] as Float64Array)[Math.round((pace + 0.3) / STEP)]!
}

const LOG_PRIOR = (() => {
  const table = answering.unsteadiness.map((within) =>
    Float64Array.from(paces, (pace) => {
      const people =
        (1 - answering.slowShare) * normalDensity(pace, answering.personMean, answering.personSpread) +
        answering.slowShare * normalDensity(pace, answering.slowMean, answering.slowSpread)
      const usual = answering.withinLeast + answering.withinPerSecond * Math.max(0, pace)
      return Math.log(people * normalDensity(Math.log(within), Math.log(usual), answering.withinSpread))
    }),
  )
  const total = logSum(table.flatMap((row) => [...row]))
  return table.map((row) => row.map((value) => value - total))
})()

/** Log-likelihood of the answers for each offset (pace plus delay), thinking integrated out for each kind of question. */
function fitAt(answers: readonly Timed[], within: number, wavering: number): Float64Array {
  const out = new Float64Array(offsets.length)
  for (const kind of ['zero-think', 'easy', 'hard'] as const) {
    const those = answers.filter(({ question }) => question === kind)
    if (those.length === 0) continue
    const thoughts = answering.thinking[kind]
    for (const [k, offset] of offsets.entries()) {
      out[k]! += logSum(
        thoughts.map(([share, mean]) => {
          let sum = -Math.log(thoughts.length)
          for (const { gap, uncertainty } of those)
            sum += Math.log(answerDensity(gap - offset, Math.hypot(within, wavering, uncertainty), share, mean))
          return sum
        }),
      )
    }
  }
  return out
}

/** Answers at once, or after a thought (normal plus exponential); and 2 % that mean nothing (a cough, a lost line). */
function answerDensity(late: number, spread: number, share: number, mean: number): number {
  return 0.98 * ((1 - share) * normalDensity(late, 0, spread) + share * thoughtDensity(late, spread, mean)) + 0.02 / 12
}

function probesAt(probes: readonly TimedProbe[], added: number): number {
  let sum = 0
  for (const { kind, seconds } of probes)
    sum += Math.log(
      0.95 *
        normalDensity(
          seconds,
          probing[kind].mean + added,
          Math.hypot(probing[kind].spread, added > 0 ? answering.addedSpread : 0),
        ) +
        0.05 / 6,
    )
  return sum
}

/**
 * Sounds of listening and overlaps speak for a direct line, strongly; that there are none says little, because quiet
 * listeners and muted microphones are many.
 */
export function livelinessDecibans({ backChannels, listenedMinutes, overlaps, transitions }: Liveliness): number {
  const { silentShare, direct, delayed } = answering.lively
  const silent = backChannels + overlaps === 0 ? Math.log(silentShare) : Number.NEGATIVE_INFINITY
  const chance = (of: typeof direct | typeof delayed): number =>
    logSum([
      silent,
      Math.log(1 - silentShare) +
        countLog(backChannels, of.backChannels * listenedMinutes) +
        countLog(overlaps, of.overlaps * transitions),
    ])
  return Math.max(-12, (10 / Math.LN10) * (chance(delayed) - chance(direct)))
}

/** Log-chance of a count whose mean differs widely between people (Poisson with an exponential mean). */
function countLog(count: number, mean: number): number {
  return mean <= 0 ? 0 : count * Math.log(mean / (1 + mean)) - Math.log(1 + mean)
}
