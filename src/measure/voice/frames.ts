import { fft, hann } from './fft.ts'
import { envelope, levinson } from './linear-prediction.ts'

/** The part of the spectrum a call lets through. Each has its own features and its own calibration. */
export type Band = 'wide' | 'narrow'

export interface BandShape {
  readonly rate: number
  readonly low: number
  readonly high: number
  readonly order: number
  /** Edges in Hz of the regions in which harmonics are held against what lies between them. */
  readonly regions: readonly (readonly [number, number])[]
}

/** Wide: Opus and the like, 16 kHz. Narrow: the telephone's 300 to 3,400 Hz, 8 kHz. */
export const bandShapes: Readonly<Record<Band, BandShape>> = {
  wide: {
    rate: 16_000,
    low: 180,
    high: 7400,
    order: 18,
    regions: [
      [100, 1000],
      [1000, 2200],
      [2200, 4000],
      [4000, 7000],
    ],
  },
  narrow: {
    rate: 8000,
    low: 280,
    high: 3400,
    order: 10,
    regions: [
      [250, 1000],
      [1000, 1800],
      [1800, 2600],
      [2600, 3400],
    ],
  },
}

/** Points of the spectral envelope, evenly spaced in log frequency: a longer or shorter vocal tract only shifts it. */
export const ENVELOPE_POINTS = 32

export interface Frame {
  /** Natural logarithm of power. */
  readonly energy: number
  /** Natural logarithm of Hz; NaN when the frame has no pitch. */
  readonly logPitch: number
  /** Height of the pitch peak of the autocorrelation, 0 to 1. */
  readonly periodicity: number
  readonly envelope: Float64Array
  readonly predictionError: number
  /** Fourth moment of the prediction residual: high where glottal pulses are sharp, 3 for noise. */
  readonly kurtosis: number
  /** Third moment: keeps the polarity of the pulses, which a phase vocoder loses. */
  readonly skewness: number
  /** Decibels by which harmonics stand over the valleys, one for each region; NaN without pitch. */
  readonly harmonics: Float64Array
  /** How far the loudness of the upper band follows the pitch period, −1 to 1; NaN without pitch. */
  readonly pulseCoherence: number
}

/** Frames of 64 ms every 20 ms: the shortest step that the scalars of a whole call gain from. */
export const HOP_SECONDS = 0.02
const LOWEST_PITCH = 65
const HIGHEST_PITCH = 420

/** Cuts samples (at the rate of the band) into frames of 64 ms every 20 ms and measures each. */
export function measureFrames(samples: Float32Array, band: Band): Frame[] {
  const shape = bandShapes[band]
  const length = (shape.rate * 64) / 1000
  const size = 2 ** Math.ceil(Math.log2(length))
  const transform = fft(size)
  const window = hann(length)
  const pitchOf = pitchFinder(transform, window, shape.rate)
  const emphasis = emphasisOf(size)
  const lagCosines = Array.from({ length: shape.order + 1 }, (_, lag) =>
    Float64Array.from(
      { length: size / 2 },
      (_unused, i) => (emphasis[i] as number) * Math.cos((2 * Math.PI * lag * i) / size),
    ),
  )
  const turns = Array.from({ length: ENVELOPE_POINTS }, (_, i) => (2 * Math.PI * pointFrequency(i, shape)) / shape.rate)
  const cosines = turns.map((turn) => Float64Array.from({ length: shape.order + 1 }, (_, k) => Math.cos(turn * k)))
  const sines = turns.map((turn) => Float64Array.from({ length: shape.order + 1 }, (_, k) => Math.sin(turn * k)))
  const upper = upperLoudness(samples, shape)
  const hop = shape.rate * HOP_SECONDS
  const frames: Frame[] = []
  const real = new Float64Array(size)
  const imaginary = new Float64Array(size)
  const power = new Float64Array(size)
  for (let start = 0; start + length <= samples.length; start += hop) {
    real.fill(0)
    imaginary.fill(0)
    let total = 0
    for (let i = 0; i < length; i++) {
      const sample = samples[start + i] as number
      total += sample * sample
      real[i] = sample * (window[i] as number)
    }
    transform.transform(real, imaginary)
    for (let i = 0; i < size; i++) power[i] = (real[i] as number) ** 2 + (imaginary[i] as number) ** 2
    const { lag, height } = pitchOf(power)
    const pitch = height > 0.45 ? shape.rate / lag : Number.NaN
    const prediction = levinson(
      Float64Array.from(lagCosines, (cosine) => dot(cosine, power)),
      shape.order,
    )
    const { kurtosis, skewness } = Number.isNaN(pitch)
      ? { kurtosis: Number.NaN, skewness: Number.NaN }
      : residualMoments(samples, start + (length >> 2), length >> 1, prediction.coefficients)
    frames.push({
      energy: Math.log(total / length + 1e-12),
      logPitch: Math.log(pitch),
      periodicity: height,
      envelope: envelope(prediction.coefficients, cosines, sines),
      predictionError: Math.log(prediction.error),
      kurtosis,
      skewness,
      harmonics: Float64Array.from(shape.regions, ([from, to]) =>
        harmonicRise(power, pitch, from, to, shape.rate / size),
      ),
      pulseCoherence: Number.isNaN(pitch) ? Number.NaN : coherenceAt(upper, start, length, lag),
    })
  }
  return frames
}

/** Frequency of an envelope point, Hz. */
export function pointFrequency(point: number, shape: BandShape): number {
  return shape.low * (shape.high / shape.low) ** (point / (ENVELOPE_POINTS - 1))
}

