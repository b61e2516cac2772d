import type { Random } from '../../src/core/random.ts'
import { handsOf } from '../../src/measure/typing/compare.ts'
import { searchAccounts } from '../../src/measure/typing/identity.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import { templateOf } from '../../src/measure/typing/template.ts'
import type { Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import { drawTypists } from './generator.ts'

/** CPU time to read 1,000 keys and compare them with 200 kept profiles, normalisation included. */
export function searchSpeed(population: Population, random: Random): Metric {
  const profiles = drawTypists(population, random, 201, 1, [1000, 1000]).map((typist) => templateOf(typist.sessions))
  const accounts = profiles
    .slice(1)
    .map((template, k) => ({ template, evidence: `made${k}`, otherName: true, hands: handsOf(template, population) }))
  const strokes = drawTypists(population, random, 1, 1, [1000, 1000])[0]!.sessions
  const times: number[] = []
  for (let round = 0; round < 15; round++) {
    const before = process.cpuUsage()
    const template = templateOf(strokes)
    searchAccounts({ template, hands: handsOf(template, population) }, accounts, population)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  const warm = times.slice(5)
  return { value: quantile(warm, 0.5), low: Math.min(...warm), high: Math.max(...warm), n: warm.length }
}
