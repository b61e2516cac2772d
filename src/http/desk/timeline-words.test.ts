import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { timelineWords } from './timeline-words.ts'

test('every event that is written on a case is told in words; only a comment has none of its own', () => {
  const root = path.join(import.meta.dirname, '../..')
  const sources = ['jobs/cases', 'jobs/pipeline', 'http/desk', 'http/rooms/links', 'http/rooms/rights'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
  )
  const types = new Set(sources.flatMap((text) => [...text.matchAll(/\btype: '([a-z-]+)', data:/g)].map(([, type]) => type as string)))
  assert.ok(types.size >= 10, [...types].join(', '))
  for (const type of types) if (type !== 'comment') assert.notEqual(timelineWords(type, {}).text, '', type)
})
