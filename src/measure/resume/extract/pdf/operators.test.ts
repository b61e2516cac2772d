import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { operators } from './operators.ts'

test('the written-out instruction numbers are those of the library', () => {
  for (const [name, number] of Object.entries(operators.table))
    assert.equal((OPS as Record<string, number>)[name], number, name)
})
