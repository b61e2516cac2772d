import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { madeId, observableId } from './ids.ts'
import { strictest, tlpMarking, tlpOf, tlpRef } from './markings.ts'
import type { StixObject } from './object.ts'
import { findMatch, type Seen } from './pattern/evaluate.ts'
import { compileLinear } from './pattern/linear-regex.ts'
import { parsePattern } from './pattern/parse.ts'
import { validateBundle, validateObject } from './validate.ts'

describe('ids of observables', () => {
  it('are UUIDv5 in the namespace of the specification', () => {
    assert.equal(
      observableId({ type: 'ipv4-addr', value: '198.51.100.3' }),
      'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
    )
    assert.equal(
      observableId({ type: 'email-addr', value: 'john@example.com' }),
      'email-addr--7165e2a9-671f-585d-b1e1-ca59c671d934',
    )
  })
  it('do not depend on what is not part of the thing', () =>
    assert.equal(
      observableId({ type: 'url', value: 'https://a.example/', x_more: 1 }),
      observableId({ type: 'url', value: 'https://a.example/' }),
    ))
  it('prefer MD5 among hashes, as the specification says', () =>
    assert.equal(
      observableId({ type: 'file', hashes: { 'SHA-256': 'b', MD5: 'a' } }),
      observableId({ type: 'file', hashes: { MD5: 'a' } }),
    ))
  it('of our own objects are version 4 and repeatable', () => {
    assert.match(madeId('indicator', 'x'), /^indicator--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/)
    assert.equal(madeId('indicator', 'x'), madeId('indicator', 'x'))
  })
})

describe('markings', () => {
  it('are read in three dialects, the strictest counts', () => {
    const marked = (...refs: string[]): StixObject => ({ type: 'note', id: 'note--1', object_marking_refs: refs })
    assert.equal(
      tlpOf(marked(tlpRef('GREEN'), 'marking-definition--826578e1-40ad-459f-bc73-ede076f81f37')),
      'AMBER+STRICT',
    )
    assert.equal(tlpOf(marked('marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed')), 'RED')
    assert.equal(tlpOf(marked()), null)
    assert.equal(strictest([null, 'CLEAR', 'AMBER']), 'AMBER')
    const own = 'marking-definition--11111111-1111-4111-8111-111111111111'
    assert.equal(
      tlpOf(marked(own), new Map([[own, { type: 'marking-definition', id: own, name: 'TLP:AMBER' }]])),
      'AMBER',
    )
    assert.equal(
      tlpOf({
        type: 'note',
        id: 'note--1',
        granular_markings: [{ marking_ref: tlpRef('RED'), selectors: ['content'] }],
      }),
      'RED',
    )
  })
  it('of OASIS are valid', () => assert.deepEqual(validateObject(tlpMarking('AMBER+STRICT')), []))
})

describe('patterns', () => {
  const good = [
    "[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f']",
    "[email-message:from_ref.value MATCHES '.+\\\\@example\\\\.com$' AND email-message:body_multipart[*].body_raw_ref.name MATCHES '^Final Report.+\\\\.exe$']",
    "[ipv4-addr:value = '198.51.100.1/32' OR ipv4-addr:value = '203.0.113.33/32' OR ipv6-addr:value = '2001:0db8:dead:beef:dead:beef:dead:0001/128']",
    "([file:name = 'a'] AND [file:name = 'b']) FOLLOWEDBY [windows-registry-key:key = 'HKEY\\\\\\\\x'] WITHIN 300 SECONDS",
    "[user-account:account_type = 'unix' AND user-account:account_login = 'root'] REPEATS 3 TIMES WITHIN 1800.5 SECONDS",
    "[file:name NOT LIKE 'a%_'] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00.5Z'",
    '[network-traffic:dst_port IN (80, 443) AND NOT_a:b = 1]',
    '[EXISTS file:name /* a note */ ]',
    "[artifact:payload_bin = b'AAAA' OR artifact:payload_bin = h'00ff']",
  ]
  for (const text of good)
    it(`reads ${text.slice(0, 50)}`, () =>
      assert.equal(parsePattern(text).ok, true, JSON.stringify(parsePattern(text))))
  const bad = [
    '',
    '[',
    '[file:name]',
    "[file:name = 'a'",
    "[file:name = 'a']]",
    "[file-name = 'a']",
    '[file:name LIKE 3]',
    "[file:name = 'a'] WITHIN 5 HOURS",
    "[file:name = 'a'] REPEATS 0 TIMES",
    "[file:name = 'a'] START t'2026-01-02T00:00:00Z' STOP t'2026-01-01T00:00:00Z'",
    '[file:size = 01]',
    '[file:name = "a"]',
    "[file:name IN 'a']",
    '('.repeat(5000),
  ]
  for (const text of bad) it(`refuses ${text.slice(0, 40)}`, () => assert.equal(parsePattern(text).ok, false))

  const minute = 60_000
  const seen: Seen[] = [
    {
      at: 0,
      objects: [
        { type: 'domain-name', value: 'evil.example' },
        { type: 'ipv4-addr', value: '198.51.100.7' },
      ],
    },
    { at: minute, objects: [{ type: 'file', name: 'setup.exe', hashes: { 'SHA-256': 'abc' }, size: 10 }] },
    { at: 5 * minute, objects: [{ type: 'domain-name', value: 'evil.example' }] },
  ]
  const match = (text: string): readonly number[] | null => {
    const parsed = parsePattern(text)
    assert.ok(parsed.ok, text)
    return findMatch(parsed.pattern, seen)
  }
  it('are looked for in what we have seen', () => {
    assert.deepEqual(match("[domain-name:value = 'evil.example']"), [0])
    assert.deepEqual(match("[file:hashes.'SHA-256' = 'abc' AND file:size > 5]"), [1])
    assert.equal(match("[file:hashes.'SHA-256' = 'abc' AND file:size > 50]"), null)
    assert.deepEqual(match("[file:name LIKE 'set%._xe']"), [1])
    assert.deepEqual(match("[file:name MATCHES '^set.*e$']"), [1])
    assert.deepEqual(match("[ipv4-addr:value ISSUBSET '198.51.100.0/24']"), [0])
    assert.deepEqual(match("[domain-name:value = 'evil.example'] FOLLOWEDBY [file:name = 'setup.exe']"), [0, 1])
    assert.equal(match("([file:name = 'setup.exe'] FOLLOWEDBY [ipv4-addr:value = '198.51.100.7'])"), null)
    assert.deepEqual(match("[domain-name:value = 'evil.example'] REPEATS 2 TIMES WITHIN 300 SECONDS"), [0, 2])
    assert.equal(match("[domain-name:value = 'evil.example'] REPEATS 2 TIMES WITHIN 299 SECONDS"), null)
    assert.deepEqual(
      match("[domain-name:value = 'evil.example'] START t'1970-01-01T00:02:00Z' STOP t'1970-01-01T00:10:00Z'"),
      [2],
    )
    assert.equal(match("[file:name = 'setup.exe' AND file:__proto__ = 1]"), null)
  })
})

