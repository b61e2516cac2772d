import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import nodemailer from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { openedRoom, until, type OpenedRoom } from './testing/open.ts'
import { fakeImap, type FakeImap } from './testing/imap.ts'
import { fakeTelegram, type FakeTelegram } from './testing/telegram.ts'

const lure = 'We are all in the call and cannot hear you. Join https://us05web-zoom.rooms-call.com/j/8812 and install the audio update which the page offers, hurry.'
const token = '1:test-token'

let room: OpenedRoom
let imap: FakeImap
let telegram: FakeTelegram
let smtpPort: number
const delivered: { to: string[]; mail: string }[] = []
const relay = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
    stream.on('end', () => {
      delivered.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail: Buffer.concat(chunks).toString() })
      done()
    })
  },
})

before(async () => {
  imap = await fakeImap('reports', 'secret-word')
  telegram = await fakeTelegram(token, { 'lure.eml': Buffer.from(mailOf('attacker@lure.example', 'Zoom', lure)) })
  relay.listen(0, '127.0.0.1')
  await new Promise((done) => relay.server.once('listening', done))
  smtpPort = await freePort()
  room = await openedRoom((folder) => {
    const file = (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text)
      return path.join(folder, name)
    }
    return {
      SALLYPORT_REPORTS_ADDRESS: 'phish@own.example',
      SALLYPORT_REPORTS_SMTP_PORT: String(smtpPort),
      SALLYPORT_REPORTS_RELAYS: '127.0.0.1',
      // Nobody answers there: every look-up fails at once.
      SALLYPORT_REPORTS_DNS: '127.0.0.1:1',
      SALLYPORT_MAIL_OUT: `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`,
      SALLYPORT_REPORTS_IMAP: `imap://reports@127.0.0.1:${imap.port}/INBOX`,
      SALLYPORT_REPORTS_IMAP_PASSWORD_FILE: file('imap', 'secret-word\n'),
      SALLYPORT_TELEGRAM_REPORTS_TOKEN_FILE: file('telegram', token),
      SALLYPORT_TELEGRAM_REPORTERS: '42',
      SALLYPORT_TELEGRAM_API: telegram.url,
      SALLYPORT_SLACK_SIGNING_SECRET_FILE: file('slack', 'slack-secret'),
    }
  })
})
after(async () => {
  await room.close()
  await imap.close()
  await telegram.close()
  await new Promise<void>((done) => relay.close(() => done()))
})

const evidence = async (): Promise<number> => (await room.tested.house.store.db.selectFrom('evidence').selectAll().execute()).length

test('a mail forwarded to the receiver is answered by mail, through the own server', async () => {
  const out = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true })
  await out.sendMail({ envelope: { from: 'kim@own.example', to: 'phish@own.example' }, raw: mailOf('kim@own.example', 'Fwd: call', lure) })
  const answer = await until(() => delivered.find(({ to }) => to.includes('kim@own.example')), 20_000)
  assert.match(answer.mail, /^Subject: Your report: do not open\r$/m)
  assert.match(answer.mail, /^Auto-Submitted: auto-replied\r$/m)
  assert.match(Buffer.from(answer.mail.split('\r\n\r\n')[1] ?? '', 'base64').toString(), /Why:[\s\S]*Thank you/)
  // A forged or foreign reporter: taken, never answered.
  await out.sendMail({ envelope: { from: 'who@lure.example', to: 'phish@own.example' }, raw: mailOf('who@lure.example', 'hi', `${lure} again`) })
  await new Promise((done) => setTimeout(done, 400))
  assert.equal(delivered.length, 1)
})

test('a mail in the mailbox is taken once and marked as seen; without a valid signature there is no answer', async () => {
  const before = await evidence()
  imap.put(mailOf('lou@own.example', 'Fwd: strange', `${lure} Please.`))
  await until(() => imap.seen.has(1), 20_000)
  assert.equal(await evidence(), before + 1)
  imap.put(mailOf('lou@own.example', 'Fwd: stranger', `${lure} Today.`))
  await until(() => imap.seen.has(2), 20_000)
  assert.equal(await evidence(), before + 2)
  assert.equal(delivered.some(({ to }) => to.includes('lou@own.example')), false)
})

test('the bot answers people on the list, with the true target of a hidden link, and nobody else', async () => {
  telegram.write(42, { text: 'Join zoom.us now, we cannot hear you, install the audio update', entities: [{ type: 'text_link', offset: 5, length: 7, url: 'https://us05web-zoom.rooms-call.com/j/1' }] })
  const answer = await until(() => telegram.sent.find(({ chat }) => chat === 42), 20_000)
  assert.match(answer.text, /do not open/)
  assert.doesNotMatch(answer.text, /https:\/\/us05/)
  telegram.write(42, { document: { file_id: 'lure.eml', file_unique_id: 'u', file_name: 'lure.eml' } })
  await until(() => telegram.sent.length >= 2, 20_000)
  const before = await evidence()
  telegram.write(666, { text: `${lure} from a stranger` })
  telegram.write(42, { text: '/start' })
  await until(() => telegram.sent.find(({ text }) => text.startsWith('Forward me')), 20_000)
  assert.equal(await evidence(), before)
  assert.ok(telegram.sent.every(({ chat }) => chat === 42))
})

test('the Slack command is answered when it is signed, and only then', async () => {
  const ask = (body: string, secret: string, at = Math.floor(room.keeper.house.clock.now() / 1000)): Promise<Response> =>
    Promise.resolve(room.app.request('/hooks/messages/slack', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
      },
    }))
  const body = new URLSearchParams({ user_id: 'U1', text: `<!channel> ${lure} now`, response_url: 'https://hooks.slack.com/x' }).toString()
  const answer = (await (await ask(body, 'slack-secret')).json()) as { text: string; response_type: string }
  assert.equal(answer.response_type, 'ephemeral')
  assert.match(answer.text, /do not open|Received/)
  assert.doesNotMatch(answer.text, /<!channel>/)
  assert.equal((await ask(body, 'another')).status, 401)
  assert.equal((await ask(body, 'slack-secret', 1_000_000_000)).status, 401)
})

test('what a message links to is never asked: not our own machine, not a cloud’s metadata', async () => {
  let asked = 0
  const listener = createServer(() => void (asked += 1)).listen(0, '127.0.0.1')
  await new Promise((done) => listener.once('listening', done))
  const { port } = listener.address() as AddressInfo
  const form = new FormData()
  form.set('text', `Your Zoom recording: http://127.0.0.1:${port}/a http://localhost:${port}/b http://0x7f000001:${port}/c http://169.254.169.254/latest/meta-data/ http://[::1]:${port}/d install the update`)
  const answer = await room.ask('kim/employee', '/api/messages/reports', { method: 'POST', body: form })
  assert.equal(answer.status, 200)
  assert.equal(asked, 0)
  await new Promise((done) => listener.close(done))
  assert.deepEqual(room.asked.filter((address) => !address.startsWith('https://hooks.slack.com/')), [])
  assert.deepEqual(room.errors.map(({ message }) => message).filter((text) => !/ECONNREFUSED/.test(text)), [])
})

function mailOf(from: string, subject: string, text: string): string {
  return [`From: <${from}>`, 'To: phish@own.example', `Subject: ${subject}`, 'Date: Mon, 01 Jun 2026 10:00:00 +0000', `Message-ID: <${Math.random().toString(36).slice(2)}@own.example>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}
