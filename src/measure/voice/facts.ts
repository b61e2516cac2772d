import { z } from 'zod'
import type { Measured } from '../../core/facts.ts'
import { absoluteInputs, changeOf, withinInputs } from './pair.ts'
import type { VoiceProfile } from './profile.ts'
import { calibration } from './calibration.ts'
import { scoreLinear } from './logistic.ts'

/** What a voice's sound says about processing: how it was changed, never who speaks, where from, or in what mood. */
export const voiceFacts = z.object({
  band: z.enum(['wide', 'narrow']),
  voicedSeconds: z.number(),
  /** Support for "processed" from this call alone, decibans. Weak: see docs/limitations. */
  processedDecibans: z.number(),
  /** This call against the same person's reference. */
  within: z
    .object({
      referenceSeconds: z.number(),
      changedDecibans: z.number(),
      pitchSemitones: z.number(),
      tractPercent: z.number(),
      /** How far pitch and tract moved by different factors, semitones: what preserving formants does. */
      apartSemitones: z.number(),
    })
    .nullable(),
})

export type VoiceFacts = z.infer<typeof voiceFacts>

/** Natural log-odds in decibans, cut where the calibration has too few people to say more. */
const decibans = (logOdds: number): number => Math.max(-15, Math.min(15, (10 / Math.LN10) * logOdds))

/** Compares a call's voice with the models, and with the same person's reference in the widest band both have. */
export function measureVoice(call: VoiceProfile, reference: VoiceProfile | null): Measured<VoiceFacts | null> {
  const band = call.wide !== null && (reference === null || reference.wide !== null) ? 'wide' : 'narrow'
  const models = calibration[band]
  if (models === null)
    return { facts: null, unavailable: { 'call.voice': `the voice measure was not calibrated for the ${band} band` } }
  const here = (band === 'wide' ? call.wide : null) ?? call.narrow
  const earlier = reference === null ? null : ((band === 'wide' ? reference.wide : null) ?? reference.narrow)
  const change = earlier === null ? null : changeOf(here, earlier, band)
  return {
    facts: {
      band,
      voicedSeconds: call.voicedSeconds,
      processedDecibans: decibans(scoreLinear(models.absolute, absoluteInputs(here))),
      within:
        earlier === null || change === null || reference === null
          ? null
          : {
              referenceSeconds: reference.voicedSeconds,
              changedDecibans: decibans(scoreLinear(models.within, withinInputs(here, earlier, band))),
              pitchSemitones: change.pitchSemitones,
              tractPercent: change.tractPercent,
              apartSemitones: Math.abs(change.pitchSemitones - 12 * Math.log2(1 + change.tractPercent / 100)),
            },
    },
    unavailable:
      earlier === null ? { 'call.voice.within': 'there is no earlier recording of this person to compare with' } : {},
  }
}
