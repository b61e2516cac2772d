import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { parse } from '../../doors/interview/parsers/call.ts'
import { recordOfTracks, spanOf } from './call.ts'
import { levelsOf } from './decode.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-call-'))
const ffmpeg = spawnSync('ffmpeg', ['-version'], { encoding: 'utf8' }).status === 0
const skip = ffmpeg || process.env['SALLYPORT_REQUIRE_ALL'] !== undefined ? false : 'ffmpeg is not installed'

/** A tone at the given seconds, coded as a meeting program stores it. */
function made(name: string, at: readonly number[], seconds: number): string {
  const file = path.join(folder, name)
  const on = at.map((from) => `between(t,${from},${from + 2})`).join('+')
  const done = spawnSync('ffmpeg', ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', `aevalsrc='0.3*sin(2*PI*240*t)*(${on})+0.0008*random(0)':s=16000:d=${seconds}`, file], { encoding: 'utf8' })
  assert.equal(done.status, 0, done.stderr)
  return file
}

describe('a recording with a track a person', { skip }, () => {
  const asked = Array.from({ length: 4 }, (_, k) => 2 + 8 * k)
  for (const kind of ['m4a', 'wav', 'webm']) {
    it(`is read from ${kind}, and becomes a call record that the door takes`, async () => {
      const [one, two] = [made(`audioInterviewer.${kind}`, asked, 36), made(`audioCandidate.${kind}`, asked.map((s) => s + 2.8), 36)]
      const record = recordOfTracks(await levelsOf(one), await levelsOf(two), [spanOf('00:00-01:20')], 'Iris Example')
      const read = parse(new TextEncoder().encode(JSON.stringify(record)), 'call.json')
      assert.equal(read.turns.length, 8)
      read.turns.forEach((turn, k) => {
        if (k % 2 === 1) assert.ok(Math.abs(turn.startMs - (read.turns[k - 1]?.endMs ?? 0) - 800) < 60, `${turn.startMs}`)
      })
    })
  }

  it('is refused with a sentence when it is no recording, is empty or is missing', async () => {
    const text = path.join(folder, 'notes.m4a')
    writeFileSync(text, 'these are my notes')
    await assert.rejects(levelsOf(text), /cannot be measured, because it is no sound/)
    const empty = path.join(folder, 'empty.wav')
    writeFileSync(empty, '')
    await assert.rejects(levelsOf(empty), /cannot be measured/)
    await assert.rejects(levelsOf(path.join(folder, 'none.wav')), /There is no file/)
  })

  it('is refused when both tracks are the same mix', async () => {
    const mix = await levelsOf(made('mix.m4a', asked, 36))
    assert.throws(() => recordOfTracks(mix, mix, [], null), /cannot be measured, because both tracks hold the same sound/)
  })
})

it('spans of time are minutes and seconds', () => {
  assert.deepEqual(spanOf('03:10-05:40'), [190_000, 340_000])
  assert.deepEqual(spanOf('1:00:00-1:00:30'), [3_600_000, 3_630_000])
  for (const wrong of ['5', '5:00-4:00', 'a:b-c:d', '1:00-2:00-3:00']) assert.throws(() => spanOf(wrong), /no span/)
})
