import { z } from 'zod'
import { addressClasses } from './ip-table.ts'

const field = z.object({ in: z.literal('field'), path: z.string(), text: z.string().optional() })
const ms = z.number()

/** What is measured of where a session came from and over which path. Milliseconds, hours; no verdict. */
export const networkFacts = z.object({
  address: z
    .object({
      asn: z.number().nullable(),
      organisation: z.string().nullable(),
      registered: z.string().nullable(),
      located: z.string().nullable(),
      /** Whether the two sources of the country differ; null when one is missing. */
      countriesDiffer: z.boolean().nullable(),
      class: z.enum(addressClasses),
      asOf: z.string(),
      ageDays: z.number(),
      place: field,
      /** Keyed hash of a household's address; null for addresses that strangers share. */
      egress: z.string().nullable().optional(),
    })
    .nullable(),
  /** The curated row that holds the address; stands above every table. */
  listed: z.object({ grade: z.enum(['certain', 'documented', 'context', 'stale', 'misplaced']), name: z.string(), source: z.string(), lastSeen: z.string(), asOf: z.string() }).nullable(),
  path: z.object({
    probes: z.number(),
    leadP25Ms: ms.nullable(),
    leadMedianMs: ms.nullable(),
    /** Each lead counted from 0 to 10 ms. */
    leadMeanMs: ms.nullable(),
    hiddenLegMs: ms.nullable(),
    roundTripMs: ms.nullable(),
    ackWithheldMs: ms.nullable(),
    echoLeadMs: ms.nullable(),
    /** The leg beyond the address itself: beyond a VPN's exit. */
    beyondExitMs: ms.nullable().optional(),
    /** Largest segment the other end announced, bytes. A tunnel leaves less room. */
    segmentBytes: z.number().nullable(),
  }),
  zone: z.object({
    browser: z.string().nullable(),
    /** Where the person said to be: a country (two letters) or a zone. */
    claimed: z.string().nullable().optional(),
    /** Hours between the browser's clock and the nearest zone of the claimed place, of the address. */
    hoursFromClaim: z.number().nullable(),
    hoursFromAddress: z.number().nullable(),
    /** Hours between the claimed place and the address, by their zones. */
    claimFromAddressHours: z.number().nullable(),
  }),
  /** Whether the address that a peer connection showed is announced by another system than the page's. */
  leak: z.object({ otherSystem: z.boolean(), located: z.string().nullable().optional(), class: z.enum(addressClasses), hoursFromClaim: z.number().nullable() }).nullable(),
  /** The session before, of the same person. */
  travel: z.object({ hours: z.number(), leastSpeedKmh: z.number().nullable(), sameDevice: z.boolean().nullable(), anonymous: z.boolean() }).nullable(),
})
export type NetworkFacts = z.infer<typeof networkFacts>
