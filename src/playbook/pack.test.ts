import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { SallyportError } from '../core/errors.ts'
import { evaluate } from './evaluate.ts'
import { showFault } from './fault.ts'
import { readPack, strictly } from './pack.ts'
import { playbookOf } from './playbook.ts'
import type { SourceFile } from './read-rule.ts'
import { refusedSignal } from './refused.ts'
import { testSamples } from './samples.ts'
import { openPack, sealPack } from './seal.ts'

const schemas = {
  resume: z.object({
    reuse: z.object({ containment: z.number(), otherName: z.boolean(), rarity: z.number() }).nullable(),
    file: z.object({ producer: z.string().nullable(), pages: z.int() }),
    positions: z.array(z.object({ title: z.string(), months: z.number().nullable() })),
  }),
}
const about = (kind: string, id = kind): SourceFile => ({ path: 'p/pack.yaml', text: `id: ${id}\ntitle: Test pack\nversion: 1.0.0\nkind: ${kind}\n` })
const digest = (text: string): string => String(text.length)

function rule(changes: Record<string, string> = {}): SourceFile {
  const fields: Record<string, string> = {
    id: 'apply/reuse',
    title: 'Achievements also stand elsewhere',
    door: 'apply',
    group: 'link',
    status: 'trial',
    needs: '[resume.reuse]',
    when: 'resume.reuse.containment >= 0.3 && resume.reuse.otherName',
    weight: '{ present: 9.5, absent: -0.4 }',
    points: '[resume.reuse.containment]',
    innocent: '[Both used the same template]',
    clears: '[reference-call]',
    sources: '[seed]',
    privacy: 'link',
    samples: '{ match: [{ resume: { reuse: { containment: 0.6, otherName: true, rarity: 9 } } }], benign: [{ resume: { reuse: { containment: 0.1, otherName: true, rarity: 1 } } }] }',
    ...changes,
  }
  return { path: 'p/apply/reuse.yaml', text: Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`).join('') }
}

const faultsOf = (file: SourceFile, kind = 'public'): string[] => readPack([about(kind), file], schemas, digest).faults.map(showFault)

test('a good rule is read, and its samples hold', () => {
  const pack = strictly(readPack([about('public'), rule()], schemas, digest))
  assert.equal(pack.rules.length, 1)
  assert.deepEqual(testSamples(pack).map((result) => result.passed), [true, true])
})

test('a fact that does not exist is refused with line and caret', () => {
  const [fault] = faultsOf(rule({ when: 'resume.reuse.nope > 1.0' }))
  assert.match(fault ?? '', /^p\/apply\/reuse\.yaml:7:20: No such key: nope\n.*\n {23}\^\^\^\^$/)
})

test('comparing text with a number is refused at load', () => {
  assert.match(faultsOf(rule({ when: 'resume.file.producer > 3.0' }))[0] ?? '', /:7:7: no such overload: string > double/)
})

test('a condition that is not true or false is refused', () => {
  assert.match(faultsOf(rule({ when: 'resume.file.producer' }))[0] ?? '', /must be true or false/)
})

test('dead references, foreign ids, misfit samples and invisible characters are refused', () => {
  assert.match(faultsOf(rule({ needs: '[resume.gone]' }))[0] ?? '', /:6:9: there is no fact resume\.gone/)
  assert.match(faultsOf(rule({ id: 'apply/other' }))[0] ?? '', /the id must be apply\/reuse/)
  assert.match(faultsOf(rule({ samples: '{ match: [{ resume: { reuse: { containment: "x" } } }], benign: [{ resume: { file: { pages: 1 } } }] }' }))[0] ?? '', /should be a number/)
  assert.match(faultsOf(rule({ title: 'Looks\u202e fine' }))[0] ?? '', /invisible character U\+202e/)
  assert.match(faultsOf(rule({ innocent: '[]' }))[0] ?? '', /innocent/)
  assert.match(faultsOf(rule({ surprise: '1' }))[0] ?? '', /Unrecognized key/)
})

test('a heavier weight than the group may carry is refused', () => {
  assert.match(faultsOf(rule({ group: 'document', weight: '{ present: 12, absent: 0 }' }))[0] ?? '', /may weigh 11 dB at most/)
})

test('a rule that mentions a refused signal is refused in any pack', () => {
  const named = { resume: z.object({ surname: z.string(), reuse: z.object({ containment: z.number() }) }) }
  const file = rule({ when: 'resume.surname == "x"', samples: '{ match: [{ resume: { surname: x } }], benign: [{ resume: { surname: y } }] }', points: '[]' })
  const { faults } = readPack([about('sealed'), file], named, digest)
  assert.match(faults.map(showFault).join(), /refused signal: names stand for ethnicity/)
})

test('refused signals are found however they are written', () => {
  for (const path of ['resume.surname', 'resume.familyName', 'session.keyboard-layout', 'session.browserLanguage', 'resume.education.country', 'call.accent', 'resume.englishLevel', 'person.birth_place']) {
    assert.notEqual(refusedSignal(path), null, path)
  }
  for (const path of ['resume.layout.accentColour', 'session.zone', 'pkg.names.nearest', 'resume.contacts.emails', 'call.turns.gap', 'message.host.language_model', 'pkg.trace', 'session.packageName']) {
    assert.equal(refusedSignal(path), null, path)
  }
})

test('a peer\'s rule may not use regular expressions; one\'s own may', () => {
  const when = "resume.file.producer.matches('(a+)+$') && resume.reuse.otherName"
  assert.match(faultsOf(rule({ when }), 'peer')[0] ?? '', /may not use matches/)
  assert.deepEqual(faultsOf(rule({ when }), 'public'), [])
})

test('a missing fact makes the rule not assessed, with the reason; so does a fault at run time', () => {
  const [compiled] = strictly(readPack([about('public'), rule()], schemas, digest)).rules
  assert.ok(compiled)
  const missing = evaluate(compiled, { resume: { reuse: null } }, { 'resume.reuse': 'fewer than 30 other résumés are known' })
  assert.deepEqual([missing.outcome, 'why' in missing && missing.why], ['not-assessed', 'fewer than 30 other résumés are known'])
  const broken = evaluate(compiled, { resume: { reuse: { containment: 'text' } } }, {})
  assert.equal(broken.outcome, 'not-assessed')
})

test('own packs override peers, peers override public; jurisdictions and retirement silence a rule', () => {
  const read = (kind: string, changes: Record<string, string>) => strictly(readPack([about(kind), rule(changes)], schemas, digest))
  const facts = { resume: { reuse: { containment: 0.5, otherName: true, rarity: 3 } } }
  const book = playbookOf([read('sealed', { title: 'Sealed reading of it' }), read('public', {})], digest)
  assert.deepEqual(book.judge(['apply'], facts, {}).map((finding) => [finding.title, finding.sealed]), [['Sealed reading of it', true]])
  const limited = playbookOf([read('public', { excluded_in: '[US-IL, EU]' })], digest)
  assert.equal(limited.judge(['apply'], facts, {}, 'US-IL').length, 0)
  assert.equal(limited.judge(['apply'], facts, {}, 'US').length, 1)
  assert.equal(playbookOf([read('public', { status: 'retired' })], digest).rules.length, 0)
})

test('a signed pack opens only untampered and from a trusted publisher', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const trusted = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const sealed = sealPack([about('sealed'), rule()], privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  assert.equal(openPack(sealed, [trusted]).length, 2)
  assert.throws(() => openPack(sealed, []), (error) => error instanceof SallyportError && error.code === 'SP_PACK_SIGNATURE')
  assert.throws(() => openPack(sealed.replace('0.3', '0.1'), [trusted]), (error) => error instanceof SallyportError && error.code === 'SP_PACK_SIGNATURE')
})

test('whatever a pack file holds, reading it gives rules or faults, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.constantFrom('when', 'needs', 'weight', 'samples', 'id', 'innocent'), (text, field) => {
      const pack = readPack([about('peer'), rule({ [field]: text })], schemas, digest)
      return pack.rules.length + pack.faults.length > 0
    }),
    { numRuns: 300 },
  )
})
