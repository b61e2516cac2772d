import assert from 'node:assert/strict'
import test from 'node:test'
import { normal, seededRandom } from '../../core/random.ts'
import { turnsOfTracks } from './tracks.ts'

/** Levels of a track in which somebody speaks at the given seconds. */
function levels(speech: readonly (readonly [from: number, to: number])[], seconds: number, seed: number): Float32Array {
  const random = seededRandom(seed)
  const out = Float32Array.from({ length: 100 * seconds }, () => -62 + 2 * normal(random))
  for (const [from, to] of speech) for (let k = Math.round(100 * from); k < 100 * to; k++) out[k] = -22 + 5 * normal(random)
  return out
}
const questions = Array.from({ length: 40 }, (_, k) => [20 * k + 5, 20 * k + 8] as const)
const answers = (late: (k: number) => number) => questions.map(([, end], k) => [end + late(k), end + late(k) + 3] as const)

test('turns of two tracks lie where they were spoken', () => {
  const read = turnsOfTracks({ levels: levels(questions, 810, 1) }, { levels: levels(answers(() => 0.7), 810, 2) })
  assert.ok('turns' in read)
  const gaps = questions.map(([, end]) => (read.turns.find(({ speaker, startMs }) => speaker === 'candidate' && startMs > 1000 * end - 500)?.startMs ?? NaN) - 1000 * end)
  for (const gap of gaps) assert.ok(Math.abs(gap - 700) <= 20, String(gap))
})

test('what cannot be measured says why', () => {
  const good = { levels: levels(questions, 810, 1) }
  const whyOf = (a: Float32Array, b: Float32Array): string => {
    const read = turnsOfTracks({ levels: a }, { levels: b })
    return 'why' in read ? read.why : 'measured'
  }
  assert.match(whyOf(good.levels, good.levels.map((level) => level - 3)), /a mix of all voices/)
  assert.match(whyOf(good.levels, new Float32Array(81_000).fill(-88)), /candidate's track is silent/)
  assert.match(whyOf(new Float32Array(5), good.levels), /shorter than ten seconds/)
  assert.match(whyOf(good.levels, levels([], 810, 3)), /no speech was found in the candidate/)
  // One clock a thousandth too fast: after 800 s the same answers lie 0.8 s later.
  assert.match(whyOf(good.levels, levels(answers((k) => 0.5 + 0.001 * 20 * k), 812, 2)), /clocks run apart/)
})

test('a person who tires answers later, and that is no drift of clocks', () => {
  const read = turnsOfTracks({ levels: levels(questions, 810, 1) }, { levels: levels(answers((k) => 0.5 + 0.006 * k), 810, 2) })
  assert.ok('turns' in read)
})
