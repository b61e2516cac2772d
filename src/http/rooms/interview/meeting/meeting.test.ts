import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Call, MeetingLinks } from '../contract.ts'
import { iceServers } from './ice.ts'
import { mailboxes } from './mailbox.ts'
import { roomHouse, type RoomHouse } from './testing/house.ts'
import { executablePath, join, meet, type Meet } from './testing/meet.ts'
import { Network } from './testing/network.ts'

describe('a meeting', () => {
  let house: RoomHouse
  before(async () => {
    house = await roomHouse()
  })
  after(() => house.close())

  const send = async (path: string, body: unknown, seat?: string): Promise<Response> =>
    fetch(`${house.url}/meet/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(seat === undefined ? {} : { authorization: `Bearer ${seat}` }) }, body: JSON.stringify(body) })
  const begun = async (): Promise<{ call: Call; links: MeetingLinks }> => {
    const call = await house.ask<Call>('POST', '/calls', { label: 'Iris Example', role: 'other', stage: 'screen' })
    return { call, links: await house.ask<MeetingLinks>('POST', `/calls/${call.id}/meeting`, {}) }
  }
  const tokenOf = (link: string | null): string => (link as string).split('#')[1] as string
  const enter = async (link: string | null): Promise<string> => ((await (await send('enter', { token: tokenOf(link) })).json()) as { token: string }).token

  it('opens by a link of 256 bits that works once and stands where no server sees it', async () => {
    const { links } = await begun()
    assert.match(links.candidate as string, /\/meet\/#[\w-]{43}$/)
    assert.notEqual(links.candidate, links.interviewer)
    assert.equal((await send('enter', { token: tokenOf(links.candidate) })).status, 200)
    assert.equal((await send('enter', { token: tokenOf(links.candidate) })).status, 401)
    assert.equal((await send('enter', { token: 'a'.repeat(43) })).status, 401)
    assert.equal((await send('receive', { after: 0 })).status, 401)
  })

  it('lets a seat speak to the other one only, and a new link empties the seat', async () => {
    const { call, links } = await begun()
    const [one, two] = [await enter(links.interviewer), await enter(links.candidate)]
    assert.equal((await send('send', { type: 'offer', sdp: 'v=0' }, one)).status, 204)
    const got = (await (await send('receive', { after: 0 }, two)).json()) as { letters: { message: { type: string } }[] }
    // That the other one came in is said first.
    assert.deepEqual(got.letters.map(({ message }) => message.type), ['hello', 'offer'])
    assert.equal((await send('send', { type: 'anything' }, one)).status, 400)
    await house.ask('POST', `/calls/${call.id}/meeting`, { seat: 'candidate' })
    assert.equal((await send('receive', { after: 0 }, two)).status, 401)
    assert.equal((await send('servers', {}, one)).status, 200)
  })

  it('believes turns from the interviewer’s end alone, and bounds what the other says of itself', async () => {
    const { call, links } = await begun()
    const [one, two] = [await enter(links.interviewer), await enter(links.candidate)]
    const turns = [{ speaker: 'candidate', startMs: 10, endMs: 900 }]
    assert.equal((await send('report', { turns, network: [], playoutMs: 60 }, two)).status, 204)
    assert.equal((await house.ask<Call>('GET', `/calls/${call.id}`)).meeting?.turns, 0)
    assert.equal((await send('report', { turns: [], network: [], playoutMs: 900_000 }, two)).status, 400)
    assert.equal((await send('report', { turns, network: [], playoutMs: 40 }, one)).status, 204)
    assert.equal((await house.ask<Call>('GET', `/calls/${call.id}`)).meeting?.turns, 1)
  })

  it('serves its own files and no others, under a policy that names no other site', async () => {
    const page = await fetch(`${house.url}/meet/`)
    const policy = page.headers.get('content-security-policy') ?? ''
    assert.doesNotMatch(policy, /https?:|\*/)
    assert.match(policy, /default-src 'none'/)
    assert.match(page.headers.get('permissions-policy') ?? '', /camera=\(self\)/)
    assert.doesNotMatch(await page.text(), /https?:\/\//)
    assert.equal((await fetch(`${house.url}/meet/silero.onnx`)).status, 200)
    for (const other of ['package.json', '..%2fpages.ts', 'constructor']) assert.equal((await fetch(`${house.url}/meet/${other}`)).status, 404)
  })
})

it('TURN passwords last an hour and are made of the shared secret; without a setting there is no server at all', () => {
  assert.deepEqual(iceServers({})('candidate', 0), [])
  const [, turn] = iceServers({ SALLYPORT_STUN: 'stun:stun.example.com', SALLYPORT_TURN: 'turn:turn.example.com?transport=udp, turns:turn.example.com', SALLYPORT_TURN_SECRET: 'sixteen characters' })('candidate', 1_000_000)
  assert.equal(turn?.username, '4600:candidate')
  assert.equal(turn?.credential, createHmac('sha1', 'sixteen characters').update('4600:candidate').digest('base64'))
  assert.equal(turn?.urls.length, 2)
  assert.throws(() => iceServers({ SALLYPORT_TURN: 'https://turn.example.com' }), /SALLYPORT_TURN/)
})

it('letters wait for whoever is away, in order, once each', async () => {
  const boxes = mailboxes(() => 5)
  const gone = new AbortController().signal
  boxes.put('m', 'candidate', 'first')
  boxes.put('m', 'candidate', 'second')
  const letters = await boxes.take('m', 'candidate', 0, 1000, gone)
  assert.deepEqual(letters.map(({ message }) => message), ['first', 'second'])
  const waiting = boxes.take('m', 'candidate', letters.at(-1)?.n ?? 0, 1000, gone)
  boxes.put('m', 'candidate', 'third')
  assert.deepEqual((await waiting).map(({ message }) => message), ['third'])
  assert.deepEqual(await boxes.take('m', 'interviewer', 0, 1, gone), [])
})

const skip = existsSync(executablePath) || process.env['SALLYPORT_REQUIRE_ALL'] !== undefined ? false : `${executablePath} is missing: the room is tested in two real browsers`

describe('the room in two browsers', { skip }, () => {
  it('times answers, survives a reload and a cut line, and asks no other site for anything', async () => {
    const house = await roomHouse()
    const network = new Network(40, 5)
    let two: Meet | null = null
    try {
      two = await meet(house, network, [500, 600, 500, 600, 500, 600], 5)
      await join(two)
      await two.interviewer.waitForTimeout(17_000)
      const running = await house.ask<Call>('GET', `/calls/${two.call}`)
      assert.ok((running.meeting?.timed ?? 0) >= 1, `answers are timed: ${JSON.stringify(running.meeting)}`)

      // The candidate's browser is opened anew: the seat is kept by the tab, the link is not needed again.
      await two.candidate.reload()
      await two.candidate.locator('#join-voice').click()
      await two.candidate.locator('body[data-line=connected]').waitFor({ timeout: 30_000 })

      network.cut(true)
      await two.interviewer.locator('body:not([data-line=connected])').waitFor({ timeout: 30_000 })
      network.cut(false)
      await two.interviewer.locator('body[data-line=connected]').waitFor({ timeout: 30_000 })

      await two.candidate.close()
      await two.interviewer.locator('h1', { hasText: /repaired|Waiting/ }).waitFor({ timeout: 30_000 })
      assert.deepEqual([...two.asked], [house.url])
    } finally {
      await two?.close()
      network.close()
      await house.close()
    }
  })
})
