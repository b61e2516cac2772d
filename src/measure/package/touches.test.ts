import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentsFrom, manifest } from '../../doors/packages/incidents/incident.ts'
import { measurePackage } from './measure.ts'

const before = 'const os = require("os");\nfunction add(a, b) {\n  return a + b;\n}\nmodule.exports = { add };\n'

function acts(line: string): readonly string[] {
  const files = (code: string, version: string): Record<string, string> => ({
    'package.json': manifest('quiet', version),
    'index.js': code,
  })
  const { facts } = measurePackage(contentsFrom(files(`${before}${line}\n`, '1.0.1')), {
    baseline: { kind: 'previous', contents: contentsFrom(files(before, '1.0.0')), similarity: 1 },
  })
  return [
    ...(facts.diff?.acts.names ?? []),
    ...(facts.inserted?.touches.details ?? []),
    ...(facts.inserted?.changes.details ?? []),
  ]
}

test('whatever acts outside is named', () => {
  for (const line of [
    'process.kill(process.ppid);',
    'require("inspector").open(9229);',
    'new MutationObserver(() => {});',
    'require("ethers").Wallet.prototype.sign = () => 0;',
    'Array.prototype.extra = 1;',
    'process.env.NODE_OPTIONS = "--require x";',
    'globalThis[(14).toString(36)]();',
    'os.setPriority(1);',
  ])
    assert.notDeepEqual(acts(line), [], line)
})

test('what only computes is not', () => {
  for (const line of [
    'module.exports.twice = (a) => add(a, a);',
    'if (process.env.NODE_ENV !== "production") console.warn("old");',
    'const list = [1, 2].map((x) => Math.max(x, 0)).join(require("path").sep);',
    'class Box { size = 3; open() { return JSON.stringify(this.size); } }',
    'module.exports.tmp = os.tmpdir();',
  ])
    assert.deepEqual(acts(line), [], line)
})

test('small decoders are worked out', () => {
  const has = (line: string, what: string): void =>
    assert.ok(
      acts(line).some((name) => name.includes(what)),
      `${line}: ${acts(line).join(' ')}`,
    )
  has(
    "{ const r = (s) => s.split('').reverse().join(''); require(r('ssecorp_dlihc'))[r('cexe')]('id'); }",
    'child_process',
  )
  has(
    "require([116, 127, 126, 123, 115, 72, 103, 101, 120, 116, 114, 100, 100].map((c) => String.fromCharCode(c ^ 23)).join('')).x;",
    'child_process',
  )
  has(
    "{ const t = 'abcdefghijklmnopqrstuvwxyz_'; const f = (...n) => n.map((i) => t[i]).join(''); require(f(2, 7, 8, 11, 3, 26, 15, 17, 14, 2, 4, 18, 18)); }",
    'child_process',
  )
  has(
    "require('6368696c645f70726f63657373'.match(/../g).map((h) => String.fromCharCode(parseInt(h, 16))).join(''));",
    'child_process',
  )
})
