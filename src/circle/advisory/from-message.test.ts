import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readMessage } from '../chat/read-message.ts'
import { sortDrafts } from './from-message.ts'

it('what is read from a message is sorted: publishable, personal, stopped', () => {
  const { indicators } = readMessage(
    'zoom[.]us and evil-site[.]xyz, 10[.]0[.]0[.]5, hr@evil-site[.]xyz, +442079460958, package `chalk`, chalk-x@1.0.0, port 1224, d41d8cd98f00b204e9800998ecf8427e',
  )
  const sorted = sortDrafts(indicators, (name) => name === 'chalk')
  assert.deepEqual(
    sorted.artefacts.map((one) => one.value),
    ['evil-site.xyz', 'pkg:npm/chalk-x@1.0.0'],
  )
  assert.deepEqual(
    sorted.personal.map((one) => one.type),
    ['email', 'phone'],
  )
  assert.deepEqual(
    sorted.warned.map((one) => one.draft.value),
    ['zoom.us', '10.0.0.5', 'pkg:npm/chalk', 'd41d8cd98f00b204e9800998ecf8427e'],
  )
})
