import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '../guard/policy/policy.ts'
import { mayHear } from './event-hub.ts'

test('names of files and reasons of cases reach only those who may see the queue', () => {
  const as = (role: Principal) => mayHear({ id: 'me', org: 'org', roles: [role], doors: null, scopes: null })
  for (const name of ['case.judged', 'evidence.received']) {
    assert.deepEqual((['employee', 'admin', 'recruiter', 'analyst'] as const).map((role) => as(role)(name)), [false, false, true, true])
  }
  assert.equal(as('employee')('demo.progress'), true)
})
