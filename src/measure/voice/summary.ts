import { ENVELOPE_POINTS, type Frame } from './frames.ts'

const CEPSTRA = 12
const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}.${i + 1}`)

/** Names of the scalars of a band, in order. */
export const FEATURES: readonly string[] = [
  'pitch.median',
  'pitch.range',
  'pitch.step',
  'pitch.jumps',
  'pitch.second',
  'voiced.share',
  'periodicity.median',
  'periodicity.low',
  'kurtosis.median',
  'kurtosis.high',
  'skewness.median',
  'skewness.spread',
  ...numbered('harmonics.median', 4),
  ...numbered('harmonics.high', 4),
  'pulses.median',
  'pulses.high',
  'prediction.median',
  'prediction.low',
  'flux.median',
  'flux.high',
  'flux.splice',
  'kurtosis.splice',
  'energy.splice',
  'floor.level',
  'floor.tenth',
  ...numbered('floor.shape', 4),
  ...numbered('voiced.shape', CEPSTRA),
  ...numbered('voiced.spread', CEPSTRA),
  ...numbered('voiced.change', CEPSTRA),
  ...numbered('unvoiced.shape', 8),
]

const PITCH = FEATURES.indexOf('pitch.median')
const SHAPE = FEATURES.indexOf('voiced.shape.1')
export const featureAt = { pitch: PITCH, shape: SHAPE } as const

/** Boils frames down to scalars and the mean envelope of voiced sound. */
export function summarise(frames: readonly Frame[], speechRange: number): { features: number[]; envelope: number[] } {
  const loudest = frames.reduce((most, { energy }) => Math.max(most, energy), -Infinity)
  const speech = frames.filter(({ energy }) => energy > loudest - speechRange)
  const isVoiced = (frame: Frame | undefined): frame is Frame =>
    frame !== undefined && !Number.isNaN(frame.logPitch) && frame.energy > loudest - speechRange
  const voiced = frames.filter(isVoiced)
  const unvoiced = speech.filter(({ logPitch }) => Number.isNaN(logPitch))
  const energies = frames.map(({ energy }) => energy)
  const quiet = quantileOf(energies, 0.12)
  const silent = frames.filter(({ energy }) => energy <= quiet)
  const pairs = frames.flatMap((frame, i) =>
    isVoiced(frame) && isVoiced(frames[i + 1]) ? [[frame, frames[i + 1] as Frame] as const] : [],
  )
  const steps = pairs.map(([a, b]) => b.logPitch - a.logPitch)
  const bends = steps.flatMap((step, i) => (i + 1 < steps.length ? [Math.abs((steps[i + 1] as number) - step)] : []))
  const flux = pairs.map(([a, b]) => distance(a.envelope, b.envelope))
  const pitches = voiced.map(({ logPitch }) => logPitch)
  const of = (select: (frame: Frame) => number): number[] =>
    voiced.map(select).filter((value) => Number.isFinite(value))
  const periodicity = of((frame) => Math.log(1.02 - frame.periodicity))
  const kurtosis = of((frame) => frame.kurtosis)
  const skewness = of((frame) => Math.abs(frame.skewness))
  const pulses = of((frame) => frame.pulseCoherence)
  const prediction = of((frame) => frame.predictionError)
  const harmonics = [0, 1, 2, 3].map((region) => of((frame) => frame.harmonics[region] as number))
  const cepstra = voiced.map(({ envelope }) => cepstrum(envelope))
  const changes = pairs.map(([a, b]) => cepstrum(b.envelope.map((value, i) => value - (a.envelope[i] as number))))
  const level = quantileOf(
    speech.map(({ energy }) => energy),
    0.6,
  )
  const mean = meanOf(voiced.map(({ envelope }) => envelope))
  const middle = mean.reduce((sum, value) => sum + value, 0) / mean.length
  return {
    features: [
      quantileOf(pitches, 0.5),
      quantileOf(pitches, 0.9) - quantileOf(pitches, 0.1),
      Math.log(quantileOf(steps.map(Math.abs), 0.5) + 1e-4),
      steps.filter((step) => Math.abs(step) > 0.15).length / Math.max(1, steps.length),
      Math.log(quantileOf(bends, 0.5) + 1e-4),
      voiced.length / Math.max(1, speech.length),
      quantileOf(periodicity, 0.5),
      quantileOf(periodicity, 0.15),
      quantileOf(kurtosis, 0.5),
      quantileOf(kurtosis, 0.9),
      quantileOf(skewness, 0.5),
      quantileOf(skewness, 0.9),
      ...harmonics.map((values) => quantileOf(values, 0.5)),
      ...harmonics.map((values) => quantileOf(values, 0.9)),
      quantileOf(pulses, 0.5),
      quantileOf(pulses, 0.9),
      quantileOf(prediction, 0.5),
      quantileOf(prediction, 0.15),
      Math.log(quantileOf(flux, 0.5) + 1e-4),
      Math.log(quantileOf(flux, 0.9) + 1e-4),
      spliceRhythm(flux),
      spliceRhythm(kurtosis),
      spliceRhythm(frames.slice(1).map((frame, i) => Math.abs(frame.energy - (frames[i] as Frame).energy))),
      quantileOf(energies, 0.03) - level,
      quantileOf(energies, 0.1) - level,
      ...cepstrum(meanOf(silent.map(({ envelope }) => envelope))).slice(0, 4),
      ...cepstrum(mean),
      ...Array.from({ length: CEPSTRA }, (_, i) => deviationOf(cepstra.map((row) => row[i] as number))),
      ...Array.from({ length: CEPSTRA }, (_, i) =>
        quantileOf(
          changes.map((row) => Math.abs(row[i] as number)),
          0.6,
        ),
      ),
      ...cepstrum(meanOf(unvoiced.map(({ envelope }) => envelope))).slice(0, 8),
    ].map((value) => (Number.isFinite(value) ? Number(value.toFixed(5)) : 0)),
    envelope: [...mean].map((value) => Number((value - middle).toFixed(4))),
  }
}

const cosines = Array.from({ length: CEPSTRA }, (_, k) =>
  Float64Array.from(
    { length: ENVELOPE_POINTS },
    (_unused, i) => Math.cos((Math.PI * (k + 1) * (i + 0.5)) / ENVELOPE_POINTS) / ENVELOPE_POINTS,
  ),
)

/** Cosine transform of an envelope over log frequency, without its mean. */
function cepstrum(envelope: Float64Array): number[] {
  return cosines.map((cosine) => cosine.reduce((sum, value, i) => sum + value * (envelope[i] as number), 0))
}

/**
 * Strongest repetition of a measure at 40 to 150 ms: time-domain changers splice segments of that length, and each
 * splice shows as a small break.
 */
function spliceRhythm(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const flat = values.map((value) => value - centre)
  const power = flat.reduce((sum, value) => sum + value * value, 1e-9)
  let most = -1
  for (let lag = 2; lag <= 8; lag++) {
    let sum = 0
    for (let i = lag; i < flat.length; i++) sum += (flat[i] as number) * (flat[i - lag] as number)
    most = Math.max(most, sum / power)
  }
  return most
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2
  return Math.sqrt(sum / a.length)
}

function meanOf(rows: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(ENVELOPE_POINTS)
  for (const row of rows) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (row[i] as number)
  return sum.map((value) => value / Math.max(1, rows.length))
}

function deviationOf(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / Math.max(1, values.length))
}

function quantileOf(values: readonly number[], q: number): number {
  if (values.length === 0) return 0
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] as number
}
