import assert from 'node:assert/strict'
import test from 'node:test'
import { seededRandom } from '../../src/core/random.ts'
import { handsOf, sameHands, together } from '../../src/measure/typing/compare.ts'
import { featureNames } from '../../src/measure/typing/features.ts'
import { learn } from '../../src/measure/typing/learn.ts'
import shipped from '../../src/measure/typing/population.json' with { type: 'json' }
import { readPopulation } from '../../src/measure/typing/population.ts'
import { severalHands, windowsOf } from '../../src/measure/typing/several.ts'
import { templateOf } from '../../src/measure/typing/template.ts'
import { background, scoreFree, sentenceConditions } from './free.ts'
import { drawTypists } from './generator.ts'
import { equalErrorRate } from './rates.ts'

const population = readPopulation(shipped)
const typists = drawTypists(population, seededRandom(11), 36, 15, [45, 60])

test('made typists keep the variance ratios of the people they were drawn from', () => {
  const made = learn(typists.map(background))
  const typical = (values: Float64Array, type: string): number => {
    const list = [...values].filter((_, f) => featureNames[f]!.startsWith(`${type}:`)).sort((a, b) => a - b)
    return list[list.length >> 1]!
  }
  for (const type of ['dwell', 'into', 'out']) {
    const spread = typical(made.scale, type) / typical(population.scale, type)
    const noise = typical(made.noise, type) / typical(population.noise, type)
    assert.ok(spread > 0.6 && spread < 1.7, `${type}: spread between people ${spread.toFixed(2)} of the measured one`)
    assert.ok(noise > 0.35 && noise < 2.8, `${type}: noise over spread ${noise.toFixed(2)} of the measured one`)
  }
})

test('and are told apart about as well (published: 0.064 to 0.081 with 50 keys, five enrolled)', () => {
  const scored = scoreFree(typists, sentenceConditions.slice(0, 1), {
    seed: 1,
    blocks: 1,
    population,
    normalise: false,
  })
  const rate = equalErrorRate(scored.get('5x50-1x50')!.map(({ trial }) => trial))
  assert.ok(rate > 0.01 && rate < 0.13, `equal error rate ${rate}`)
})

test('a comparison is symmetric, and evidence adds up', () => {
  const [a, b] = typists.slice(0, 2).map((typist) => handsOf(templateOf(typist.sessions), population))
  assert.ok(Math.abs(sameHands(a!, b!) - sameHands(b!, a!)) < 1e-9)
  assert.equal(together([a!, b!]).keys, a!.keys + b!.keys)
})

test('two typists who alternate are found; one typist is not', () => {
  const [one, two] = drawTypists(population, seededRandom(3), 2, 6, [500, 500]).map((typist) =>
    windowsOf(typist.sessions, population).map((window) => window.hands),
  )
  const mixed = one!.slice(0, 8).map((hands, w) => (w % 2 === 0 ? hands : two![w]!))
  const found = severalHands(mixed)!
  assert.deepEqual(found.assignment, [0, 1, 0, 1, 0, 1, 0, 1])
  assert.ok(found.takingTurns > 5)
  assert.ok(severalHands(one!.slice(0, 8))!.takingTurns < 0)
  assert.equal(severalHands(one!.slice(0, 3)), null)
})
