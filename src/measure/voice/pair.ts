import type { Band } from './frames.ts'
import { bandShapes, ENVELOPE_POINTS } from './frames.ts'
import { featureAt, FEATURES } from './summary.ts'
import type { BandProfile } from './profile.ts'

export interface Change {
  /** How much higher the pitch is than in the reference. */
  readonly pitchSemitones: number
  /** How much shorter the vocal tract appears: the shift of the envelope over log frequency, per cent. */
  readonly tractPercent: number
  /** How much the shift improves the fit of the two envelopes, natural logarithm of power. */
  readonly tractGain: number
}

/** Pitch and tract of a call against the same person's reference, both in one band. */
export function changeOf(call: BandProfile, reference: BandProfile, band: Band): Change {
  const shape = bandShapes[band]
  const step = Math.log(shape.high / shape.low) / (ENVELOPE_POINTS - 1)
  let best = 0
  let least = Infinity
  let unshifted = 0
  for (let percent = -30; percent <= 30; percent++) {
    const misfit = misfitAt(call.envelope, reference.envelope, Math.log(1 + percent / 100) / step)
    if (percent === 0) unshifted = misfit
    if (misfit < least) {
      least = misfit
      best = percent
    }
  }
  const pitch = (profile: BandProfile): number => profile.features[featureAt.pitch] as number
  return {
    pitchSemitones: ((pitch(call) - pitch(reference)) * 12) / Math.LN2,
    tractPercent: best,
    tractGain: unshifted - least,
  }
}

/** RMS difference of slope-free envelopes when the reference is moved up by so many points. */
function misfitAt(call: readonly number[], reference: readonly number[], shift: number): number {
  const differences: number[] = []
  for (let i = 0; i < call.length; i++) {
    const from = i - shift
    const low = Math.floor(from)
    if (low < 0 || low + 1 >= reference.length) continue
    const part = from - low
    differences.push(
      (call[i] as number) - ((reference[low] as number) * (1 - part) + (reference[low + 1] as number) * part),
    )
  }
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length
  return Math.sqrt(differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / differences.length)
}

/** Inputs of the absolute score: the features, and how pitch and tract go together. */
export function absoluteInputs(profile: BandProfile): number[] {
  const pitch = profile.features[featureAt.pitch] as number
  // 5.05 is 156 Hz, between the usual voices: the products then say how pitch and tract differ from their usual tie.
  const centred = pitch - 5.05
  return [
    ...profile.features,
    centred * centred,
    ...profile.features.slice(featureAt.shape, featureAt.shape + 8).map((value) => value * centred),
  ]
}

/** Inputs of the within-person score: signed and absolute differences, pitch and tract change. */
export function withinInputs(call: BandProfile, reference: BandProfile, band: Band): number[] {
  const differences = FEATURES.map((_, i) => (call.features[i] as number) - (reference.features[i] as number))
  const { pitchSemitones, tractPercent, tractGain } = changeOf(call, reference, band)
  return [
    ...differences,
    ...differences.map(Math.abs),
    pitchSemitones ** 2,
    Math.abs(tractPercent),
    Math.max(-20, Math.min(20, tractPercent)),
    tractGain,
    // A person who speaks higher does not shorten her tract; a changer moves one without, or both by one factor.
    Math.abs(pitchSemitones - 12 * Math.log2(1 + tractPercent / 100)),
  ]
}
