import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doors } from '../../doors/index.ts'
import { recognise } from '../../doors/recognise.ts'
import { demoStory, wholeStory } from './story.ts'

const now = Date.UTC(2026, 10, 27, 12)
const short = { applicants: 40, accounts: 8 }

test('three hundred people in a year, through every door that takes files', () => {
  assert.equal(wholeStory.applicants + wholeStory.accounts, 300)
  const story = demoStory(now, 1, short)
  const kinds = new Map<string, number>()
  for (const file of story) {
    const kind = recognise(doors, file.name, file.bytes, null)?.kind ?? 'resume'
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  assert.deepEqual([...kinds.keys()].sort(), ['activity', 'call', 'message', 'package', 'resume', 'session'])
  assert.equal(kinds.get('resume'), short.applicants)
  assert.equal(kinds.get('activity'), short.accounts)
  const days = story.map(({ observedAt }) => (now - (observedAt ?? now)) / 86_400_000)
  assert.ok(days.every((ago) => ago >= 0 && ago < 366) && Math.max(...days) > 250)
})

test('the same day and seed tell the same story, byte for byte', () => {
  const digest = (files: ReturnType<typeof demoStory>): string => files.map(({ name, bytes }) => `${name} ${Buffer.from(bytes).toString('base64').length} ${Buffer.from(bytes).at(-1)}`).join('\n')
  assert.equal(digest(demoStory(now, 3, short)), digest(demoStory(now, 3, short)))
  assert.notEqual(digest(demoStory(now, 3, short)), digest(demoStory(now, 4, short)))
})

test('nothing in it belongs to anybody: addresses and domains are reserved ones', () => {
  for (const { name, bytes } of demoStory(now, 1, short).filter((file) => /\.(eml|json|jsonl|txt)$/.test(file.name))) {
    const text = new TextDecoder().decode(bytes)
    const hosts = [...text.matchAll(/(?:https?:\/\/|@)([a-z0-9.-]+\.[a-z]{2,})/gi)].map(([, host]) => (host as string).toLowerCase())
    // The one real name is what a lure pretends to be, and what an honest invitation links to.
    assert.deepEqual(hosts.filter((host) => !/(^|\.)example(\.(com|org|net))?$/.test(host) && host !== 'zoom.us' && host !== 'github.com'), [], name)
  }
})
