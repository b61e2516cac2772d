import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { watchMs } from './limits.ts'

/** What a process has used so far: resident memory in MB, processor time in milliseconds. */
export interface Usage {
  readonly residentMb: number
  readonly cpuMs: number
}

export type Watch = 'proc' | 'ps' | 'none'

/** How the usage of a child can be read on this system. */
export function watchKind(): Watch {
  if (existsSync('/proc/self/stat')) return 'proc'
  return process.platform === 'win32' ? 'none' : 'ps'
}

/** Kernel clock ticks a second; 100 on every Linux Node is built for. */
const TICK_MS = 10

/** Usage of a process from /proc, or null when it is gone. About 30 µs. */
export function readProc(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets and may hold anything; count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
    return { residentMb: Number(resident ?? 0) / 1000, cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
  } catch {
    return null
  }
}

/** Usage of a process from `ps` (macOS, BSD), or null. About 10 ms, so it is read less often. */
export function readPs(pid: number): Promise<Usage | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=,time=', '-p', String(pid)], (error, out) =>
      resolve(error === null ? parsePs(out) : null),
    )
  })
}

/** `  68012 0:01.25` or `68012 00:00:01` → usage. */
export function parsePs(line: string): Usage | null {
  const [, kilobytes, time] = /^\s*(\d+)\s+([\d:.-]+)/.exec(line) ?? []
  if (kilobytes === undefined || time === undefined) return null
  const seconds = time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0)
  return { residentMb: Number(kilobytes) / 1000, cpuMs: seconds * 1000 }
}

/**
 * Calls `over` once when the process uses more than it may, counted from the moment of the call.
 *
 * @returns a function that ends the watch
 */
export function watchProcess(
  pid: number,
  limits: { readonly residentMb: number; readonly cpuMs: number },
  over: (what: 'memory' | 'cpu') => void,
  kind: Watch = watchKind(),
): () => void {
  if (kind === 'none') return () => undefined
  const cpuBefore = kind === 'proc' ? (readProc(pid)?.cpuMs ?? 0) : 0
  let ended = false
  const look = async (): Promise<void> => {
    const usage = kind === 'proc' ? readProc(pid) : await readPs(pid)
    if (ended || usage === null) return
    if (usage.residentMb > limits.residentMb) over('memory')
    else if (usage.cpuMs - cpuBefore > limits.cpuMs) over('cpu')
  }
  const timer = setInterval(() => void look(), kind === 'proc' ? watchMs : watchMs * 10)
  return () => {
    ended = true
    clearInterval(timer)
  }
}
