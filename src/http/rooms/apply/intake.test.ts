import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { rows } from '../../../jobs/house.ts'
import { testedHouse, type TestedHouse } from '../../../jobs/testing/house.ts'
import { takeFolder } from './folder.ts'
import { takeMailbox } from './mailbox.ts'
import { applySettings } from './settings.ts'
import { imapServer, type StoredMail } from './testing/imap-server.ts'

let tested: TestedHouse
const scratch = mkdtempSync(path.join(tmpdir(), 'sallyport-intake-'))
before(async () => {
  tested = await testedHouse()
})
after(async () => {
  await tested.close()
  rmSync(scratch, { recursive: true })
})

const resume = (name: string): string => `${name}\n${name.split(' ')[0]}@example.org\nExperience\nEngineer, Basalt Labs   2019 - 2021\n- Built ${name.length} things\n`
const sources = async (): Promise<string[]> => {
  await tested.drain()
  const tables = rows(tested.house)
  const ids = await tables.evidence.withStatus(tested.org, 'measured', 100, null)
  return [...(await tables.evidence.find(tested.org, ids.map(({ id }) => id))).values()].map(({ source, name }) => `${source} ${name}`).toSorted()
}

test('files laid into the folder are taken in and put aside; links and other files are left alone', async () => {
  writeFileSync(path.join(scratch, 'outside.txt'), resume('Out Side'))
  const folder = mkdtempSync(path.join(scratch, 'in-'))
  writeFileSync(path.join(folder, 'ana.txt'), resume('Ana Abel'))
  writeFileSync(path.join(folder, 'photo.exe'), 'MZ')
  symlinkSync(path.join(scratch, 'outside.txt'), path.join(folder, 'link.txt'))
  assert.equal(await takeFolder(tested.house, tested.org, folder), 0, 'it may still be being written')
  assert.equal(await takeFolder(tested.house, tested.org, folder, -1), 1)
  assert.equal(await takeFolder(tested.house, tested.org, folder, -1), 0)
  assert.deepEqual(readdirSync(folder).toSorted(), ['link.txt', 'photo.exe', 'taken'])
  assert.deepEqual(await sources(), ['folder ana.txt'])
})

function mail(name: string, attached: readonly (readonly [string, string])[]): StoredMail {
  const part = ([file, text]: readonly [string, string]): string => `--x\r\ncontent-type: application/octet-stream; name="${file}"\r\ncontent-disposition: attachment; filename="${file}"\r\ncontent-transfer-encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`
  return {
    flags: new Set(),
    source: `from: ${name} <a@example.org>\r\nto: jobs@example.com\r\nmessage-id: <${name}@example.org>\r\nsubject: application\r\nmime-version: 1.0\r\ncontent-type: multipart/mixed; boundary=x\r\n\r\n--x\r\ncontent-type: text/plain\r\n\r\nHello\r\n${attached.map(part).join('')}--x--\r\n`,
  }
}

test('résumés attached to unread mails are taken in; a mail without one is flagged for a person; none is moved', async () => {
  const mails = [mail('ben', [['ben.pdf.txt', 'no'], ['Ben Birch.rtf', `{\\rtf1 ${resume('Ben Birch').replaceAll('\n', '\\par ')}}`]]), mail('cara', []), mail('dan', [['Dan.odt', 'not really']])]
  const server = await imapServer(mails, 'pass word 1')
  try {
    const mailbox = { url: new URL(`imap://jobs%40example.com@127.0.0.1:${server.port}/INBOX`), password: 'pass word 1', everySeconds: 60 }
    assert.equal(await takeMailbox(tested.house, tested.org, mailbox), 2)
    assert.deepEqual(mails.map(({ flags }) => [...flags]), [['\\Seen'], ['\\Flagged'], ['\\Seen']])
    assert.equal(await takeMailbox(tested.house, tested.org, mailbox), 0)
    assert.ok((await sources()).includes('mailbox Ben Birch.rtf'))
    await assert.rejects(takeMailbox(tested.house, tested.org, { ...mailbox, password: 'wrong' }))
  } finally {
    server.close()
  }
})

test('settings name what is wrong with them', () => {
  const file = path.join(scratch, 'secret')
  writeFileSync(file, 'a-secret-of-thirty-two-characters\n')
  const { systems, mailbox } = applySettings({ SALLYPORT_ASHBY_SECRET_FILE: file, SALLYPORT_ASHBY_API_KEY: 'k', SALLYPORT_LEVER_SECRET: '', SALLYPORT_RESUME_IMAP: 'imaps://jobs@mail.example.com/INBOX' })
  assert.deepEqual(systems, [{ id: 'ashby', secret: 'a-secret-of-thirty-two-characters', apiKey: 'k', api: 'https://api.ashbyhq.com' }])
  assert.equal(mailbox?.url.hostname, 'mail.example.com')
  for (const [environment, variable] of [
    [{ SALLYPORT_LEVER_SECRET: 'short' }, 'SALLYPORT_LEVER_SECRET'],
    [{ SALLYPORT_WORKABLE_SECRET: 'a-secret-of-thirty-two-characters' }, 'SALLYPORT_WORKABLE_API'],
    [{ SALLYPORT_ASHBY_SECRET: 'a-secret-of-thirty-two-characters', SALLYPORT_ASHBY_API: 'http://ats.example.com' }, 'SALLYPORT_ASHBY_API'],
    [{ SALLYPORT_ASHBY_SECRET_FILE: path.join(scratch, 'none') }, 'SALLYPORT_ASHBY_SECRET_FILE'],
    [{ SALLYPORT_RESUME_IMAP: 'https://mail.example.com' }, 'SALLYPORT_RESUME_IMAP'],
  ] as const)
    assert.throws(() => applySettings(environment), { code: 'SP_CONFIG', details: { variable } })
})
