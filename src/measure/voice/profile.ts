import { z } from 'zod'
import { bandShapes, ENVELOPE_POINTS, HOP_SECONDS, measureFrames, type Band, type Frame } from './frames.ts'
import { resample } from './resample.ts'
import { FEATURES, summarise } from './summary.ts'

const bandProfile = z.strictObject({
  /** One scalar a name of `FEATURES`, in that order. */
  features: z.array(z.number()).length(FEATURES.length),
  /** Mean envelope of voiced sound, evenly spaced in log frequency, natural logarithm of power, zero mean. */
  envelope: z.array(z.number()).length(ENVELOPE_POINTS),
})

/**
 * Scalars of a stretch of speech: no sound can be made from them again. They are biometric data all the same: kept only
 * while the operator's biometric module is on, and only to compare a person with herself.
 */
export const voiceProfile = z.strictObject({
  version: z.literal(1),
  /** Speech in it, silence left out. */
  speechSeconds: z.number().min(0),
  voicedSeconds: z.number().min(0),
  /** null: the recording holds nothing above the telephone's band. */
  wide: bandProfile.nullable(),
  narrow: bandProfile,
})

export type VoiceProfile = z.infer<typeof voiceProfile>
export type BandProfile = z.infer<typeof bandProfile>

/** Frames within this much of the loudest are speech. */
const SPEECH_RANGE = Math.log(10 ** 3.5)

/**
 * Profile of mono speech.
 *
 * @param samples −1 to 1
 * @param rate    samples a second, at least 8,000
 * @param lineBand what the line let through; `narrow` for a telephone or an 8 kHz recording
 * @returns null when there is less than a second of voiced sound
 */
export function profileVoice(samples: Float32Array, rate: number, lineBand: Band): VoiceProfile | null {
  const narrow = framesOf(samples, rate, 'narrow')
  const wide = lineBand === 'wide' && rate >= bandShapes.wide.rate ? framesOf(samples, rate, 'wide') : null
  return profileFrames(narrow, wide)
}

/** Frames at the rate of a band, from any rate. */
export function framesOf(samples: Float32Array, rate: number, band: Band): Frame[] {
  return measureFrames(resample(samples, rate, bandShapes[band].rate), band)
}

/** Profile of frames that were measured before; null when too few are voiced. */
export function profileFrames(narrow: readonly Frame[], wide: readonly Frame[] | null): VoiceProfile | null {
  const speech = speechOf(narrow)
  const voiced = speech.filter(({ logPitch }) => !Number.isNaN(logPitch))
  if (voiced.length * HOP_SECONDS < 1) return null
  return {
    version: 1,
    speechSeconds: speech.length * HOP_SECONDS,
    voicedSeconds: voiced.length * HOP_SECONDS,
    wide: wide === null ? null : summarise(wide, SPEECH_RANGE),
    narrow: summarise(narrow, SPEECH_RANGE),
  }
}

function speechOf(frames: readonly Frame[]): Frame[] {
  const loudest = frames.reduce((most, { energy }) => Math.max(most, energy), -Infinity)
  return frames.filter(({ energy }) => energy > loudest - SPEECH_RANGE)
}
