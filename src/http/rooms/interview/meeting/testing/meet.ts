import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Call, MeetingLinks } from '../../contract.ts'
import { wavFile, type RoomHouse } from './house.ts'
import type { Network } from './network.ts'
import { questions, voice, wav } from './voice.ts'

export const executablePath = '/usr/bin/chromium'
/** What a browser on a server needs to make a call with files for a microphone. */
const flags = [
  '--no-sandbox',
  '--headless=new',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
]

export interface Meet {
  readonly call: string
  readonly interviewer: Page
  readonly candidate: Page
  /** Addresses that the pages asked for. */
  readonly asked: Set<string>
  close(): Promise<void>
}

/** Two browsers in one meeting: one asks from a file, the other answers after the given times. */
export async function meet(house: RoomHouse, network: Network, answersMs: readonly number[], everyS: number): Promise<Meet> {
  const call = await house.ask<Call>('POST', '/calls', { label: 'Iris Example', role: 'engineering', stage: 'screen' })
  const links = await house.ask<MeetingLinks>('POST', `/calls/${call.id}/meeting`, {})
  const short = call.script.find(({ part }) => part === 'short')?.id
  await house.ask('POST', `/calls/${call.id}/steps`, { step: short })
  const browsers: Browser[] = []
  const asked = new Set<string>()
  const open = async (more: readonly string[], prepare: (page: Page) => Promise<void>, link: string): Promise<Page> => {
    const browser = await chromium.launch({ executablePath, args: [...flags, ...more] })
    browsers.push(browser)
    const page = await browser.newPage()
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    if (process.env['SALLYPORT_SHOW'] !== undefined) page.on('console', (line) => process.stderr.write(`${line.text()}\n`))
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`))
    await page.route('**/meet/send', async (route) => {
      const message = route.request().postDataJSON() as { type: string; candidate?: { candidate: string } }
      if (message.type !== 'candidate' || message.candidate === undefined) return route.continue()
      const led = await network.through(message.candidate.candidate)
      if (led === null) return route.fulfill({ status: 204 })
      return route.continue({ postData: JSON.stringify({ ...message, candidate: { ...message.candidate, candidate: led } }) })
    })
    // Candidates also stand in the offer itself: only those that go through the network may count.
    await page.addInitScript(() => {
      const plain = (sdp: string): string => sdp.replace(/^a=candidate:.*\r\n/gm, '')
      const { fetch } = globalThis
      globalThis.fetch = (input, init) => fetch(input, typeof init?.body === 'string' && init.body.includes('"sdp"') ? { ...init, body: JSON.stringify({ ...JSON.parse(init.body), sdp: plain((JSON.parse(init.body) as { sdp: string }).sdp) }) } : init)
    })
    await prepare(page)
    await page.goto(link)
    return page
  }
  const microphone = wavFile(wav(questions(answersMs.length, everyS)))
  const interviewer = await open([`--use-file-for-fake-audio-capture=${microphone}%noloop`], async () => undefined, links.interviewer as string)
  const answer = voice(1, 205)
  const encoded = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength).toString('base64')
  const script = readFileSync(path.join(import.meta.dirname, 'answering.js'), 'utf8')
  const candidate = await open([], async (page) => void (await page.addInitScript(`globalThis.answering = ${JSON.stringify({ times: answersMs, encoded })}; ${script}`)), links.candidate as string)
  return {
    call: call.id,
    interviewer,
    candidate,
    asked,
    close: async () => void (await Promise.all(browsers.map((browser) => browser.close()))),
  }
}

/** Both press "join"; the answering end first, so that it hears the first question. */
export async function join({ interviewer, candidate }: Meet): Promise<void> {
  await candidate.locator('#join-voice').click()
  await interviewer.locator('#join-voice').click()
  await Promise.all([interviewer, candidate].map((page) => page.locator('body[data-line=connected]').waitFor({ timeout: 30_000 })))
}
