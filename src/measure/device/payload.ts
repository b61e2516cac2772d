import { z } from 'zod'

const text = (most: number) => z.string().max(most)
const count = z.int().min(0).max(100)

/** What the collector may send of the browser: small, closed, and checked before anything reads it. */
export const browserPayload = z
  .object({
    zone: text(64).nullable(),
    agent: text(512),
    hintsPlatform: text(32).nullable(),
    platform: text(64).nullable(),
    /** What `Error` stacks and engine-only features show: v8, spidermonkey or javascriptcore. */
    engine: z.enum(['v8', 'spidermonkey', 'javascriptcore']).nullable(),
    gpu: text(200).nullable(),
    webdriver: z.boolean().nullable(),
    permissionsContradict: z.boolean().nullable(),
    touchPoints: count.nullable(),
    audioOutputs: count.nullable(),
    cameras: count.nullable(),
    cameraLabels: z.array(text(120)).max(8),
    frameMs: z.number().min(0).max(10_000).nullable(),
    deviceKey: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  })
  .strict()
export type BrowserPayload = z.infer<typeof browserPayload>
