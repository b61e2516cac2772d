import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SallyportError } from '../../../core/errors.ts'
import { measureResume, noLookUps } from '../../../measure/resume/measure.ts'
import { hostileFiles } from './hostile-files.ts'
import { parse } from './resume.ts'

const files = hostileFiles()

test('there are at least two hundred hostile files', () => assert.ok(files.length >= 200, `${files.length}`))

test('no hostile file breaks the reader: each is read or refused with a reason, within two seconds of CPU', async (t) => {
  const slow: string[] = []
  const wrong: string[] = []
  for (const { name, bytes, expect } of files) {
    const from = process.cpuUsage()
    let outcome = 'read'
    let why = ''
    try {
      measureResume(await parse(bytes, 'cv.pdf'), noLookUps(Date.UTC(2026, 0)))
    } catch (thrown) {
      outcome = thrown instanceof SallyportError ? thrown.code : 'crash'
      why =
        thrown instanceof Error
          ? thrown instanceof SallyportError
            ? thrown.message
            : (thrown.stack ?? '')
          : String(thrown)
    }
    const { user, system } = process.cpuUsage(from)
    if ((user + system) / 1e6 > 2) slow.push(`${name}: ${((user + system) / 1e6).toFixed(1)} s`)
    if (!expect.includes(outcome)) wrong.push(`${name}: ${outcome}, not ${expect.join(' or ')} (${why.slice(0, 400)})`)
    if (outcome !== 'read') assert.ok(why.length > 20, `${name} was refused without a reason`)
  }
  t.diagnostic(`${files.length} files`)
  assert.deepEqual(wrong, [])
  assert.deepEqual(slow, [])
})

test('a bomb is refused with the factor by which it would grow', async () => {
  const bomb = files.find(({ name }) => name === 'DOCX that unpacks to 40 MB')
  await assert.rejects(
    parse(bomb?.bytes ?? new Uint8Array(), 'cv.docx'),
    (thrown: SallyportError) => thrown.code === 'SP_RESUME_EXPANDS' && /\d times its size/.test(thrown.message),
  )
})