/** Power of the pre-emphasis 1 − 0.95 z⁻¹: evens out the glottal slope, so that poles go to the tract. */
function emphasisOf(size: number): Float64Array {
  return Float64Array.from(
    { length: size / 2 },
    (_, i) => 1 + 0.95 ** 2 - 2 * 0.95 * Math.cos((2 * Math.PI * i) / size),
  )
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/**
 * Finds the highest peak of the autocorrelation divided by the window's own (Boersma 1993), from what lies under 900 Hz:
 * upper harmonics of a hoarse or coded voice would hide the period. That part of the spectrum is turned back by a
 * transform at 8 kHz; a lower rate would set the peaks of high voices between its points.
 */
function pitchFinder(
  forward: ReturnType<typeof fft>,
  window: Float64Array,
  rate: number,
): (power: Float64Array) => { lag: number; height: number } {
  const smallRate = 8000
  const coarser = rate / smallRate
  const small = fft(forward.size / coarser)
  const cut = Math.round((900 * forward.size) / rate)
  const real = new Float64Array(small.size)
  const imaginary = new Float64Array(small.size)
  const turnBack = (power: Float64Array): void => {
    real.fill(0)
    imaginary.fill(0)
    for (let i = 0; i < Math.min(cut, small.size / 2); i++) {
      real[i] = power[i] as number
      if (i > 0) real[small.size - i] = power[i] as number
    }
    small.transform(real, imaginary)
  }
  const correlation = Float64Array.from({ length: small.size }, (_, lag) => {
    let sum = 0
    for (let i = 0; i + lag * coarser < window.length; i++)
      sum += (window[i] as number) * (window[i + lag * coarser] as number)
    return sum
  })
  return (power) => {
    turnBack(power)
    const zero = real[0] as number
    if (zero <= 0) return { lag: rate / 100, height: 0 }
    const at = (lag: number): number =>
      ((real[lag] as number) / zero) * ((correlation[0] as number) / (correlation[lag] as number))
    let best = 0
    let height = -1
    for (let lag = Math.floor(smallRate / HIGHEST_PITCH); lag <= smallRate / LOWEST_PITCH; lag++) {
      // The cost of octaves: of two equal peaks the shorter period is the pitch.
      const value = at(lag) - 0.02 * Math.log2((lag * HIGHEST_PITCH) / smallRate)
      if (value > height && at(lag) >= at(lag - 1) && at(lag) >= at(lag + 1)) {
        height = value
        best = lag
      }
    }
    if (best === 0) return { lag: rate / 100, height: 0 }
    const bend = at(best - 1) - 2 * at(best) + at(best + 1)
    const lag = best + (bend === 0 ? 0 : (0.5 * (at(best - 1) - at(best + 1))) / bend)
    return { lag: lag * coarser, height: Math.max(0, Math.min(1, at(best))) }
  }
}

function residualMoments(
  samples: Float32Array,
  start: number,
  length: number,
  a: Float64Array,
): { kurtosis: number; skewness: number } {
  let second = 0
  let third = 0
  let fourth = 0
  const from = Math.max(start, a.length)
  for (let i = from; i < start + length; i++) {
    let residual = 0
    for (let k = 0; k < a.length; k++)
      residual += (a[k] as number) * ((samples[i - k] as number) - 0.95 * (samples[i - k - 1] ?? 0))
    const square = residual * residual
    second += square
    third += square * residual
    fourth += square * square
  }
  const count = Math.max(1, start + length - from)
  const variance = second / count + 1e-18
  return {
    kurtosis: Math.log(fourth / count / (variance * variance) + 1e-3),
    skewness: third / count / variance ** 1.5,
  }
}

/** Mean height in dB of harmonics over the middles between them, within a region. */
function harmonicRise(power: Float64Array, pitch: number, from: number, to: number, binWidth: number): number {
  if (Number.isNaN(pitch)) return Number.NaN
  let sum = 0
  let count = 0
  for (let k = Math.ceil(from / pitch); (k + 0.5) * pitch < to; k++) {
    sum += Math.log(
      peakAround(power, k * pitch, pitch, binWidth) / peakAround(power, (k + 0.5) * pitch, pitch, binWidth),
    )
    count++
  }
  return count === 0 ? Number.NaN : (sum / count) * (10 / Math.LN10)
}

function peakAround(power: Float64Array, frequency: number, pitch: number, binWidth: number): number {
  let most = 1e-15
  for (
    let bin = Math.round((frequency - 0.12 * pitch) / binWidth);
    bin <= Math.round((frequency + 0.12 * pitch) / binWidth);
    bin++
  ) {
    most = Math.max(most, power[bin] ?? 0)
  }
  return most
}

/** Rectified second difference: a crude high-pass whose loudness pulses once a glottal closure. */
function upperLoudness(samples: Float32Array, shape: BandShape): Float32Array {
  const out = new Float32Array(samples.length)
  const smooth = Math.exp((-2 * Math.PI * 500) / shape.rate)
  let held = 0
  for (let i = 2; i < samples.length; i++) {
    const high = (samples[i] as number) - 2 * (samples[i - 1] as number) + (samples[i - 2] as number)
    held = smooth * held + (1 - smooth) * Math.abs(high)
    out[i] = held
  }
  return out
}

function coherenceAt(loudness: Float32Array, start: number, length: number, period: number): number {
  const lag = Math.round(period)
  let mean = 0
  for (let i = start; i < start + length; i++) mean += loudness[i] as number
  mean /= length
  let cross = 0
  let a = 1e-18
  let b = 1e-18
  for (let i = start + lag; i < start + length; i++) {
    const now = (loudness[i] as number) - mean
    const before = (loudness[i - lag] as number) - mean
    cross += now * before
    a += now * now
    b += before * before
  }
  return cross / Math.sqrt(a * b)
}
