import type { Bench, BenchOptions, BenchResult, Metrics } from './harness/bench.ts'
import { rate } from './harness/stats.ts'
import { table } from './harness/table.ts'
import { seededRandom } from '../src/core/random.ts'
import { features } from '../src/measure/host/features.ts'
import { score, type HostModel } from '../src/measure/host/model.ts'
import { hostName } from '../src/measure/host/name.ts'
import { isOfficial } from '../src/measure/host/official.ts'
import { shippedModel, shippedUntil } from '../src/measure/host/shipped.ts'
import { retrain } from '../src/measure/host/training/retrain.ts'
import { dnstwist, levenshtein2, substring } from './hosts/baselines.ts'
import { inventedHosts, readHosts, type HostData, type Sample } from './hosts/data.ts'

/** Share of popular domains that the retrained model may flag, on those it is calibrated on. */
const budget = 0.0009

async function run(options: BenchOptions): Promise<BenchResult> {
  const data = options.data === null ? inventedHosts(seededRandom(options.seed)) : readHosts(options.data)
  const shipped = shippedModel()
  const flag = (host: string): boolean => flagged(shipped, host)
  const counted = data.samples.filter((sample) => sample.counted)
  options.say(
    `The shipped model knows hosts until ${shippedUntil}; ${counted.filter((sample) => sample.firstAdded > shippedUntil).length} of ${counted.length} counted hosts came later.`,
  )
  const metrics: Record<string, Metrics[string]> = { ...against(data, flag), ...byList(data.samples, flag) }
  if ('retrain' in options.flags) Object.assign(metrics, rolling(data, options))
  else metrics['retrained_detection'] = { value: null, why: 'only with --retrain' }
  const watched = dnstwist()
  return {
    metrics,
    baselines: {
      levenshtein2: against(data, levenshtein2),
      substring: against(data, substring),
      dnstwist:
        watched === null
          ? { detection: { value: null, why: 'dnstwist is not installed' } }
          : against(data, (host) => watched.has(host) || watched.has(hostName(host).registrable)),
    },
  }
}

function flagged(model: HostModel, host: string): boolean {
  return !isOfficial(host) && score(model, features(hostName(host))) > model.threshold
}

function against(data: HostData, flag: (host: string) => boolean): Record<string, Metrics[string]> {
  const counted = data.samples.filter((sample) => sample.counted)
  const meeting = counted.filter((sample) => sample.meeting)
  return {
    detection: rate(counted.filter((sample) => flag(sample.host)).length, counted.length),
    detection_meeting: rate(meeting.filter((sample) => flag(sample.host)).length, meeting.length),
    false_alarms: rate(data.popular.filter(flag).length, data.popular.length),
  }
}

/** Beside the counted list: hosts first seen after the model's data, each registrable name once, and the other list. */
function byList(samples: readonly Sample[], flag: (host: string) => boolean): Record<string, Metrics[string]> {
  const hits = (list: readonly Sample[]): Metrics[string] =>
    rate(list.filter((sample) => flag(sample.host)).length, list.length)
  const later = samples.filter((sample) => sample.counted && sample.firstAdded > shippedUntil)
  const once = [
    ...new Map(
      samples.filter((sample) => sample.counted).map((sample) => [hostName(sample.host).registrable, sample]),
    ).values(),
  ]
  return {
    detection_later: hits(later),
    detection_registrable: hits(once),
    detection_all: hits(samples),
    detection_other_list: hits(samples.filter((sample) => !sample.counted)),
    detection_other_meeting: hits(samples.filter((sample) => !sample.counted && sample.meeting)),
  }
}

/**
 * As in use: at the start of each month the shipped model is refined with what the feed held by then, and judges the
 * hosts of that month. Popular domains are halved both ways: learned and calibrated on one half, counted on the other.
 */
function rolling(data: HostData, options: BenchOptions): Record<string, Metrics[string]> {
  const scratch = 'from-scratch' in options.flags
  const months = [...new Set(data.samples.map((sample) => sample.firstAdded.slice(0, 7)))].sort()
  const rows: string[][] = []
  let hits = 0
  let meetingHits = 0
  let total = 0
  let meetingTotal = 0
  let alarms = 0
  let popular = 0
  for (const month of months) {
    const known = data.samples.filter((sample) => sample.firstAdded.slice(0, 7) < month)
    const due = data.samples.filter((sample) => sample.counted && sample.firstAdded.startsWith(month))
    if (due.length === 0 || (scratch && known.length === 0)) continue
    const seen = new Set(
      known.filter((sample) => !hostName(sample.host).shared).map((sample) => hostName(sample.host).registrable),
    )
    let caught = 0
    for (const side of [0, 1]) {
      const learn = data.popular.filter((_, at) => at % 2 === side)
      const count = data.popular.filter((_, at) => at % 2 !== side)
      const model =
        known.length === 0
          ? shippedModel()
          : retrain({
              feed: known,
              popular: learn.filter((_, at) => at % 2 === 0),
              calibration: learn.filter((_, at) => at % 2 === 1),
              budget,
              random: seededRandom(options.seed + side),
              ...(scratch ? {} : { start: shippedModel() }),
            })
      // A registrable name that the feed has shown is caught by the feed itself.
      const flag = (host: string): boolean => seen.has(hostName(host).registrable) || flagged(model, host)
      const now = due.filter((sample) => flag(sample.host))
      caught += now.length
      meetingHits += now.filter((sample) => sample.meeting).length
      alarms += count.filter((host) => flagged(model, host)).length
      popular += count.length
    }
    hits += caught
    total += 2 * due.length
    meetingTotal += 2 * due.filter((sample) => sample.meeting).length
    rows.push([month, String(known.length), String(due.length), (caught / (2 * due.length)).toFixed(3)])
  }
  options.say(`\n${table(['month', 'feed before', 'new hosts', 'detected'], rows)}`)
  return {
    retrained_detection: rate(Math.round(hits / 2), total / 2),
    retrained_detection_meeting: rate(Math.round(meetingHits / 2), meetingTotal / 2),
    retrained_false_alarms: rate(alarms, popular),
  }
}

export const bench: Bench = {
  subject: 'hosts',
  about:
    'lure hosts found by their name alone, against popular domains wrongly flagged; beside edit distance, brand substrings and dnstwist',
  run,
}
