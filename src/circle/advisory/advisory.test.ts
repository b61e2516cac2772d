import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom, pick } from '../../core/random.ts'
import { tlpLabels, type Tlp } from '../chat/draft.ts'
import { release, whyWithheld, type Recipient } from '../marking/release.ts'
import { rank, tlpOf, tlpRef } from '../stix/markings.ts'
import type { StixObject } from '../stix/object.ts'
import { validateBundle } from '../stix/validate.ts'
import { approve, draft, markSent, revise, revoke, submit, type Advisory } from './advisory.ts'
import { advisoryBundle, rulesOf } from './bundle.ts'
import { hunt, opinion, sighting } from './feedback.ts'

const now = Date.UTC(2026, 10, 23)
const author = { name: 'Example Exchange', since: Date.UTC(2026, 0, 1) }
const make = (more: Partial<Advisory> = {}): Advisory =>
  draft(
    {
      id: '0192f000-0000-7000-8000-000000000001',
      title: "Poisoned logger 'x'",
      description: 'Its postinstall fetches a loader.',
      tlp: 'AMBER',
      pap: 'GREEN',
      confidence: 85,
      artefacts: [
        { type: 'package', value: '@a/log-x@1.0.1', sha256: 'ab'.repeat(32) },
        { type: 'domain', value: 'evil.example' },
        { type: 'ip', value: '203.0.113.7' },
        { type: 'url', value: "https://evil.example/'a" },
      ],
      techniques: [{ id: 'T1204.005', name: 'Malicious Library', version: '18.1' }],
      rules: [{ id: 'packages/log-x', yaml: 'id: packages/log-x' }],
      ...more,
    },
    'ana',
    now,
  )

describe('an advisory', () => {
  it('needs a second person, then is sent, revised and revoked', () => {
    const submitted = submit(make(), 'ana', now)
    assert.throws(() => approve(submitted, 'ana', now), { code: 'SP_FORBIDDEN' })
    assert.throws(() => markSent(submitted, now), { code: 'SP_CONFLICT' })
    const sent = markSent(approve(submitted, 'bo', now), now)
    assert.equal(sent.revision, 1)
    const again = revise(sent, { title: 'Better' }, 'ana', now + 1000)
    assert.deepEqual([again.state, again.approvedBy, again.id], ['draft', null, sent.id])
    assert.ok(
      advisoryBundle(revoke(sent, now + 1), author)
        .objects.filter((one) => one.type === 'indicator')
        .every((one) => one.revoked === true),
    )
  })

  it('holds nobody: values tied to a person are refused', () => {
    for (const type of ['email', 'phone', 'handle', 'document', 'device-key', 'typing-profile'] as const)
      assert.throws(() => make({ artefacts: [{ type, value: 'x' }] }), { code: 'SP_CIRCLE_MARKING' })
  })

  it('is a valid bundle with one comparison a pattern and the same ids each time', () => {
    const bundle = advisoryBundle(make(), author)
    assert.deepEqual(validateBundle(bundle), [])
    const indicators = bundle.objects.filter((one) => one.type === 'indicator')
    assert.equal(indicators.length, 5)
    assert.ok(indicators.every((one) => !/ AND | OR /.test(String(one['pattern']))))
    assert.deepEqual(
      bundle.objects.map((one) => one.id),
      advisoryBundle(make(), author).objects.map((one) => one.id),
    )
    assert.deepEqual(rulesOf(bundle.objects), [{ id: 'packages/log-x', yaml: 'id: packages/log-x' }])
  })

  it('is hunted for on the other side, and answered', () => {
    const { objects } = advisoryBundle(make(), author)
    const found = hunt(
      objects,
      [
        { at: now, objects: [{ type: 'software', name: 'pkg:npm/%40a/log-x@1.0.1' }] },
        { at: now, objects: [{ type: 'domain-name', value: 'good.example' }] },
      ],
      now,
    )
    assert.deepEqual(
      found.map((one) => one.seen),
      [[0]],
    )
    assert.equal(
      hunt(objects, [{ at: now, objects: [{ type: 'ipv4-addr', value: '203.0.113.7' }] }], now + 40 * 24 * 3_600_000)
        .length,
      0,
    )
    const indicator = found[0]?.indicator as StixObject
    for (const answer of [
      sighting(indicator, 2, now, now, { ...author, name: 'B' }, now),
      opinion(indicator, 'agree', 'seen', author, now),
    ])
      assert.deepEqual(
        validateBundle({ type: 'bundle', id: 'bundle--11111111-1111-4111-8111-111111111111', objects: [answer] }),
        [],
      )
  })
})

