import { seededRandom, type Random } from '../src/core/random.ts'
import type { Bench, Metric, Metrics } from './harness/bench.ts'
import { quantile } from './harness/stats.ts'
import { table } from './harness/table.ts'
import { innocentCohort } from './weigh/signals.ts'
import { draw, naiveBayes, ours, positiveOnly, type Combiner } from './weigh/simulate.ts'

const bases = { '1/343': 1 / 343, '2 %': 0.02, '4 %': 0.04 }
const correlations = [0, 0.3, 0.6]
const combiners = { ours, naive_bayes: naiveBayes, positive_only: positiveOnly }

interface Tally {
  honest: number
  bad: number
  honestSure: number
  badSure: number
  honestStepped: number
  badStepped: number
  cohort: number
  cohortStepped: number
  /** Σ posterior and Σ weight of the truth by decile of posterior, for the calibration error. */
  bins: { said: number; bad: number; honest: number; saidBad: number; saidHonest: number }[]
}

export const bench: Bench = {
  subject: 'weigh',
  about: 'how often a claim of 90 % is right when flags are correlated; simulated applicants, assumed signal rates',
  async run({ seed, quick, say }) {
    const draws = quick ? 6_000 : 120_000
    const results = new Map<string, Tally>()
    for (const [base, prior] of Object.entries(bases)) {
      for (const correlation of correlations) {
        const random = seededRandom(seed * 1000 + correlations.indexOf(correlation))
        const tallies = Object.fromEntries(Object.keys(combiners).map((name) => [name, emptyTally()]))
        sample(draws, correlation, prior, random, tallies)
        for (const [name, tally] of Object.entries(tallies)) results.set(`${name}|${base}|${correlation}`, tally)
      }
    }
    say(table(['combiner · base · ρ', '≥ 90 % right', 'honest stepped up', 'bad caught', 'calibration error', 'innocent cohort stepped up'], rows(results)))
    const at = (name: string): Metrics => headline(results.get(`${name}|1/343|0.6`) as Tally, 1 / 343, seededRandom(seed + 7))
    const metrics: Record<string, Metric> = { ...at('ours') }
    for (const [key, tally] of results) {
      const [name, base, correlation] = key.split('|') as [string, keyof typeof bases, string]
      if (name === 'ours') metrics[`calibration_error.${base.replace(' %', 'pct').replace('/', 'in')}.rho${correlation}`] = { value: calibrationError(tally, bases[base]), n: tally.bad + tally.honest }
    }
    const cohort = results.get('ours|4 %|0.6') as Tally
    metrics['cohort_stepped_up'] = { value: cohort.cohortStepped / cohort.cohort, n: cohort.cohort }
    return { metrics, baselines: { naive_bayes: at('naive_bayes'), positive_only: at('positive_only') } }
  },
}

function sample(draws: number, correlation: number, prior: number, random: Random, tallies: Record<string, Tally>): void {
  const each = (shown: boolean[], count: (tally: Tally, said: ReturnType<Combiner>) => void): void => {
    for (const [name, combiner] of Object.entries(combiners)) count(tallies[name] as Tally, combiner(shown, prior))
  }
  for (let i = 0; i < draws; i++) {
    each(draw(false, correlation, random), (tally, said) => {
      tally.honest++
      if (said.posterior >= 0.9) tally.honestSure++
      if (said.challenged) tally.honestStepped++
      bin(tally, said.posterior, false)
    })
  }
  for (let i = 0; i < draws / 4; i++) {
    each(draw(true, correlation, random), (tally, said) => {
      tally.bad++
      if (said.posterior >= 0.9) tally.badSure++
      if (said.challenged) tally.badStepped++
      bin(tally, said.posterior, true)
    })
    each(draw(false, correlation, random, innocentCohort), (tally, said) => {
      tally.cohort++
      if (said.challenged) tally.cohortStepped++
    })
  }
}

function bin(tally: Tally, posterior: number, bad: boolean): void {
  const cell = tally.bins[Math.min(9, Math.floor(posterior * 10))] as Tally['bins'][number]
  if (bad) {
    cell.bad++
    cell.saidBad += posterior
  } else {
    cell.honest++
    cell.saidHonest += posterior
  }
}

/** Expected calibration error over ten bins, bad and honest weighted to the base rate. */
function calibrationError(tally: Tally, base: number): number {
  let error = 0
  for (const cell of tally.bins) {
    const bad = (cell.bad / tally.bad) * base
    const honest = (cell.honest / tally.honest) * (1 - base)
    if (bad + honest === 0) continue
    const said = (cell.saidBad / tally.bad) * base + (cell.saidHonest / tally.honest) * (1 - base)
    error += Math.abs(said - bad)
  }
  return error
}

function headline(tally: Tally, base: number, random: Random): Metrics {
  const right = (badSure: number, honestSure: number): number => (base * badSure) / (base * badSure + (1 - base) * honestSure)
  const value = right(tally.badSure / tally.bad, tally.honestSure / tally.honest)
  // Both rates are resampled: a ratio of two rare events has no closed interval.
  const draws = Array.from({ length: 2_000 }, () => right(redraw(tally.badSure, tally.bad, random), redraw(tally.honestSure, tally.honest, random)))
  return {
    claims_right_at_90: { value, low: quantile(draws, 0.025), high: quantile(draws, 0.975), n: tally.badSure + tally.honestSure },
    honest_stepped_up: interval(tally.honestStepped, tally.honest, random),
    bad_caught: interval(tally.badStepped, tally.bad, random),
  }
}

function interval(hits: number, trials: number, random: Random): Metric {
  const draws = Array.from({ length: 1_000 }, () => redraw(hits, trials, random))
  return { value: hits / trials, low: quantile(draws, 0.025), high: quantile(draws, 0.975), n: trials }
}

/** A draw from the Jeffreys posterior of a rate, through two gamma deviates (Marsaglia & Tsang 2000). */
function redraw(hits: number, trials: number, random: Random): number {
  const a = gamma(hits + 0.5, random)
  return a / (a + gamma(trials - hits + 0.5, random))
}

function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random.next() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function rows(results: ReadonlyMap<string, Tally>): string[][] {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
  return [...results].map(([key, tally]) => {
    const [name, base, correlation] = key.split('|') as [string, keyof typeof bases, string]
    const prior = bases[base]
    const right = (prior * tally.badSure) / tally.bad / ((prior * tally.badSure) / tally.bad + ((1 - prior) * tally.honestSure) / tally.honest)
    return [`${name} · ${base} · ${correlation}`, percent(right), percent(tally.honestStepped / tally.honest), percent(tally.badStepped / tally.bad), calibrationError(tally, prior).toFixed(4), percent(tally.cohortStepped / tally.cohort)]
  })
}

function emptyTally(): Tally {
  const bins = Array.from({ length: 10 }, () => ({ said: 0, bad: 0, honest: 0, saidBad: 0, saidHonest: 0 }))
  return { honest: 0, bad: 0, honestSure: 0, badSure: 0, honestStepped: 0, badStepped: 0, cohort: 0, cohortStepped: 0, bins }
}
