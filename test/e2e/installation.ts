import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import type { Role } from '../../src/guard/policy/actions.ts'

const root = path.join(import.meta.dirname, '../..')
const executablePath = '/usr/bin/chromium'

/** Why the browser tests cannot run here; false when they can, or must. */
export const browserMissing: string | false =
  existsSync(executablePath) || process.env['SALLYPORT_REQUIRE_ALL'] !== undefined ? false : `${executablePath} is missing: this is tested in a real browser`

const flags = ['--no-sandbox', '--headless=new', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A whole installation on loopback: its own folder and process, as an operator would start it, and a browser. */
export interface Installation {
  readonly url: string
  /** A page at which a person of this role is signed in; people are invited as an admin would. */
  page(role: Role, options?: BrowserContextOptions): Promise<Page>
  /** A page of somebody without an account: a candidate, a reporter. */
  guest(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

const password = 'a long sentence that nobody else would choose'

/**
 * Starts a server and waits until it answers.
 *
 * @param people roles that will sign in, one person each
 * @param args   further arguments of `sallyport start`
 */
export async function install(people: readonly Role[], args: readonly string[] = [], settings: NodeJS.ProcessEnv = {}): Promise<Installation> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-e2e-'))
  const environment = { ...process.env, SALLYPORT_DATA: folder, SALLYPORT_PORT: String(await freePort()), SALLYPORT_ORG: 'Northgate Exchange', ...settings }
  // Once for the store and its first person; then the others are invited, as on a first day.
  const first = await start([], environment)
  const made = await fetch(`${first.url}/api/first-admin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: first.link, name: addressOf('admin'), password }) })
  if (!made.ok) throw new Error(`There is no first admin: ${await made.text()}`)
  await end(first.child)
  const links = new Map<Role, string>()
  for (const role of people.filter((role) => role !== 'admin')) links.set(role, (await command(['user', 'invite', addressOf(role), '--name', nameOf(role), '--role', role], environment)).replace(/^.*#/s, '').trim())
  const server = await start(args, environment)
  const browser: Browser = await chromium.launch({ executablePath, args: flags })
  return {
    url: server.url,
    async page(role, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
      const page = await context.newPage()
      const link = links.get(role)
      links.delete(role)
      await page.goto(`${server.url}${link === undefined ? '/sign-in' : `/welcome#${link}`}`)
      await page.locator('input[name=password]').waitFor()
      // Whoever was invited is known by the link; the page knows it once it has asked.
      if (link !== undefined) await page.getByRole('heading', { name: 'Your key' }).waitFor()
      else await page.locator('input[name=name]').fill(addressOf(role))
      await page.locator('input[name=password]').fill(password)
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => !/welcome|sign-in/.test(url.pathname), { timeout: 60_000 })
      return page
    },
    guest: async (options = {}) => (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })).newPage(),
    async close() {
      await browser.close()
      await end(server.child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that was free a moment ago: links in letters name the port, so it cannot be left to the system. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

function addressOf(role: Role): string {
  return `${role}@northgate.example`
}

function nameOf(role: Role): string {
  const names: Readonly<Record<Role, string>> = { employee: 'Ines Prior', recruiter: 'Dana Wells', interviewer: 'Jonas Keller', analyst: 'Kira Rowe', lead: 'Mara Falk', auditor: 'Odile Birch', admin: 'Hugo Vance' }
  return names[role]
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string; link: string | undefined }> {
  const child = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), 'start', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (piece: Buffer): void => {
      said += piece.toString()
      const url = /is open at (http:\S+)[^]*\n\n$/.exec(said)?.[1]
      if (url !== undefined) resolve({ child, url, link: /welcome#(\S+)/.exec(said)?.[1] })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

function command(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    let out = ''
    let wrong = ''
    child.stdout.on('data', (piece: Buffer) => void (out += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => void (wrong += piece.toString()))
    child.once('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(`${args.join(' ')} ended with ${code}: ${wrong}`))))
  })
}
