import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResumeDocument } from '../../src/measure/resume/document.ts'
import { measureResume, noLookUps } from '../../src/measure/resume/measure.ts'
import { sandboxLimits } from '../../src/guard/sandbox/limits.ts'
import { ParserChild } from '../../src/guard/sandbox/parser-child.ts'
import { findPrlimit } from '../../src/guard/sandbox/start.ts'
import type { Metric, Metrics } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'
import type { Sheet } from './read.ts'

const parser = new URL('../../src/doors/apply/parsers/resume.ts', import.meta.url)
/** Files one child reads before it is replaced, as `sallyport screen` has it. */
const filesPerChild = 12

/**
 * CPU milliseconds a file from bytes to facts, and the greatest memory of a child: real parser children with all that
 * holds them back, each for twelve files and the first of them among the figures, as `sallyport screen` keeps them.
 * What the start of a child costs stands apart: `child_start_ms`.
 */
export async function measureExtraction(dir: string, sheets: readonly Sheet[], count: number): Promise<Metrics> {
  const names = ['extract_p50_ms', 'extract_p95_ms', 'child_start_ms', 'rss_mb']
  if (process.platform !== 'linux')
    return Object.fromEntries(names.map((name): [string, Metric] => [name, { value: null, why: 'read from /proc' }]))
  const step = Math.max(1, Math.floor(sheets.length / count))
  const files = sheets.filter((_, i) => i % step === 0).slice(0, count)
  const times: number[] = []
  const starts: number[] = []
  let peak = 0
  let child: ParserChild | null = null
  for (const [i, { path }] of files.entries()) {
    if (child === null || !child.alive || i % filesPerChild === 0) {
      child?.kill()
      child = new ParserChild(parser, sandboxLimits, findPrlimit())
      starts.push(await settled(child.pid))
    }
    const before = cpuMs(child.pid)
    const document = (await child.parse(readFileSync(join(dir, path)), path, sandboxLimits.wallMs)) as unknown
    const inChild = cpuMs(child.pid) - before
    const from = process.cpuUsage()
    measureResume(document as ResumeDocument, noLookUps(0))
    const { user, system } = process.cpuUsage(from)
    // The first few measurements pay for compiling what a worker has long compiled.
    if (i >= 4) times.push(inChild + (user + system) / 1000)
    peak = Math.max(peak, peakMb(child.pid))
  }
  child?.kill()
  return {
    extract_p50_ms: { value: quantile(times, 0.5), n: times.length },
    extract_p95_ms: { value: quantile(times, 0.95), n: times.length },
    child_start_ms: { value: quantile(starts, 0.5), n: starts.length },
    rss_mb: { value: peak, n: times.length },
  }
}

/** CPU time of a starting process once it has come to rest, in milliseconds. */
async function settled(pid: number): Promise<number> {
  let last = -1
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 150))
    const now = cpuMs(pid)
    quiet = now - last < 1 && now > 20 ? quiet + 1 : 0
    last = now
  }
  return last
}

/** CPU time of all threads of a process, in milliseconds, to the nanosecond the scheduler counts. */
function cpuMs(pid: number): number {
  const task = `/proc/${pid}/task`
  return readdirSync(task).reduce(
    (sum, thread) => sum + Number(readFileSync(`${task}/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  )
}

function peakMb(pid: number): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
