import { z } from 'zod'

const count = z.int().min(0)
const share = z.number().min(0).max(1)
const time = z.object({ in: z.literal('time'), fromMs: z.number(), toMs: z.number(), text: z.string().optional() })
const evidence = z.object({ in: z.literal('evidence'), evidence: z.string(), text: z.string().optional() })

/** 150 to 400 keys on the shorter side give an indication, more a strong comparison, fewer none (research: A4, A5). */
const strength = z.enum(['indicative', 'strong'])

/**
 * What is measured of somebody's typing. Times in milliseconds. No text, no order of keys, no language, no layout. What
 * identifies hands (`hands`, `several`, `accounts`) is measured only where the identity module is on and consent given.
 */
export const typingFacts = z.object({
  keys: count,
  seconds: z.number().min(0),
  /** Coarsest step on which the times lie; 0 for a fine clock. */
  clockStepMs: z.number().min(0).nullable(),
  clockJumps: count,
  brokenTimes: count,
  machine: z.object({
    /** Deviation of dwell in the calmest window of 60 keys. */
    dwellSdMs: z.number().nullable(),
    /** Deviation of press–press in the calmest window of 60 transitions. */
    paceSdMs: z.number().nullable(),
    /** The same as a share of the window's mean: hands stay above a quarter. */
    paceSpread: z.number().nullable(),
    /** Different dwells among the first 200, to 0.1 ms. */
    distinctDwells: z.number().nullable(),
    rolloverShare: share.nullable(),
    keysPerSecond: z.number().nullable(),
    insertedChars: z.number(),
    /** Share of inserted characters that neither a key nor a paste explains. */
    insertedWithoutKeysShare: share.nullable(),
    pasteCount: z.number(),
    pastedChars: z.number(),
    pastedShare: share.nullable(),
  }),
  remote: z.object({
    dwellScatterMs: z.number().nullable(),
    burstShare: share.nullable(),
    collapsedShare: share.nullable(),
    scatterUnevenness: z.number().nullable(),
  }),
  writing: z
    .object({
      revisionsPer100: z.number(),
      pausesPer100: z.number(),
      burstKeys: z.number(),
      wordStartRatio: z.number().nullable(),
      sentenceStartRatio: z.number().nullable(),
      paceVariation: z.number().nullable(),
    })
    .nullable(),
  /** This typing against the same person's earlier typing. */
  hands: z
    .object({
      strength,
      /** Calibrated: 10·log10 of how much likelier this is if the same hands typed both. */
      decibans: z.number(),
      /** At most this share of strangers would compare as well (a bound from the calibrated ratio). */
      falseMatchAtMost: share,
      keysHere: z.number(),
      keysThere: z.number(),
      /** Log ratio of dwell and of pace, here over there: another keyboard moves dwell and leaves pace. */
      dwellShift: z.number(),
      paceShift: z.number(),
      place: evidence.optional(),
    })
    .nullable(),
  /** Whether hands take turns within the account. */
  several: z
    .object({
      windows: z.number(),
      keys: z.number(),
      /** Evidence for two hands taking turns over one hand and over one change, natural logarithm. */
      takingTurns: z.number(),
      handOver: z.number(),
      /** Stretches typed by the second hands. */
      stretches: z.array(time),
    })
    .nullable(),
  /** The closest of the other accounts. */
  accounts: z
    .object({
      searched: z.number(),
      keysHere: z.number(),
      keysThere: z.number(),
      decibans: z.number(),
      /** Deviations above the closest strangers of both (adaptive S-norm). */
      normalised: z.number(),
      /** Lead over the second closest, in decibans. */
      lead: z.number(),
      otherName: z.boolean(),
      place: evidence,
    })
    .nullable(),
})
export type TypingFacts = z.infer<typeof typingFacts>
