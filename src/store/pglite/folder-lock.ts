import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SallyportError } from '../../core/errors.ts'

/** PGlite opens a folder twice without a word, and then loses commits of both: this file stands guard. */
const fileName = 'store.lock'
const heartbeatMs = 5_000
/** A lock of another machine or container (its pid means nothing here) is stale after this silence. */
const silenceMs = 30_000

interface Holder {
  readonly pid: number
  /** Start of that process in kernel ticks, so that a reused pid is not taken for it; null where unknown. */
  readonly started: string | null
  readonly host: string
}

const heldHere = new Set<string>()

/**
 * Takes the folder for this process.
 *
 * @returns function that gives it back
 * @throws SP_STORE_LOCKED while another process, or another store of this one, holds it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, fileName)
  if (heldHere.has(path)) refuse(folder, process.pid)
  const me = JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() } satisfies Holder)
  for (let attempt = 1; !createWith(path, me); attempt++) {
    const held = readLock(path)
    if (held === null) continue
    if (attempt > 10 || isAlive(held.holder, path)) refuse(folder, held.holder.pid)
    discardStale(path, held.text, folder)
  }
  heldHere.add(path)
  const heartbeat = setInterval(() => touch(path), heartbeatMs)
  heartbeat.unref()
  let released = false
  const release = (): void => {
    if (released) return
    released = true
    clearInterval(heartbeat)
    process.removeListener('exit', release)
    heldHere.delete(path)
    if (readLock(path)?.text === me) unlinkSync(path)
  }
  process.on('exit', release)
  return release
}

function refuse(folder: string, pid: number): never {
  throw new SallyportError('SP_STORE_LOCKED', `The data folder ${folder} is in use by process ${pid}.`, { pid })
}

function createWith(path: string, text: string): boolean {
  // Written aside and linked: nobody ever reads a lock that is still empty.
  const draft = `${path}.${process.pid}`
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, text)
  closeSync(file)
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

function readLock(path: string): { text: string; holder: Holder } | null {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, holder: JSON.parse(text) as Holder }
  } catch (error) {
    if (error instanceof SyntaxError) return { text: '', holder: { pid: 0, started: null, host: hostname() } }
    return null
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) {
    const file = statSync(path, { throwIfNoEntry: false })
    return file !== undefined && Date.now() - file.mtimeMs < silenceMs
  }
  // In a container the new process often has the pid of the dead one: ours, or one that started at another time.
  if (holder.pid <= 0 || holder.pid === process.pid) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const started = startOf(holder.pid)
  return holder.started === null || started === null || started === holder.started
}

/** Removes a stale lock, unless somebody replaced it between our look and our hand. */
function discardStale(path: string, text: string, folder: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const taken = readLock(aside)
  if (taken !== null && taken.text !== text && taken.text !== '') {
    if (!existsSync(path)) linkSync(aside, path)
    unlinkSync(aside)
    refuse(folder, taken.holder.pid)
  }
  unlinkSync(aside)
}

function touch(path: string): void {
  try {
    const now = new Date()
    utimesSync(path, now, now)
  } catch {
    // The folder was removed under us; the database will say so more clearly.
  }
}

/** Field 22 of /proc/<pid>/stat; its command field may hold spaces and brackets, so count from the last one. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
