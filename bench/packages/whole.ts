import { measurePackage } from '../../src/measure/package/measure.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { Metric, Metrics } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import { readPackage } from './archive.ts'
import { judge } from './judge.ts'
import type { ArchiveCase } from './layout.ts'

const none: Metric = { value: null, why: 'no archives in the data' }

/**
 * Whole packages without a baseline. An alarm is any verdict above allow. Speed is CPU seconds of this process, from
 * the compressed archive to the verdict, nothing cached.
 */
export function wholePackages(
  benign: readonly ArchiveCase[],
  malicious: readonly ArchiveCase[],
  book: Playbook,
  say: (line: string) => void,
): { metrics: Metrics; alarms: string[]; missed: string[] } {
  const alarms: string[] = []
  const missed: string[] = []
  const scan = (archive: ArchiveCase, maskInstall: boolean): { alarm: boolean; bytes: number; text: string } => {
    const measured = measurePackage(readPackage(archive.bytes()), { baseline: null, maskInstall })
    const { verdict, findings } = judge(book, measured)
    return {
      alarm: verdict !== 'allow',
      bytes: measured.facts.archive.codeBytes,
      text: `${verdict} ${archive.file}: ${findings
        .map((one) => `${one.rule.slice(9)}@${placeOf(one.places[0])}`)
        .slice(0, 3)
        .join(' ')}`,
    }
  }
  let bytes = 0
  let read = 0
  let falseAlarms = 0
  const start = process.cpuUsage()
  for (const archive of benign) {
    const result = attempt(() => scan(archive, false), archive.file, say)
    if (result === null) continue
    read++
    bytes += result.bytes
    if (result.alarm) {
      falseAlarms++
      alarms.push(result.text)
    }
  }
  const used = process.cpuUsage(start)
  const seconds = (used.user + used.system) / 1e6
  const rss = process.resourceUsage().maxRSS / 1024
  let hits = 0
  let hitsMasked = 0
  let bad = 0
  for (const archive of malicious) {
    const open = attempt(() => scan(archive, false), archive.file, say)
    if (open === null) continue
    bad++
    if (open.alarm) hits++
    else missed.push(open.text)
    const masked = attempt(() => scan(archive, true), archive.file, say)
    if (masked?.alarm === true) hitsMasked++
    else missed.push(`masked ${masked?.text ?? archive.file}`)
  }
  return {
    alarms,
    missed,
    metrics: {
      whole_recall: bad === 0 ? none : rate(hits, bad),
      whole_recall_masked: bad === 0 ? none : rate(hitsMasked, bad),
      whole_false_alarms: read === 0 ? none : rate(falseAlarms, read),
      packages_per_cpu_s: read === 0 ? none : { value: read / seconds, n: read },
      mb_per_cpu_s: read === 0 ? none : { value: bytes / 1e6 / seconds, n: read },
      rss_mb: read === 0 ? none : { value: rss, n: read },
    },
  }
}

function placeOf(place: { in: string } | undefined): string {
  const code = place as { file?: string; line?: number; text?: string } | undefined
  return code?.file === undefined ? '' : `${code.file}:${code.line} ${(code.text ?? '').slice(0, 80)}`
}

function attempt<T>(run: () => T, name: string, say: (line: string) => void): T | null {
  try {
    return run()
  } catch (error) {
    say(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
