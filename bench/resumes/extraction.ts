import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../src/doors/apply/parsers/resume.ts'
import { measureResume, noLookUps } from '../../src/measure/resume/measure.ts'
import type { Metrics } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import type { Sheet } from './read.ts'

/** CPU milliseconds a file, and the child's peak memory: a warm child, as the pool of parsers keeps them. */
export async function measureExtraction(dir: string, sheets: readonly Sheet[], count: number): Promise<Metrics> {
  const step = Math.max(1, Math.floor(sheets.length / count))
  const files = sheets
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((sheet) => join(dir, sheet.path))
  const child = fork(import.meta.filename, [], { execArgv: ['--max-old-space-size=160', '--max-semi-space-size=4'] })
  const { times, peak } = await new Promise<{ times: number[]; peak: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { times: number[]; peak: number }))
    child.once('exit', (code) => reject(new Error(`the extraction child ended with ${code}`)))
    child.send(files)
  })
  return {
    extract_p50_ms: { value: quantile(times, 0.5), n: times.length },
    extract_p95_ms: { value: quantile(times, 0.95), n: times.length },
    rss_mb: { value: peak, n: times.length },
  }
}

if (process.argv[1] === import.meta.filename) {
  process.once('message', (files: string[]) => {
    void (async () => {
      const times: number[] = []
      // The first files pay for loading and compiling the library; a pool pays that once.
      for (const [i, file] of [...files.slice(0, 8), ...files].entries()) {
        const bytes = readFileSync(file)
        const from = process.cpuUsage()
        measureResume(await parse(bytes, file), noLookUps(0))
        const { user, system } = process.cpuUsage(from)
        if (i >= 8) times.push((user + system) / 1000)
      }
      process.send?.({ times, peak: process.resourceUsage().maxRSS / 1024 }, () => process.exit(0))
    })()
  })
}
