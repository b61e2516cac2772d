/**
 * How answers are timed: published figures, in seconds. On video calls people need about half a second more than face to
 * face (Boland et al. 2022: yes/no 976 ms against 297 ms including transmission, conversation 487 ms against 135 ms);
 * people differ by a quarter of a second, one person's answers by nearly half (simulation of research B1).
 */
export const answering = {
  personMean: 0.55,
  personSpread: 0.27,
  /** One person in seven is slower throughout. */
  slowShare: 0.15,
  slowMean: 1.0,
  slowSpread: 0.3,
  within: 0.45,
  /** Answers that needed a thought after all, and how long. */
  thinkShare: 0.3,
  thinkMean: 1.5,
  /** A chain that translates or re-voices: what it adds varies from turn to turn. */
  addedSpread: 0.35,
  /** Delays that are looked for. */
  addedLeast: 0.5,
  addedMost: 5,
} as const

/**
 * Where the differential probes of an undelayed person lie, at their best: stopping after being cut into, lag of speech
 * shadowing (s). Wide on purpose: no rates are published for calls.
 */
export const probing = { interrupt: { mean: 0.45, spread: 0.35 }, shadow: { mean: 0.8, spread: 0.4 } } as const

export interface Timed {
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

const personSteps = Array.from({ length: 24 }, (_, k) => -0.2 + 0.1 * k)
const addedSteps = Array.from({ length: 46 }, (_, k) => answering.addedLeast + 0.1 * k)

/**
 * Weighs "this person, whoever it is" against "this person, and a constant delay on everything": the person's own pace
 * and the size of the delay are integrated out. A slow person varies; a chain adds to every answer, and to the probes.
 *
 * @param answers to zero-think questions
 * @param probes the best of each kind: a chain cannot be quick even once, a person can be slow
 * @returns null without answers
 */
export function delayEvidence(
  answers: readonly Timed[],
  probes: readonly TimedProbe[],
  lively: Liveliness | null = null,
): DelayEvidence | null {
  if (answers.length === 0) return null
  const person = personSteps.map((mean) =>
    Math.log(
      (1 - answering.slowShare) * normalDensity(mean, answering.personMean, answering.personSpread) +
        answering.slowShare * normalDensity(mean, answering.slowMean, answering.slowSpread),
    ),
  )
  const top = logSum(person)
  const logLikelihood = (added: number): number => {
    const spread = added > 0 ? answering.addedSpread : 0
    const overPeople = personSteps.map((mean, k) => {
      let sum = person[k]! - top
      for (const answer of answers)
        sum += Math.log(
          answerDensity(answer.gap - added, mean, Math.hypot(answering.within, spread, answer.uncertainty)),
        )
      return sum
    })
    let sum = logSum(overPeople)
    for (const probe of probes)
      sum += Math.log(
        0.95 *
          normalDensity(
            probe.seconds,
            probing[probe.kind].mean + added,
            Math.hypot(probing[probe.kind].spread, spread),
          ) +
          0.05 / 6,
      )
    return sum
  }
  const none = logLikelihood(0)
  const each = addedSteps.map((added) => logLikelihood(added))
  const some = logSum(each) - Math.log(addedSteps.length)
  const share = each.map((value) => Math.exp(value - logSum(each)))
  const at = (part: number): number => {
    let reached = 0
    return addedSteps.find((_, k) => (reached += share[k]!) >= part) ?? answering.addedMost
  }
  const best = share.indexOf(Math.max(...share))
  return {
    decibans: (10 / Math.LN10) * (some - none) + (lively === null ? 0 : livelinessDecibans(lively)),
    added: addedSteps[best]!,
    low: at(0.1),
    high: at(0.9),
  }
}

/**
 * Sounds of listening and overlaps speak for a direct line, strongly; that there are none says little, because many
 * people are quiet listeners: at most +1 dB.
 */
export function livelinessDecibans({ backChannels, listenedMinutes, overlaps, transitions }: Liveliness): number {
  const direct = countLog(backChannels, 2 * listenedMinutes) + countLog(overlaps, 0.12 * transitions)
  const delayed = countLog(backChannels, 0.15 * listenedMinutes) + countLog(overlaps, 0.02 * transitions)
  return Math.max(-12, Math.min(1, (10 / Math.LN10) * (delayed - direct)))
}

/** Log-chance of a count whose mean differs widely between people (Poisson with an exponential mean). */
function countLog(count: number, mean: number): number {
  return mean <= 0 ? 0 : count * Math.log(mean / (1 + mean)) - Math.log(1 + mean)
}

/** Answers at once, or after a thought (normal plus exponential); and 2 % that mean nothing (a cough, a lost line). */
function answerDensity(gap: number, mean: number, spread: number): number {
  const z = (gap - mean) / spread
  const rate = 1 / answering.thinkMean
  const thinking =
    (rate / 2) *
    Math.exp(rate * (mean - gap + (rate * spread * spread) / 2)) *
    erfc((mean + rate * spread * spread - gap) / (spread * Math.SQRT2))
  return (
    0.98 * ((1 - answering.thinkShare) * normalDensity(z * spread, 0, spread) + answering.thinkShare * thinking) +
    0.02 / 12
  )
}

function normalDensity(x: number, mean: number, spread: number): number {
  return Math.exp(-0.5 * ((x - mean) / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI))
}

/** Complementary error function, 1e-7 (Abramowitz & Stegun 7.1.26 in Numerical Recipes' form). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x))
  const tail =
    t *
    Math.exp(
      -x * x -
        1.26551223 +
        t *
          (1.00002368 +
            t *
              (0.37409196 +
                t *
                  (0.09678418 +
                    t *
                      (-0.18628806 +
                        t *
                          (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))),
    )
  return x >= 0 ? tail : 2 - tail
}

function logSum(values: readonly number[]): number {
  const most = Math.max(...values)
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0))
}
