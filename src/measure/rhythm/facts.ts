import { z } from 'zod'

const place = z.object({ in: z.literal('time'), fromMs: z.number(), toMs: z.number(), text: z.string().optional() })
const share = z.number().min(0).max(1)

const switching = z.object({
  kinds: z.number(),
  mainShare: share,
  clockBits: z.number(),
  apartHours: z.number(),
  events: z.number(),
})

/**
 * What is measured of one account's activity. There is no amount of work in it, no ranking and no idle time: `halfHours`
 * and `days` say only how much the other figures rest on.
 */
export const activityFacts = z.object({
  basis: z.object({
    sources: z.array(z.string()),
    halfHours: z.int(),
    days: z.int(),
    fromMs: z.number(),
    toMs: z.number(),
    gapDays: z.number(),
    refusedRecords: z.int(),
    skews: z.array(z.object({ source: z.string(), seconds: z.number() })),
  }),
  explained: z.object({
    automatedShare: share,
    scheduledShare: share,
    mergeShare: share,
    travelShare: share,
    onCallShare: share,
    utcMachineShare: share.nullable(),
    journeys: z.int(),
  }),
  claim: z.object({ zone: z.string(), offsetMinutes: z.number() }).nullable(),
  zone: z
    .object({
      bestOffsetMinutes: z.number(),
      withinHour: share,
      bits: z.number(),
      posterior: z.array(z.object({ offsetMinutes: z.number(), probability: share })),
    })
    .nullable(),
  claimTest: z
    .object({
      againstDecibans: z.number(),
      nearClaim: share,
      hoursFromBest: z.number(),
      /** The same in stretches of 90 days: what lasts weighs more than what was once. */
      windows: z.array(z.object({ fromMs: z.number(), toMs: z.number(), againstDecibans: z.number() })),
    })
    .nullable(),
  handover: z
    .object({
      decibans: z.number(),
      evenOdds: share,
      distanceHours: z.number(),
      atMs: z.number(),
      places: z.array(place),
    })
    .nullable(),
  sharing: z
    .object({
      twoShiftDecibans: z.number(),
      turnsDecibans: z.number(),
      evenOdds: share,
      emptiestSixHours: share,
      quietArcHours: z.number(),
      relativeAmplitude: z.number(),
      weekJumpHours: z.number(),
      windows: z.array(
        z.object({ fromMs: z.number(), toMs: z.number(), twoShiftDecibans: z.number(), turnsDecibans: z.number() }),
      ),
    })
    .nullable(),
  quiet: z
    .object({
      denseWeeks: z.int(),
      medianNightHours: z.number(),
      weeks: z.array(
        z.object({
          fromMs: z.number(),
          longestPauseHours: z.number().nullable(),
          usualNightHours: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  presence: z
    .object({ spanHoursMedian: z.number(), spanHoursP90: z.number(), longestStretchHours: z.number() })
    .nullable(),
  concurrency: z
    .object({
      onTwoDevices: z.int(),
      onTwoNetworks: z.int(),
      inTwoCountries: z.int(),
      days: z.int(),
      interleaved: z.int(),
      places: z.array(place),
    })
    .nullable(),
  clients: switching.nullable(),
  authors: switching.nullable(),
  devices: switching.nullable(),
  countries: switching.nullable(),
  machine: z
    .object({
      awayShare: share,
      awayOffsetMinutes: z.number().nullable(),
      mixedDays: z.int(),
      backdatedShare: share.nullable(),
      postdatedShare: share.nullable(),
    })
    .nullable(),
  bursts: z.object({ deliveries: z.int(), quietBeforeHours: z.number() }).nullable(),
  dst: z.object({ changes: z.int(), followedHours: z.number(), ignoredDecibans: z.number() }).nullable(),
  leave: z.object({ days: z.int(), activeDays: z.int() }).nullable(),
  /** Other accounts with the same second factor, and the same home network; looked up, therefore nullable. */
  factorShared: z.object({ accounts: z.int(), rarestBits: z.number() }).nullable(),
  egressShared: z.object({ accounts: z.int(), rarestBits: z.number() }).nullable(),
  /** Hashes that may tie accounts; never addresses. */
  keys: z.object({
    factors: z.array(z.string()),
    networks: z.array(z.string()),
    authors: z.array(z.string()),
    devices: z.array(z.string()),
  }),
  /**
   * What is drawn: 1 for each half hour with activity, days in the clock of `zone`. No counts: how much somebody did in
   * a half hour is not kept.
   */
  actogram: z.object({
    zone: z.string(),
    /** The clock the activity follows, where it is not that of `zone`; by how many hours it runs ahead. */
    second: z.object({ zone: z.string(), aheadHours: z.number() }).nullable(),
    days: z.array(z.object({ date: z.string(), halfHours: z.array(z.number()) })),
    marks: z.array(
      z.object({ kind: z.enum(['leave', 'travel', 'on-call', 'source-gap']), fromMs: z.number(), toMs: z.number() }),
    ),
  }),
})

export type ActivityFacts = z.infer<typeof activityFacts>
