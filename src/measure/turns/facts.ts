import { z } from 'zod'

const count = z.int().min(0)
const share = z.number().min(0).max(1)
const place = z.object({ in: z.literal('call'), turn: z.int(), atMs: z.number(), text: z.string().optional() })

/**
 * What is measured of who spoke when. Milliseconds, net of the line. Nothing about what was said, how it sounded, or
 * how anybody felt. Delay hears live translation (+1.5 to 5 s) far better than a voice changer (+20 to 200 ms).
 */
export const turnsFacts = z.object({
  source: z.enum(['room', 'tracks', 'tapped', 'transcript']),
  turns: count,
  brokenTurns: count,
  /** The candidate answers through an agreed interpreter or with an accommodation. */
  accommodated: z.boolean(),
  line: z.object({
    measured: z.boolean(),
    rttMs: z.number().nullable(),
    /** What was taken off every gap, median. */
    takenOffMs: z.number(),
    uncertaintyMs: z.number(),
  }),
  zeroThink: z
    .object({
      answers: count,
      lowerQuartileMs: z.number(),
      medianMs: z.number(),
      /** Quickest answer: a chain has a floor under which no answer falls. */
      floorMs: z.number(),
      spreadMs: z.number(),
      /** One deviation of the lower quartile from source and line. */
      uncertaintyMs: z.number(),
      slowest: z.array(place),
    })
    .nullable(),
  /** The person against itself. */
  within: z
    .object({
      hardMinusEasyMs: z.number().nullable(),
      /** Hard questions over zero-think ones, medians: near 1, difficulty does not matter. */
      difficultyRatio: z.number().nullable(),
    })
    .nullable(),
  /** All timing taken together, for a constant delay on everything against none. Needs eight zero-think answers. */
  delay: z
    .object({ answers: count, decibans: z.number(), addedMs: z.number(), lowMs: z.number(), highMs: z.number() })
    .nullable(),
  lively: z
    .object({
      transitions: count,
      overlapShare: share,
      backChannels: count,
      backChannelsPerMinute: z.number(),
      listenedSeconds: z.number(),
    })
    .nullable(),
  probes: z.object({
    /** How long the voice goes on after being cut into; best of the probes. */
    interruptStopMs: z.number().nullable(),
    /** Lag behind a sentence that is to be repeated while it is spoken; best of the probes. */
    shadowLagMs: z.number().nullable(),
    count,
    places: z.array(place),
  }),
})
export type TurnsFacts = z.infer<typeof turnsFacts>
