import assert from 'node:assert/strict'
import { test } from 'node:test'
import { previousOf } from './version.ts'

test('the version before: same release line first', () => {
  assert.equal(previousOf(['1.0.0', '1.2.0', '2.0.0', '2.1.0-rc.1', '1.3.0'], '1.3.0'), '1.2.0')
  assert.equal(previousOf(['1.0.0', '2.0.0'], '2.0.0'), '1.0.0')
  assert.equal(previousOf(['1.0.0'], '1.0.0'), null)
})
