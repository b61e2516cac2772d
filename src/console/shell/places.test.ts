import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '../../guard/policy/actions.ts'
import { person } from '../fixtures/house.ts'
import { placesFor } from './places.ts'

test('no role is led to one room by two doors', () => {
  for (const role of roles) {
    const paths = placesFor(person(role)).map(({ to }) => to)
    assert.deepEqual(paths, [...new Set(paths)], role)
  }
})