describe('expressions of strangers', () => {
  it('mean what they mean elsewhere', () => {
    for (const [source, text] of [
      ['a+b', 'caab'],
      ['^(foo|bar)?x{2,3}$', 'barxxx'],
      ['[^a-c]\\d', 'a1d2'],
      ['\\bword\\b', 'a word.'],
      ['(?i)ABC', 'xabc'],
      ['a.c', 'a\nc'],
      ['^$', ''],
      ['(a|ab)(c|bcd)', 'abcd'],
      ['[\\w.-]+@x', 'a-b.c@x'],
      ['a{0}b', 'b'],
      ['(?:x*)*y', 'xxxy'],
    ] as const) {
      assert.equal(
        compileLinear(source)(text),
        new RegExp(source.replace('(?i)', ''), source.startsWith('(?i)') ? 'i' : '').test(text),
        `${source} on ${text}`,
      )
    }
  })
  it('take no longer for being wicked', () => {
    const text = `${'a'.repeat(5000)}!`
    for (const source of ['(a+)+$', '([a-zA-Z]+)*$', '(a|aa)+$', '(a|a?)+$', '(.*a){12}$']) {
      const start = process.cpuUsage()
      compileLinear(source)(text)
      const used = process.cpuUsage(start)
      assert.ok(used.user + used.system < 400_000, `${source}: ${(used.user + used.system) / 1000} ms`)
    }
  })
  it('are refused when they are not regular or too large', () => {
    for (const source of ['(a)\\1', '(?=a)', '(?<!a)b', 'a{5000}', '((((a{99}){99}){99}))', '(', '[', '*'])
      assert.throws(() => compileLinear(source))
  })
})

describe('the validator', () => {
  const indicator = {
    type: 'indicator',
    spec_version: '2.1',
    id: madeId('indicator', '1'),
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    pattern: "[url:value = 'x']",
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
  }
  it('passes what is right, with properties it does not know', () =>
    assert.deepEqual(
      validateObject({
        ...indicator,
        x_own: 1,
        extensions: { 'extension-definition--11111111-1111-4111-8111-111111111111': { a: 1 } },
      }),
      [],
    ))
  const wrong: readonly (readonly [string, unknown])[] = [
    ['id', { ...indicator, id: 'malware--1' }],
    ['created', { ...indicator, created: '2026-01-01' }],
    ['modified', { ...indicator, modified: '2025-01-01T00:00:00Z' }],
    ['pattern', { ...indicator, pattern: '[' }],
    ['confidence', { ...indicator, confidence: 101 }],
    ['labels', { ...indicator, labels: [] }],
    ['name', { ...indicator, name: null }],
    ['created_by_ref', { ...indicator, created_by_ref: 'me' }],
    ['valid_until', { ...indicator, valid_until: '2026-01-01T00:00:00Z' }],
    ['spec_version', { ...indicator, spec_version: '2.0' }],
  ]
  for (const [at, object] of wrong)
    it(`names ${at}`, () =>
      assert.ok(
        validateObject(object).some((fault) => fault.at === at),
        JSON.stringify(validateObject(object)),
      ))
  it('does not fall over bombs', () => {
    let deep: unknown = 1
    for (let i = 0; i < 3000; i++) deep = { a: deep }
    assert.ok(validateObject({ ...indicator, x: deep }).length > 0)
    for (const odd of [null, 1, 'x', [], { type: 3 }]) assert.ok(validateObject(odd).length > 0)
    assert.ok(validateBundle({ type: 'bundle', id: 'bundle--1', objects: [] }).length > 0)
  })
})
