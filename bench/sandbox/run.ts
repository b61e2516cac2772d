import { setTimeout as pause } from 'node:timers/promises'
import { SallyportError } from '../../src/core/errors.ts'
import { sandboxLimits, sandboxPool, type SandboxLimits } from '../../src/guard/sandbox/sandbox.ts'
import { ParserChild } from '../../src/guard/sandbox/parser-child.ts'
import { findPrlimit } from '../../src/guard/sandbox/start.ts'
import { readProc } from '../../src/guard/sandbox/watch.ts'
import type { BenchOptions, BenchResult, Metric } from '../harness/bench.ts'
import { docxBomb, pdfBomb, pdfPage } from './bombs.ts'

const parser = new URL('../../src/guard/sandbox/hostile/libraries.ts', import.meta.url)
const off = { residentMb: 1e6 }
/** Protections alone and together; all keep the heap flag and the clock. */
const protections = (dataMb: number): Record<string, { limits: Partial<SandboxLimits>; kernel: boolean }> => ({
  heap_flag_only: { limits: { ...off, wallMs: 20_000, cpuMs: 20_000 }, kernel: false },
  watched: { limits: {}, kernel: false },
  kernel: { limits: { ...off, dataMb }, kernel: true },
  both: { limits: { dataMb }, kernel: true },
})

/** Start cost, latency with and without shared children, and how far bombs get under each protection. */
export async function runSandboxBench(options: BenchOptions): Promise<BenchResult> {
  const metrics: Record<string, Metric> = {}
  const files = options.quick ? 6 : 30
  const page = pdfPage(60)
  for (const filesPerChild of [1, 8]) {
    const pool = sandboxPool({ concurrency: 1, filesPerChild })
    pool.prepare(parser)
    await pause(1500)
    const times: number[] = []
    for (let i = 0; i < files; i += 1) {
      const started = performance.now()
      await pool.parse(parser, page, { name: 'a.pdf' })
      times.push(performance.now() - started)
    }
    pool.close()
    times.sort((a, b) => a - b)
    metrics[`files_per_child_${filesPerChild}.p50_ms`] = { value: times[Math.floor(files / 2)] as number, n: files }
    metrics[`files_per_child_${filesPerChild}.p95_ms`] = { value: times[Math.floor(files * 0.95)] as number, n: files }
  }
  const normal = await attempt(page, 'a.pdf', {}, true)
  metrics['normal.rss_mb'] = { value: normal.peakMb, n: 1 }
  metrics['normal.start_and_parse_cpu_ms'] = { value: normal.cpuMs, n: 1 }

  const size = 400
  const bombs = { 'a.docx': docxBomb(size), 'a.pdf': pdfBomb(size) }
  for (const [name, bomb] of Object.entries(bombs)) {
    for (const [protection, { limits, kernel }] of Object.entries(protections(sandboxLimits.dataMb))) {
      const { outcome, ms, peakMb } = await attempt(bomb, name, limits, kernel)
      options.say(
        `${name} bomb (${(bomb.length / 1000).toFixed(0)} KB → ${size} MB), ${protection}: ${outcome}, ${ms.toFixed(0)} ms, ${peakMb.toFixed(0)} MB`,
      )
      metrics[`bomb.${name.slice(2)}.${protection}.peak_mb`] = { value: peakMb, n: 1 }
      metrics[`bomb.${name.slice(2)}.${protection}.stopped`] = { value: outcome === 'read' ? 0 : 1, n: 1 }
    }
  }
  for (const dataMb of options.quick ? [] : [300, 400, 500, 600, 700, 900, 1100, 1300]) {
    const read = await attempt(page, 'a.pdf', { ...off, dataMb }, true)
    const docx = await attempt(bombs['a.docx'], 'a.docx', { ...off, dataMb }, true)
    const pdf = await attempt(bombs['a.pdf'], 'a.pdf', { ...off, dataMb, wallMs: 20_000, cpuMs: 20_000 }, true)
    options.say(
      `prlimit --data ${dataMb} MB: normal ${read.outcome}; docx bomb ${docx.outcome} at ${docx.peakMb.toFixed(0)} MB; pdf bomb ${pdf.outcome} at ${pdf.peakMb.toFixed(0)} MB`,
    )
  }
  return { metrics }
}

async function attempt(bytes: Uint8Array, name: string, limits: Partial<SandboxLimits>, kernel: boolean) {
  const all = { ...sandboxLimits, ...limits }
  const child = new ParserChild(parser, all, kernel ? findPrlimit() : null)
  const started = performance.now()
  let [peakMb, cpuMs] = [0, 0]
  const timer = setInterval(() => {
    const usage = readProc(child.pid)
    if (usage !== null) [peakMb, cpuMs] = [Math.max(peakMb, usage.residentMb), usage.cpuMs]
  }, 5)
  try {
    await child.parse(bytes, name, all.wallMs)
    cpuMs = readProc(child.pid)?.cpuMs ?? cpuMs
    return { outcome: 'read', ms: performance.now() - started, peakMb, cpuMs }
  } catch (error) {
    return {
      outcome: error instanceof SallyportError ? error.code : String(error),
      ms: performance.now() - started,
      peakMb,
      cpuMs,
    }
  } finally {
    clearInterval(timer)
    child.kill()
  }
}
