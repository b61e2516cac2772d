import { featureKeys, keyIndex, keyName } from './keys.ts'
import type { Run } from './keystrokes.ts'

/** How a feature is measured: the dwell of a key, or the way into and out of it (press–press, release–press). */
export const featureTypes = ['dwell', 'into', 'out', 'into-gap', 'out-gap', 'overall'] as const
export type FeatureType = (typeof featureTypes)[number]

const perKey = featureKeys.length
const overallNames = [
  'press-press',
  'release-press',
  'rollover',
  'dwell-character',
  'dwell-other',
  'dwell-change',
  'pace-change',
  'slow',
  'fast',
] as const

/** Features, in the order of every template and every population. */
export const featureNames: readonly string[] = [
  ...featureTypes.slice(0, 5).flatMap((type) => featureKeys.map((key) => `${type}:${key}`)),
  ...overallNames.map((name) => `overall:${name}`),
]
export const featureCount = featureNames.length
export const featureTypeOf: readonly FeatureType[] = featureNames.map((name) => name.split(':')[0] as FeatureType)

const overall = 5 * perKey
const rollover = overall + 2

/** Longer transitions are thinking, not typing. */
const longestTransition = 1500
const longestDwell = 600
const longestShift = 2000

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value)

/**
 * Logarithms, because times are skewed; bounded where the middle 97 % of times end, because a single pause must not
 * weigh more than a hundred keys. The bounds are fixed, so that statistics gathered today can be added tomorrow.
 */
const dwellValue = (ms: number): number => Math.log(clamp(ms, 45, 230) + 10)
const transitionValue = (ms: number): number => Math.log(clamp(ms, 55, 620) + 40)
/** Release–press is negative when the next key goes down before the last came up. */
const gapValue = (ms: number): number => Math.log(clamp(ms, -120, 420) + 320)

/**
 * The features of every keystroke of a run.
 *
 * @param run keystrokes in the order they were pressed, times in ms
 * @param emit called with a feature's index and its value (log ms; rollover 0 or 0.7)
 */
export function eachFeature(run: Run, emit: (feature: number, value: number) => void): void {
  let lastKey = ''
  let lastDown = 0
  let lastUp = 0
  let lastDwell = Number.NaN
  let lastPace = Number.NaN
  for (let k = 0; k < run.length; k++) {
    const stroke = run[k]!
    const name = keyName(stroke.key)
    const at = keyIndex(name)
    const dwell = stroke.up - stroke.down
    if (dwell > 5 && at >= 0 && dwell < (name === 'shift' ? longestShift : longestDwell)) {
      const value = dwellValue(dwell)
      emit(at, value)
      if (name !== 'shift') {
        emit(overall + (name.length === 1 ? 3 : 4), value)
        if (!Number.isNaN(lastDwell)) emit(overall + 5, Math.abs(value - lastDwell))
        lastDwell = value
      }
    }
    if (k > 0) {
      const press = stroke.down - lastDown
      transition(keyIndex(lastKey), at, press, stroke.down - lastUp, emit)
      if (press >= 0 && press < longestTransition) {
        const pace = transitionValue(press)
        if (!Number.isNaN(lastPace)) emit(overall + 6, Math.abs(pace - lastPace))
        lastPace = pace
        emit(overall + 7, press > 400 ? 0.5 : 0)
        emit(overall + 8, press < 90 ? 0.5 : 0)
      }
    }
    lastKey = name
    lastDown = stroke.down
    lastUp = stroke.up
  }
}

function transition(
  from: number,
  to: number,
  press: number,
  gap: number,
  emit: (feature: number, value: number) => void,
): void {
  if (press < 0 || press >= longestTransition) return
  const value = transitionValue(press)
  if (to >= 0) emit(perKey + to, value)
  if (from >= 0) emit(2 * perKey + from, value)
  emit(overall, value)
  if (gap <= -300 || gap >= 1200) return
  const gapLog = gapValue(gap)
  if (to >= 0) emit(3 * perKey + to, gapLog)
  if (from >= 0) emit(4 * perKey + from, gapLog)
  emit(overall + 1, gapLog)
  emit(rollover, gap < 0 ? 0.7 : 0)
}
