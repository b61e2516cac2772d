import { accept } from './pipeline/accept.ts'
import type { House } from './house.ts'

export interface DemoFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** The sending system's name for the subject, where several files are about one. */
  readonly ref?: string
  /** When it reached the company, milliseconds since 1970. */
  readonly observedAt?: number
}

/** Sends the fictional company through the real intake: the same path as an upload, file by file. */
export async function loadDemo(house: House, org: string, files: readonly DemoFile[]): Promise<void> {
  for (const [done, file] of files.entries()) {
    await accept(house, org, { name: file.name, bytes: file.bytes, door: null, subject: null, source: 'demo', ...(file.ref === undefined ? {} : { ref: file.ref }), ...(file.observedAt === undefined ? {} : { observedAt: file.observedAt }) })
    house.announce(org, 'demo.progress', { done: done + 1, total: files.length })
  }
}
