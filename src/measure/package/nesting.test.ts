import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nestsDeeply } from './nesting.ts'
import { parse } from './parse.ts'

const deep: Readonly<Record<string, (n: number) => string>> = {
  brackets: (n) => '['.repeat(n) + ']'.repeat(n),
  functions: (n) => '(function(){'.repeat(n) + '})()'.repeat(n),
  members: (n) => `x${'.a(1)'.repeat(n)}`,
  sums: (n) => `${'a+'.repeat(n)}1`,
  conditions: (n) => `${'if(a)'.repeat(n)};`,
  'else ifs': (n) => `${'if(a){}else '.repeat(n)};`,
  templates: (n) => '`${'.repeat(n) + 1 + '}`'.repeat(n),
  negations: (n) => `${'!'.repeat(n)}1`,
  news: (n) => `${'new '.repeat(n)}a`,
  arrows: (n) => `${'a=>'.repeat(n)}1`,
}

for (const [name, make] of Object.entries(deep)) {
  test(`${name} a hundred thousand deep: refused by an error, not by the end of the process`, () => {
    assert.equal(nestsDeeply(make(100_000)), true)
    assert.equal(parse('a.js', make(20_000)).program === null || nestsDeeply(make(20_000)), true)
  })
}

test('brackets in texts, comments and expressions of a pattern do not count', () => {
  assert.equal(nestsDeeply(`${"x = '(((((('; // {{{{\n/* [[[[ */ y = /[({]/;\n".repeat(2000)}`), false)
})

test('much code side by side is not deep', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('a = b + c;\n', 'f(a, b.c)\n', 'if (a) { b() } else { c() }\n', 'const x = [1, 2];'),
      (line) => {
        assert.equal(nestsDeeply(line.repeat(1000)), false)
      },
    ),
    { numRuns: 8 },
  )
})
