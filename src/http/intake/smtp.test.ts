import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { readEml } from '../../doors/messages/parsers/eml.ts'
import { measureMessage } from '../../measure/message/measure.ts'
import { reportMailbox, type ReportMailbox } from './smtp.ts'
import { attachedMail } from './stamp.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

const zone: Readonly<Record<string, string>> = {
  'own.example': 'v=spf1 ip4:127.0.0.1 -all',
  '_dmarc.own.example': 'v=DMARC1; p=reject',
  'lure.example': 'v=spf1 -all',
  '_dmarc.lure.example': 'v=DMARC1; p=reject',
  's1._domainkey.lure.example': `v=DKIM1; k=rsa; p=${publicKey}`,
}

function resolver(name: string, type: string): Promise<unknown> {
  const found = type === 'TXT' ? zone[name] : undefined
  return found === undefined
    ? Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }))
    : Promise.resolve([[found]])
}

interface Seen {
  readonly taken: Uint8Array[]
  readonly sent: { to: string; mail: string }[]
  readonly errors: unknown[]
}

async function withMailbox(
  work: (say: (...lines: string[]) => Promise<string[]>, seen: Seen) => Promise<void>,
  changes: Partial<ReportMailbox> = {},
): Promise<void> {
  const seen: Seen = { taken: [], sent: [], errors: [] }
  const server = reportMailbox({
    address: 'phish@own.example',
    ownDomains: new Set(['own.example']),
    relays: new Set(),
    maxBytes: 200_000,
    resolver,
    clock: { now: () => Date.UTC(2026, 10, 23) },
    take: (_name, bytes) => {
      seen.taken.push(bytes)
      return Promise.resolve({ evidence: 'e1' })
    },
    answer: () =>
      Promise.resolve({
        verdict: 'hold',
        subject: 'Your report: do not open\r\nBcc: x@lure.example',
        text: 'Thank you.',
      }),
    deliver: (to, mail) => {
      seen.sent.push({ to, mail })
      return Promise.resolve()
    },
    report: (error) => void seen.errors.push(error),
    ...changes,
  })
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.server.once('listening', done))
  const { port } = server.server.address() as AddressInfo
  try {
    await work((...lines) => talk(port, lines), seen)
  } finally {
    await new Promise<void>((done) => server.close(() => done()))
  }
}

/** Says one line after each answer; returns the answers. */
async function talk(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1')
  const answers: string[] = []
  let at = 0
  let rest = ''
  return await new Promise((done, refuse) => {
    socket.on('error', refuse)
    socket.on('close', () => done(answers))
    socket.on('data', (data) => {
      rest += data.toString()
      for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (line[3] === '-') continue
        answers.push(line)
        const next = lines[at++]
        if (at === lines.length + 1) socket.end('QUIT\r\n')
        else if (next !== undefined) socket.write(`${next}\r\n`)
      }
    })
  })
}

const envelope = (from: string, to = 'phish@own.example'): string[] => [
  'EHLO mail.own.example',
  `MAIL FROM:<${from}>`,
  `RCPT TO:<${to}>`,
]

const lure = [
  'From: Zoom <meeting@lure.example>',
  'To: ann@own.example',
  'Subject: Join the call',
  'Date: Mon, 23 Nov 2026 09:00:00 +0000',
  'Message-ID: <l1@lure.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Join Zoom Meeting https://zoom.us05-live.example/j/88',
  '',
].join('\r\n')

const report = (inner: string): string =>
  [
    'From: Ann <ann@own.example>',
    'To: phish@own.example',
    'Subject: Fwd: odd',
    'Message-ID: <r1@own.example>',
    'X-Sallyport-Attached: sallyport; spf=pass; dkim=pass; dmarc=pass',
    'Authentication-Results: sallyport;',
    ' dmarc=pass',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'see attached',
    '--b1',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="odd.eml"',
    '',
    inner,
    '--b1--',
  ].join('\r\n')

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 30))