describe('the gate of every exit', () => {
  const random = seededRandom(7)
  const recipient = (): Recipient => ({
    name: pick(random, ['p1', 'p2', 'p3']),
    kind: pick(random, ['peer', 'group', 'public'] as const),
    clearance: pick(random, tlpLabels),
    outsiders: random.next() < 0.3,
  })

  it('lets nothing above the clearance pass: 10,000 pairs', () => {
    for (let i = 0; i < 10_000; i++) {
      const label = pick(random, [...tlpLabels, null])
      const to = recipient()
      const addressed = random.next() < 0.5 ? ['p1'] : []
      const object: StixObject = {
        type: 'note',
        id: 'note--1',
        content: 'x',
        ...(label === null ? {} : { object_marking_refs: [tlpRef(label)] }),
      }
      const passed = release([object], to, addressed)
      const effective: Tlp = label ?? 'AMBER'
      const allowed =
        effective === 'CLEAR' ||
        (to.kind !== 'public' &&
          (effective === 'RED'
            ? to.kind === 'peer' && addressed.includes(to.name)
            : rank(to.clearance) >= rank(effective) &&
              !(rank(effective) >= 2 && to.outsiders === true) &&
              !(effective === 'AMBER+STRICT' && to.kind === 'group')))
      assert.equal(passed.length === 1, allowed, `${label} to ${JSON.stringify(to)} addressed ${addressed.join()}`)
      assert.equal(whyWithheld({ tlp: label, addressed }, to) === null, allowed)
    }
  })

  it('takes single properties out, and what cannot do without them', () => {
    const note = {
      type: 'note',
      id: 'note--1',
      content: 'x',
      abstract: 'secret',
      object_marking_refs: [tlpRef('GREEN')],
      granular_markings: [{ marking_ref: tlpRef('RED'), selectors: ['abstract'] }],
    }
    const to: Recipient = { name: 'p', kind: 'peer', clearance: 'AMBER' }
    const [out] = release([note], to)
    assert.equal(out?.['abstract'], undefined)
    assert.equal(tlpOf(out as StixObject), 'GREEN')
    assert.deepEqual(
      release([{ ...note, granular_markings: [{ marking_ref: tlpRef('RED'), selectors: ['content'] }] }], to),
      [],
    )
  })

  it('lets nothing tied to a person pass, and drops references to what stayed', () => {
    const mail: StixObject = {
      type: 'email-addr',
      id: 'email-addr--1',
      value: 'a@b.example',
      object_marking_refs: [tlpRef('CLEAR')],
    }
    const indicator: StixObject = {
      type: 'indicator',
      id: 'indicator--1',
      pattern: "[email-addr:value = 'a@b.example']",
      object_marking_refs: [tlpRef('CLEAR')],
    }
    const report: StixObject = {
      type: 'report',
      id: 'report--1',
      name: 'r',
      object_refs: ['email-addr--1', 'malware--9'],
      object_marking_refs: [tlpRef('CLEAR')],
    }
    const out = release([mail, indicator, report], { name: 'all', kind: 'public', clearance: 'CLEAR' })
    assert.deepEqual(out, [{ ...report, object_refs: ['malware--9'] }])
  })
})
