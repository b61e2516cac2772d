import { z } from 'zod'

const text = (most: number) => z.string().max(most)
const count = z.int().min(0).max(100)
/** Fields that came later: a visit from before has none of them. */
const later = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)

const screen = z.strictObject({
  width: z.int().min(0).max(20_000),
  height: z.int().min(0).max(20_000),
  ratio: z.number().min(0).max(20),
  extended: z.boolean().nullable(),
  gamut: z.enum(['srgb', 'p3', 'rec2020']).nullable(),
  highRange: z.boolean().nullable(),
  pointer: z.enum(['fine', 'coarse', 'none']).nullable(),
  hover: z.boolean().nullable(),
})

/** The same questions asked in a worker, which tools that dress a browser up tend to forget. */
const worker = z.strictObject({ agent: text(512), platform: text(64).nullable(), zone: text(64).nullable(), cores: count.nullable() })

/** What the collector may send of the browser: small, closed, and checked before anything reads it. */
export const browserPayload = z
  .object({
    zone: text(64).nullable(),
    agent: text(512),
    hintsPlatform: text(32).nullable(),
    /** Of the client hints: version of the system, processor, whether the browser calls itself a telephone's. */
    hintsVersion: later(text(32)),
    hintsProcessor: later(text(32)),
    hintsMobile: later(z.boolean()),
    platform: text(64).nullable(),
    /** What `Error` stacks and engine-only features show: v8, spidermonkey or javascriptcore. */
    engine: z.enum(['v8', 'spidermonkey', 'javascriptcore']).nullable(),
    gpu: text(200).nullable(),
    /** Whether a graphics adapter answers WebGPU; virtual machines mostly have none. */
    webgpu: later(z.boolean()),
    cores: later(z.int().min(0).max(1024)),
    memoryGb: later(z.number().min(0).max(1024)),
    screen: later(screen),
    worker: later(worker),
    /** Functions of the browser that are not its own any more. */
    patched: later(count),
    webdriver: z.boolean().nullable(),
    permissionsContradict: z.boolean().nullable(),
    touchPoints: count.nullable(),
    audioInputs: later(count),
    audioOutputs: count.nullable(),
    cameras: count.nullable(),
    cameraLabels: z.array(text(120)).max(8),
    /** Of the camera track, once the person allowed it: pictures a second, and whether focus or exposure can be set. */
    cameraTrack: later(z.strictObject({ framesPerSecond: z.number().min(0).max(1000).nullable(), adjustable: z.boolean().nullable() })),
    frameMs: z.number().min(0).max(10_000).nullable(),
    deviceKey: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  })
  .strict()
export type BrowserPayload = z.infer<typeof browserPayload>
