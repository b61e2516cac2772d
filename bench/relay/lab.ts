import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from 'playwright-core'
import { messageOf } from '../../src/core/errors.ts'
import type { PathTrace } from '../../src/measure/network/path.ts'

export interface LineProfile {
  readonly oneWayMs: number
  readonly jitterMs: number
  readonly loss: number
}

export interface Session {
  readonly trace: PathTrace | null
  readonly seconds: number
  readonly cpuMs: number
  readonly bytes: number
}

/** A server and its clients with a line between them whose delay, jitter and loss can be set. */
export interface Lab {
  readonly kind: 'namespaces' | 'loopback'
  readonly setLine: (profile: LineProfile) => Promise<void>
  readonly visit: (sessions: number, hiddenMs: number, atOnce: number) => Promise<readonly Session[]>
  /** The same by a real browser, three visits at a time; null where there is none. */
  readonly browse: ((sessions: number, hiddenMs: number) => Promise<readonly Session[]>) | null
  readonly close: () => void
}

/** A child that speaks in lines. */
function talker(command: string, args: readonly string[]): { child: ChildProcess; say: (line: string) => void; hear: () => Promise<string>; lines: string[] } {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const next = waiting.shift()
    if (next === undefined) lines.push(line)
    else next(line)
  })
  const hear = (): Promise<string> => new Promise((done, failed) => {
    const line = lines.shift()
    if (line !== undefined) return done(line)
    const timer = setTimeout(() => failed(new Error(`${args[0]} was silent`)), 900_000)
    waiting.push((text) => {
      clearTimeout(timer)
      done(text)
    })
  })
  return { child, say: (line) => void child.stdin!.write(`${line}\n`), hear, lines }
}

/**
 * Opens the lab: two network namespaces and a delayed line where that is allowed (Linux, root, TUN), else loopback, on
 * which only the relay's own leg has a delay. No packet leaves the machine.
 */
export async function openLab(seed: number, say: (line: string) => void): Promise<Lab> {
  try {
    if (process.getuid?.() !== 0 || !existsSync('/dev/net/tun')) throw new Error('needs root and /dev/net/tun')
    return await inNamespaces(seed)
  } catch (error) {
    say(`No namespaces here (${messageOf(error)}): the lab runs on loopback, without jitter and loss on the line.`)
    return onLoopback()
  }
}

const file = (name: string): string => path.join(import.meta.dirname, name)

async function inNamespaces(seed: number): Promise<Lab> {
  const names = [`sallyport-${process.pid}-a`, `sallyport-${process.pid}-b`] as const
  const children: ChildProcess[] = []
  const close = (): void => {
    for (const child of children) child.kill('SIGKILL')
    for (const name of names) try { execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' }) } catch { /* it was not made */ }
  }
  try {
    for (const name of names) execFileSync('ip', ['netns', 'add', name], { stdio: 'ignore' })
    const line = talker(process.execPath, [file('tun.ts'), ...names, String(seed)])
    children.push(line.child)
    await Promise.race([line.hear(), new Promise((_, failed) => line.child.once('exit', () => failed(new Error('the line did not open'))))])
    const server = talker('ip', ['netns', 'exec', names[0], process.execPath, file('server.ts'), '10.77.0.1'])
    children.push(server.child)
    const { port } = JSON.parse(await server.hear()) as { port: number }
    const client = talker('ip', ['netns', 'exec', names[1], process.execPath, file('client.ts'), '10.77.0.1', String(port)])
    children.push(client.child)
    const setLine = async (profile: LineProfile): Promise<void> => {
      line.say(JSON.stringify(profile))
      await line.hear()
    }
    const browser = await openBrowser(names[1])
    return { kind: 'namespaces', setLine, visit: visits(server, client), browse: browser === null ? null : browses(server, client, browser), close: () => (void browser?.close(), close()) }
  } catch (error) {
    close()
    throw error
  }
}

async function onLoopback(): Promise<Lab> {
  const server = talker(process.execPath, [file('server.ts'), '127.0.0.1'])
  const { port } = JSON.parse(await server.hear()) as { port: number }
  const client = talker(process.execPath, [file('client.ts'), '127.0.0.1', String(port)])
  const browser = await openBrowser(null)
  return {
    kind: 'loopback',
    setLine: async () => {},
    visit: visits(server, client),
    browse: browser === null ? null : browses(server, client, browser),
    close() {
      void browser?.close()
      for (const { child } of [server, client]) child.kill('SIGKILL')
    },
  }
}

const chromiumPath = '/usr/bin/chromium'

/** Chromium inside a namespace; null where it is not installed. */
async function openBrowser(namespace: string | null): Promise<Browser | null> {
  if (!existsSync(chromiumPath)) return null
  const starter = path.join(mkdtempSync(path.join(tmpdir(), 'sallyport-relay-')), 'chromium')
  writeFileSync(starter, `#!/bin/sh\nrenice -n -10 -p $$ >/dev/null 2>&1\nexec ${namespace === null ? '' : `ip netns exec ${namespace} `}${chromiumPath} "$@"\n`, { mode: 0o700 })
  return chromium.launch({ executablePath: starter, args: ['--no-sandbox', '--ignore-certificate-errors'] })
}

function browses(server: ReturnType<typeof talker>, client: ReturnType<typeof talker>, browser: Browser): NonNullable<Lab['browse']> {
  let order = 0
  return async (sessions, hiddenMs) => {
    const label = `browser-${order++}`
    client.say(JSON.stringify({ label, sessions: 0, hiddenMs, atOnce: 1 }))
    const authority = await client.hear()
    let left = sessions
    const one = async (): Promise<void> => {
      while (left-- > 0) {
        // A context of its own opens a connection of its own.
        const context = await browser.newContext({ ignoreHTTPSErrors: true })
        // As in the check-in: the page is there and still when the probes begin.
        const page = await context.newPage()
        await page.goto(authority, { timeout: 60_000 }).catch(() => null)
        await page.waitForTimeout(700)
        await page.evaluate(`fetch('/?label=${label}').then((answer) => answer.text())`).catch(() => null)
        await context.close()
      }
    }
    await Promise.all(Array.from({ length: 3 }, one))
    return server.lines.splice(0).map((text) => JSON.parse(text) as Session & { label: string }).filter((session) => session.label === label)
  }
}

function visits(server: ReturnType<typeof talker>, client: ReturnType<typeof talker>): Lab['visit'] {
  let order = 0
  return async (sessions, hiddenMs, atOnce) => {
    const label = String(order++)
    client.say(JSON.stringify({ label, sessions, hiddenMs, atOnce }))
    await client.hear()
    return server.lines.splice(0).map((text) => JSON.parse(text) as Session & { label: string }).filter((session) => session.label === label)
  }
}