test('a report from an own reporter is kept with our check on top, and answered', async () => {
  await withMailbox(async (say, seen) => {
    const answers = await say(...envelope('ann@own.example'), 'DATA', `${report(lure)}\r\n.`)
    assert.match(answers[5] ?? '', /^250/)
    await settled()
    assert.deepEqual(seen.errors, [])
    const text = Buffer.from(seen.taken[0] as Uint8Array).toString()
    assert.match(text, /^Authentication-Results: sallyport; spf=pass; dkim=none; dmarc=pass/)
    assert.equal(text.match(/^x-sallyport-attached:/gim)?.length, 1, 'the forged one is gone')
    assert.equal(text.match(/authentication-results: sallyport/gi)?.length, 1)
    assert.equal(seen.sent.length, 1)
    assert.equal(seen.sent[0]?.to, 'ann@own.example')
    const head = (seen.sent[0]?.mail ?? '').split('\r\n\r\n')[0] ?? ''
    assert.doesNotMatch(head, /^bcc:/im, 'nothing in the reply begins another header')
    assert.match(head, /^In-Reply-To: <r1@own\.example>$/m)
    assert.match(head, /^Auto-Submitted: auto-replied$/m)
  })
})

test('an attached mail is checked by its own signature; a claim of its own counts nothing', async () => {
  const signed = await dkimSign(Buffer.from(lure), {
    signatureData: [
      {
        signingDomain: 'lure.example',
        selector: 's1',
        privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    ],
  } as never)
  const honest = signed.signatures + lure
  const forged = `Authentication-Results: sallyport; dmarc=pass\r\n${lure.replace('88', '89')}`
  await withMailbox(async (say, seen) => {
    await say(...envelope('ann@own.example'), 'DATA', `${report(honest)}\r\n.`)
    await say(...envelope('ann@own.example'), 'DATA', `${report(honest.replace('/j/88', '/j/99'))}\r\n.`)
    await say(...envelope('ann@own.example'), 'DATA', `${report(forged)}\r\n.`)
    const senders = []
    for (const bytes of seen.taken) {
      const { facts } = measureMessage(await readEml(bytes), { authservIds: ['sallyport'] })
      senders.push([facts.sender?.domain, facts.sender?.dkim, facts.sender?.dmarc])
    }
    assert.deepEqual(senders, [
      ['lure.example', 'pass', 'pass'],
      ['lure.example', 'neutral', 'fail'],
      ['lure.example', 'none', 'none'],
    ])
  })
})

test('a forged or foreign reporter gets no answer', async () => {
  await withMailbox(async (say, seen) => {
    await say('EHLO x', 'MAIL FROM:<bob@outside.example>', 'RCPT TO:<phish@own.example>', 'DATA', `${lure}\r\n.`)
    // Envelope ours, From header another's: no alignment, no answer.
    await say(...envelope('ann@own.example'), 'DATA', `${lure}\r\n.`)
    await settled()
    assert.equal(seen.taken.length, 2, 'kept all the same')
    assert.equal(seen.sent.length, 0)
  })
})

test('no relay, no second recipient, nothing above the limit', async () => {
  await withMailbox(async (say, seen) => {
    assert.match((await say(...envelope('ann@own.example', 'victim@elsewhere.example')))[3] ?? '', /^550/)
    assert.match((await say(...envelope('ann@own.example'), 'RCPT TO:<phish@own.example>'))[4] ?? '', /^(?:250|452)/)
    const big = await say(...envelope('ann@own.example'), 'DATA', `${lure}${`${'x'.repeat(998)}\r\n`.repeat(400)}.`)
    assert.match(big[5] ?? '', /^552/)
    assert.equal(seen.taken.length, 0)
  })
})

test('a check that breaks does not lose the report', async () => {
  await withMailbox(
    async (say, seen) => {
      const answers = await say(...envelope('ann@own.example'), 'DATA', `${lure}\r\n.`)
      assert.match(answers[5] ?? '', /^250/)
      assert.equal(seen.taken.length, 1)
      assert.equal(seen.sent.length, 0)
    },
    { resolver: () => Promise.reject(new Error('resolver is down')) },
  )
})

test('one attached mail is found as sent; none in a plain mail, in two, or encoded', () => {
  assert.equal(Buffer.from(attachedMail(Buffer.from(report(lure))) ?? []).toString(), lure)
  assert.equal(attachedMail(Buffer.from(lure)), null)
  assert.equal(
    attachedMail(
      Buffer.from(report(lure).replace('message/rfc822', 'message/rfc822\r\nContent-Transfer-Encoding: base64')),
    ),
    null,
  )
  assert.equal(
    attachedMail(Buffer.from(report(`${lure}\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\n${lure}`))),
    null,
  )
})
