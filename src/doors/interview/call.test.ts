import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SallyportError } from '../../core/errors.ts'
import { interview } from './door.ts'
import { measureCall } from './measure.ts'
import { parse } from './parsers/call.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const teams = `WEBVTT

00:00:01.000 --> 00:00:03.000
<v Interviewer A>What did you build last?</v>

00:00:04.200 --> 00:00:08.000
<v Candidate B>A queue.</v>

00:00:09.000 --> 00:00:10.000
<v Interviewer A>Why?</v>

00:00:11.000 --> 00:00:12.000
<v Candidate B>Because.</v>
`

test('reads the transcripts of Teams and of Zoom, and tells who was interviewed', () => {
  const zoom = teams.replace(/<v ([^>]+)>(.*)<\/v>/g, '$1: $2')
  for (const text of [teams, zoom, `\uFEFF${teams.replaceAll('\n', '\r\n')}`]) {
    assert.equal(interview.recognises('call.vtt', bytes(text)), 'call')
    const record = parse(bytes(text), 'call.vtt')
    assert.equal(record.candidate, 'Candidate B')
    assert.deepEqual(
      record.turns.map(({ speaker, startMs }) => [speaker, startMs]),
      [
        ['interviewer', 1000],
        ['candidate', 4200],
        ['interviewer', 9000],
        ['candidate', 11_000],
      ],
    )
    assert.equal(record.source, 'transcript')
  }
})

test('reads Meet\u2019s entries, absolute times and all', () => {
  const entry = (participant: string, at: number, text: string) => ({
    participant,
    text,
    startTime: new Date(1.8e12 + at).toISOString(),
    endTime: new Date(1.8e12 + at + 900).toISOString(),
  })
  const record = parse(
    bytes(
      JSON.stringify({
        transcriptEntries: [entry('p/1', 0, 'And?'), entry('p/2', 1500, 'Yes.'), entry('p/1', 3000, 'Where?')],
      }),
    ),
    'x.json',
  )
  assert.deepEqual(
    record.turns.map(({ startMs }) => startMs),
    [0, 1500, 3000],
  )
})

test('a transcript of three people names nobody and says so', () => {
  const record = parse(bytes(teams.replace('Candidate B>Because', 'Somebody C>Because')), 'call.vtt')
  assert.equal(record.candidate, null)
  assert.equal(record.notes.length, 1)
})

test('refuses with a sentence what is no call', () => {
  for (const text of [
    '',
    'WEBVTT\n',
    '{}',
    '[1,2]',
    'hello',
    '{"sallyport":"call/1"}',
    '{"sallyport":"call/1","source":"room","resolutionMs":1,"turns":[{"speaker":"candidate","startMs":5,"endMs":1}]}',
  ]) {
    assert.throws(
      () => parse(bytes(text), 'x'),
      (error) => error instanceof SallyportError && error.code === 'SP_INPUT',
      text,
    )
  }
})

test('leaves other files to other doors', () => {
  for (const text of [
    '{"basics":{"name":"x"}}',
    '%PDF-1.7',
    'commit 0123456789012345678901234567890123456789',
    'From: a@b.example\n\nHi',
  ])
    assert.equal(interview.recognises('x.json', bytes(text)), null)
})

test('what nobody watched is unknown, with a reason', () => {
  const { facts, unavailable } = measureCall(
    parse(bytes('{"sallyport":"call/1","source":"room","resolutionMs":20}'), 'c.json'),
  )
  assert.equal(facts.observed, null)
  for (const path of ['call.observed', 'call.challenges', 'call.face', 'call.voice']) assert.ok(unavailable[path], path)
})

test('marks are counted by channel; not possible is kept apart', () => {
  const mark = (card: string, mark: string, second: string | null) => ({
    card,
    mark,
    second,
    channel: 'face',
    atMs: 1000,
    by: 'a',
  })
  const record = {
    sallyport: 'call/1',
    source: 'room',
    resolutionMs: 20,
    observed: [],
    challenges: [mark('a', 'artefact', 'artefact'), mark('b', 'artefact', 'done'), mark('c', 'not-possible', null)],
  }
  const { facts } = measureCall(parse(bytes(JSON.stringify(record)), 'c.json'))
  assert.deepEqual(
    { ...facts.challenges?.face, places: 0 },
    { asked: 3, done: 0, artefacts: 2, agreed: 1, refused: 0, notPossible: 1, places: 0 },
  )
  assert.equal(facts.observed?.secondVoice.times, 0)
})

test('answers are timed where roles are known, and not guessed where they are not', () => {
  const known = measureCall(parse(bytes(teams), 'call.vtt'))
  assert.equal(known.facts.turns?.turns, 4)
  assert.ok(known.unavailable['call.turns.delay'])
  const unknown = measureCall(parse(bytes(teams.replace('Candidate B>Because', 'Somebody C>Because')), 'call.vtt'))
  assert.equal(unknown.facts.turns, null)
  assert.match(unknown.unavailable['call.turns'] ?? '', /cannot be told/)
})
