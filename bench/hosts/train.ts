import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../src/core/random.ts'
import { features } from '../../src/measure/host/features.ts'
import { score, type HostModel } from '../../src/measure/host/model.ts'
import { hostName } from '../../src/measure/host/name.ts'
import { isOfficial } from '../../src/measure/host/official.ts'
import { pack, unpack } from '../../src/measure/host/shipped.ts'
import { retrain, thresholdOf } from '../../src/measure/host/training/retrain.ts'
import { readHosts, type Sample } from './data.ts'

/**
 * Trains the model that ships: `node bench/hosts/train.ts DIR`. Prints and stores what was found by leaving out whole
 * families, and by time; the shipped weights are then trained on everything in DIR.
 */
const budget = 0.0009
const folder = process.argv[2] as string
const data = readHosts(folder)
const even = data.popular.filter((_, at) => at % 2 === 0)
const odd = data.popular.filter((_, at) => at % 2 === 1)

const share = (model: HostModel, samples: readonly Sample[]): number =>
  Math.round(
    (1000 *
      samples.filter(
        (sample) => !isOfficial(sample.host) && score(model, features(hostName(sample.host))) > model.threshold,
      ).length) /
      Math.max(1, samples.length),
  ) / 1000

/** Hosts whose names end alike once digits are gone stay in one fold. */
function fold(sample: Sample): number {
  const letters = hostName(sample.host)
    .name.replace(/[^a-z]/g, '')
    .slice(-8)
  let sum = 0
  for (const letter of letters) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return sum % 4
}

const counted = data.samples.filter((sample) => sample.counted)
let families = 0
let meetings = 0
for (let k = 0; k < 4; k++) {
  const model = retrain({
    feed: data.samples.filter((sample) => fold(sample) !== k),
    popular: even,
    calibration: odd,
    budget,
    random: seededRandom(k + 1),
  })
  families +=
    share(
      model,
      counted.filter((sample) => fold(sample) === k),
    ) * counted.filter((sample) => fold(sample) === k).length
  const held = counted.filter((sample) => sample.meeting && fold(sample) === k)
  meetings += share(model, held) * held.length
}
const first = data.samples.reduce((least, sample) => (sample.firstAdded < least ? sample.firstAdded : least), '9')
const early = data.samples.filter((sample) => sample.firstAdded === first)
const byTime = retrain({ feed: early, popular: even, calibration: odd, budget, random: seededRandom(9) })
const brand = /team|meet|conf|(?:^|\W)ms-/
const noBrand = retrain({
  feed: data.samples.filter((sample) => !brand.test(sample.host)),
  popular: even,
  calibration: odd,
  budget,
  random: seededRandom(11),
})

// Each half's threshold comes from popular domains it has not learned; the final model has seen all, so its own would
// flatter it. Between the two lies what the budget means for unseen ones.
const halves = [
  retrain({ feed: data.samples, popular: even, calibration: odd, budget, random: seededRandom(5) }),
  retrain({ feed: data.samples, popular: odd, calibration: even, budget, random: seededRandom(6) }),
]
const final = retrain({
  feed: data.samples,
  popular: data.popular,
  calibration: data.popular,
  budget,
  random: seededRandom(7),
})
const stored = pack(final)
const threshold = halves.reduce((sum, model) => sum + model.threshold / halves.length, 0)
const model = unpack({ ...stored, threshold })
const last = data.samples.reduce((most, sample) => (sample.firstAdded > most ? sample.firstAdded : most), '')
const report = {
  budget,
  hosts: data.samples.length,
  popular: data.popular.length,
  families_left_out: Math.round((1000 * families) / counted.length) / 1000,
  meeting_families_left_out: Math.round((1000 * meetings) / counted.filter((sample) => sample.meeting).length) / 1000,
  after_first_day: share(
    byTime,
    counted.filter((sample) => sample.firstAdded > first),
  ),
  products_left_out: share(
    noBrand,
    counted.filter((sample) => brand.test(sample.host)),
  ),
  in_sample: share(model, counted),
  threshold_halves: halves.map((half) => half.threshold.toFixed(2)).join(' / '),
  own_popular_threshold: thresholdOf(final, data.popular, budget).toFixed(2),
}
const about =
  'Hashed n-gram weights of the host model. Written by bench/hosts/train.ts; shares are at the budget of false alarms, on hosts and popular domains that the model in question had not seen, except in_sample.'
writeFileSync(
  join(import.meta.dirname, '../../src/measure/host/weights.json'),
  `${JSON.stringify({ about, trainedUntil: last, report, threshold, ...stored }, null, 1)}\n`,
)
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`)
