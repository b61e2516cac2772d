import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCode } from '../../src/measure/package/contents.ts'
import type { Metric, Metrics } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import { readPackage } from './archive.ts'
import { loadJsXRay, type JsXRay } from './js-x-ray.ts'
import type { Cases } from './layout.ts'

/** Warnings of js-x-ray that mean something is wrong, as opposed to noteworthy (research/02 §1.5). */
const strong = new Set([
  'obfuscated-code',
  'data-exfiltration',
  'serialize-environment',
  'shady-link',
  'suspicious-file',
  'unsafe-command',
  'unsafe-import',
])
const sample = 120

/** The same archives through other scanners, in the same run. */
export async function peers(
  cases: Cases,
  guarddog: string | undefined,
  say: (line: string) => void,
): Promise<Record<string, Metrics>> {
  const result: Record<string, Metrics> = { js_xray: await jsXray(cases, say) }
  if (guarddog !== undefined) result['guarddog'] = guardDog(cases, guarddog, say)
  return result
}

async function jsXray(cases: Cases, say: (line: string) => void): Promise<Metrics> {
  let analyser: JsXRay
  try {
    analyser = await loadJsXRay()
  } catch (error) {
    const why = `js-x-ray does not load here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
    say(why)
    return { packages_per_cpu_s: { value: null, why } }
  }
  const scan = (bytes: Uint8Array): boolean => {
    let found = false
    for (const file of readPackage(bytes).files.values()) {
      if (!isCode(file)) continue
      try {
        if (analyser.analyse(file.text).warnings.some((warning) => strong.has(warning.kind))) found = true
      } catch {
        // It counts what it cannot parse as clean; so do we when we count for it.
      }
    }
    return found
  }
  return compared(cases, (bytes) => scan(bytes))
}

/** @param folder a checkout of GuardDog with its Python environment; its source rules only, at its own threshold */
function guardDog(cases: Cases, folder: string, say: (line: string) => void): Metrics {
  const python = existsSync(join(folder, '.venv/bin/python')) ? join(folder, '.venv/bin/python') : 'python3'
  const scratch = mkdtempSync(join(tmpdir(), 'sallyport-guarddog-'))
  try {
    return compared(
      cases,
      (bytes) => {
        const file = join(scratch, 'package.tgz')
        writeFileSync(file, bytes)
        const out = execFileSync(python, ['-m', 'guarddog', 'npm', 'scan', file, '--output-format', 'json'], {
          cwd: folder,
          encoding: 'utf8',
          timeout: 300_000,
          stdio: ['ignore', 'pipe', 'ignore'],
          maxBuffer: 64 << 20,
        })
        const report = JSON.parse(out) as { issues?: number; risk_score?: { score?: number } }
        return (report.risk_score?.score ?? report.issues ?? 0) >= (report.risk_score === undefined ? 1 : 5)
      },
      30,
    )
  } catch (error) {
    const why = `GuardDog does not run here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
    say(why)
    return { packages_per_cpu_s: { value: null, why } }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function compared(cases: Cases, flags: (bytes: Uint8Array) => boolean, most = sample): Metrics {
  const every = <T>(items: readonly T[]): T[] =>
    items.filter((_, index) => index % Math.max(1, Math.ceil(items.length / most)) === 0)
  const benign = every(cases.benign)
  const start = process.cpuUsage()
  let alarms = 0
  for (const archive of benign) if (flags(archive.bytes())) alarms++
  const used = process.cpuUsage(start)
  const malicious = every(cases.malicious)
  const pairs = every(cases.pairs)
  const none: Metric = { value: null, why: 'no archives in the data' }
  return {
    insertion_review:
      pairs.length === 0
        ? none
        : rate(pairs.filter((pair) => flags(pair.poisoned()) && !flags(pair.clean())).length, pairs.length),
    whole_recall:
      malicious.length === 0
        ? none
        : rate(malicious.filter((archive) => flags(archive.bytes())).length, malicious.length),
    whole_false_alarms: benign.length === 0 ? none : rate(alarms, benign.length),
    packages_per_cpu_s:
      benign.length === 0 ? none : { value: benign.length / ((used.user + used.system) / 1e6), n: benign.length },
  }
}
