import { z } from 'zod'

const count = z.number().min(0)
const field = z.object({ in: z.literal('field'), path: z.string(), text: z.string().optional() })
const found = z.object({ name: z.string(), place: field })

/**
 * What an inventory of one computer shows of hands elsewhere. Names of devices and programs only: no files, no pages
 * visited, no times of use.
 */
export const endpointFacts = z.object({
  host: z.string().nullable(),
  /** IP-KVM boxes by their own names on USB; the bare Linux gadget, which many toys share. */
  kvm: z.object({ named: z.array(found), genericGadgets: count }).nullable(),
  keyboards: count.nullable(),
  displays: z.object({ captured: z.array(found), count }).nullable(),
  neighbours: z.object({ kvm: z.array(found), raspberries: count, companyLaptops: count }).nullable(),
  remote: z
    .object({
      families: z.array(z.string()),
      places: z.array(field),
      /** Hours from the installation of the system to that of the first remote tool. */
      firstAfterHours: z.number().nullable(),
    })
    .nullable(),
  listening: z.array(found).nullable(),
  jigglers: z.array(found).nullable(),
  vpnClients: z.array(found).nullable(),
  /** Keyed values for ties: the router gone out through, the machine itself. */
  keys: z.object({ gateway: z.string().nullable(), serial: z.string().nullable() }),
  /** Other people whose computers go out through the same router. */
  gatewayShared: z.object({ people: count, rarestBits: z.number() }).nullable(),
  /** Other people whose inventory came from the same machine. */
  machineShared: z.object({ people: count }).nullable(),
})
export type EndpointFacts = z.infer<typeof endpointFacts>
