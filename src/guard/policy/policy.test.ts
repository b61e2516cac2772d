import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SallyportError } from '../../core/errors.ts'
import { actions, actionsOf, allowed, mustBeAllowed, places, principals, refusalOf } from './policy.ts'
import type { Action, Actor, Place, Principal, Resource } from './policy.ts'

/**
 * Written by hand, so that a change of the table is a change of this page, and both are read.
 * A cell: doors (apply, interview, work, packages, messages, circle, house) / what it takes
 * (own, assigned → s, compartment → k, another person → x, two people → 2). `.` is no.
 */
const page = `
                      employee  recruiter   interviewer analyst            lead               auditor   admin  service guest  peer
advisory.approve      .         .           .           .                  c/x                .         .      .       .      .
advisory.draft        .         .           .           c                  c                  .         .      .       .      .
advisory.read         .         .           .           c                  c                  c         .      c       .      c
advisory.submit       .         .           .           c                  c                  .         .      c       .      c
audit.export          .         .           .           .                  .                  h         .      .       .      .
audit.read            .         .           .           .                  .                  h         .      .       .      .
audit.verify          .         .           .           .                  .                  h         h      .       .      .
backup.make           .         .           .           .                  .                  .         h      h       .      .
backup.restore        .         .           .           .                  .                  .         h      .       .      .
calibration.read      .         .           .           h                  h                  h         .      .       .      .
calibration.sign-off  .         .           .           .                  h/x                .         .      .       .      .
case.assign           .         .           .           aipmc/k            aipmc/k+w/k2       .         .      .       .      .
case.check            .         a/k         i/s         aipmc/k            aipmc/k+w/k2       .         .      .       .      .
case.comment          .         a/k         i/s         aipmcw/k           aipmcw/k           .         .      .       .      .
case.compartment      .         .           .           .                  aipmcw/k           .         .      .       .      .
case.contest          .         .           .           .                  aipmcw/kx          .         .      .       .      .
case.decide           .         .           .           aipmc/k            aipmc/k+w/k2       .         .      .       .      .
case.letter           .         .           .           aipmc/k            aipmc/k+w/k2       .         .      .       .      .
case.move             .         .           .           aipmc/k            aipmc/k+w/k2       .         .      .       .      .
case.read             .         a/k         i/s         aipmcw/k           aipmcw/k           aipmc/k   .      .       .      .
case.read-outcome     pm/o      pm/o        pm/o        pm/o               pm/o               pm/o      pm/o   .       m/o    .
challenge.draw        .         .           i/s         aipmc/k            aipmc/k            .         .      .       .      .
check.answer          .         .           .           .                  .                  .         .      .       ai/o   .
demo.load             .         .           .           h                  h                  .         h      .       .      .
evidence.download     .         .           .           aipmc/k+w/k2       aipmc/k+w/k2       .         .      .       .      .
evidence.read         pm/o      a/k+pm/o    i/s+pm/o    aipmc/k+w/k2+pm/o  aipmc/k+w/k2+pm/o  pm/o      pm/o   .       .      .
evidence.submit       pm        aipm        pm+i/s      aipmcw             aipmcw             pm        pm     aipmcw  aim/o  .
health.read           .         .           .           h                  h                  h         h      h       .      .
link.read             .         .           .           aipmc/k+w/k2       aipmc/k+w/k2       .         .      .       .      .
link.remove           .         .           .           aipmc/k            aipmc/k+w/k2       .         .      .       .      .
match.ask             .         .           .           c                  c                  .         .      .       .      .
match.confirm         .         .           .           c/x                c/x                .         .      .       .      .
match.propose         .         .           .           c                  c                  .         .      .       .      .
match.read            .         .           .           c                  c                  c         .      .       .      .
peer.manage           .         .           .           .                  .                  .         h      .       .      .
peer.read             .         .           .           h                  h                  h         h      .       .      .
playbook.read         .         .           .           h                  h                  h         h      .       .      .
playbook.read-sealed  .         .           .           .                  h                  .         .      .       .      .
playbook.write        .         .           .           .                  h                  .         .      .       .      .
queue.read            .         a           i           aipmcw             aipmcw             aipmcw    .      .       .      .
retention.erase       .         .           .           .                  aipmcw/k           .         .      .       .      .
retention.export      .         .           .           .                  aipmcw/k           .         .      .       .      .
self.read             h         h           h           h                  h                  h         h      .       .      .
self.write            h         h           h           h                  h                  h         h      .       .      .
settings.read         .         .           .           .                  h                  h         h      .       .      .
settings.write        .         .           .           .                  .                  .         h      .       .      .
statistics.read       .         .           .           aipmcw             aipmcw             aipmcw    .      .       .      .
token.manage          .         .           .           .                  .                  .         h      .       .      .
user.manage           .         .           .           .                  .                  .         h/x    .       .      .
verdict.read          pm        pm          pm          aipmcw             aipmcw             pm        pm     pm      .      .
webhook.manage        .         .           .           .                  .                  .         h      .       .      .
work.approve          .         .           .           .                  w/x                .         .      .       .      .
work.ask              .         .           .           w/k                w/k                .         .      .       .      .
work.unmask           .         .           .           w/k2               w/k2               .         .      .       .      .
`
const letters: Readonly<Record<string, Place>> = {
  a: 'apply',
  i: 'interview',
  w: 'work',
  p: 'packages',
  m: 'messages',
  c: 'circle',
  h: 'house',
}

const [head, ...rows] = page.trim().split('\n')
const columns = (head as string).trim().split(/\s+/) as Principal[]
const written = new Map<string, Record<string, string>>(
  rows.map((row) => {
    const [action, ...cells] = row.trim().split(/\s+/)
    return [action as string, Object.fromEntries(columns.map((column, at) => [column, cells[at] as string]))]
  }),
)

const org = 'org'
const me = 'me'
const actor = (role: Principal, more: Partial<Actor> = {}): Actor => ({
  id: me,
  org,
  roles: [role],
  doors: null,
  scopes: null,
  ...more,
})
/** Which conditions hold → a resource on which exactly these hold. */
function resource(place: Place, holds: ReadonlySet<string>): Resource {
  return {
    org,
    place,
    owner: holds.has('o') ? me : 'other',
    assigned: holds.has('s') ? ['other', me] : ['other'],
    compartment: holds.has('k') ? null : ['other'],
    madeBy: holds.has('x') ? 'other' : me,
    approval: holds.has('2') ? { by: 'other', reason: 'clock of two zones' } : null,
  }
}
const subsets = Array.from({ length: 32 }, (_, bits) => new Set([...'oskx2'].filter((_, at) => bits & (1 << at))))

describe('the policy', () => {
  it('is the page above: every action × principal × place × combination of conditions', () => {
    assert.deepEqual([...written.keys()].sort(), Object.keys(actions).sort())
    assert.deepEqual([...columns].sort(), [...principals].sort())
    let checked = 0
    for (const [action, cells] of written) {
      for (const role of columns) {
        const grants =
          cells[role] === '.'
            ? []
            : (cells[role] as string).split('+').map((cell) => cell.split('/') as [string, string?])
        for (const [letter, place] of Object.entries(letters)) {
          for (const holds of subsets) {
            const expected = grants.some(
              ([at, takes = '']) => at.includes(letter) && [...takes].every((one) => holds.has(one)),
            )
            assert.equal(
              allowed(actor(role), action as Action, resource(place, holds)),
              expected,
              `${role} ${action} at ${place} when ${[...holds].join('') || 'nothing'} holds`,
            )
            checked += 1
          }
        }
      }
    }
    assert.equal(checked, Object.keys(actions).length * principals.length * places.length * 32)
  })

  const open = (place: Place): Resource => resource(place, new Set('oskx2'))

  it('refuses whoever has no role, and every action it does not know', () => {
    for (const action of Object.keys(actions) as Action[]) {
      for (const place of places) assert.equal(allowed({ ...actor('lead'), roles: [] }, action, open(place)), false)
    }
    for (const action of ['', 'case', 'constructor', '__proto__', 'case.read ']) {
      assert.equal(allowed(actor('lead'), action as Action, open('apply')), false)
    }
    assert.equal(allowed({ ...actor('lead'), roles: ['root' as Principal] }, 'case.read', open('apply')), false)
  })

  it('refuses everything of another organisation, whatever the role', () => {
    for (const role of principals) {
      for (const action of Object.keys(actions) as Action[]) {
        for (const place of places)
          assert.equal(allowed(actor(role), action, { ...open(place), org: 'elsewhere' }), false)
      }
    }
  })

  it('a resource of which a route says nothing satisfies no condition', () => {
    for (const role of principals) {
      for (const [action, cells] of written) {
        for (const [letter, place] of Object.entries(letters)) {
          const plain = (cells[role] as string).split('+').some((cell) => !cell.includes('/') && cell.includes(letter))
          assert.equal(allowed(actor(role), action as Action, { org, place }), plain, `${role} ${action} ${place}`)
        }
      }
    }
  })

  it('nobody reads, decides or erases what is about themselves', () => {
    for (const role of principals) {
      for (const action of Object.keys(actions) as Action[]) {
        if (action === 'evidence.submit' || action === 'check.answer' || action.startsWith('self.')) continue
        for (const place of places)
          assert.equal(allowed(actor(role), action, { ...open(place), about: me }), false, `${role} ${action}`)
      }
    }
  })

  it('two people means two, with a reason', () => {
    const ask = (approval: Resource['approval']) =>
      allowed(actor('lead'), 'work.unmask', { ...open('work'), approval: approval ?? null })
    assert.equal(ask({ by: 'other', reason: 'clock of two zones' }), true)
    assert.equal(ask({ by: me, reason: 'clock of two zones' }), false)
    assert.equal(ask({ by: 'other', reason: '  ' }), false)
    assert.equal(ask(null), false)
  })

  it('an API token can do no more than its scopes, and no more than its roles', () => {
    const token = actor('analyst', { scopes: ['case.read', 'settings.write'] })
    assert.equal(allowed(token, 'case.read', open('apply')), true)
    assert.equal(allowed(token, 'case.decide', open('apply')), false)
    assert.equal(allowed(token, 'settings.write', open('house')), false)
    assert.equal(allowed(actor('lead', { scopes: [] }), 'self.read', open('house')), false)
  })

  it('a person confined to a door stays there', () => {
    const confined = actor('analyst', { doors: ['packages'] })
    assert.equal(allowed(confined, 'case.read', open('packages')), true)
    assert.equal(allowed(confined, 'case.read', open('apply')), false)
    assert.equal(allowed(confined, 'playbook.read', open('house')), true)
  })

  it('roles add up', () => {
    const both = { ...actor('auditor'), roles: ['auditor', 'recruiter'] as const }
    assert.equal(allowed(both, 'audit.read', open('house')), true)
    assert.equal(allowed(both, 'case.comment', open('apply')), true)
    assert.equal(allowed(both, 'case.decide', open('apply')), false)
  })

  it('nobody who runs the machine reads a case', () => {
    for (const action of [
      'case.read',
      'evidence.read',
      'evidence.download',
      'queue.read',
      'link.read',
      'playbook.read-sealed',
      'work.unmask',
    ] as const) {
      for (const place of places)
        assert.equal(allowed(actor('admin'), action, { ...open(place), owner: 'other' }), false, action)
    }
  })

  it('says there is nothing, where even that is none of one’s business', () => {
    const code = (role: Principal, action: Action, target: Resource): string => {
      try {
        mustBeAllowed(actor(role), action, target)
        return 'allowed'
      } catch (error) {
        assert.ok(error instanceof SallyportError)
        return error.code
      }
    }
    assert.equal(code('analyst', 'case.read', open('apply')), 'allowed')
    assert.equal(code('analyst', 'case.read', { ...open('apply'), org: 'elsewhere' }), 'SP_NOT_FOUND')
    assert.equal(code('analyst', 'case.read', { ...open('apply'), compartment: ['other'] }), 'SP_NOT_FOUND')
    assert.equal(code('interviewer', 'case.read', { ...open('interview'), assigned: [] }), 'SP_NOT_FOUND')
    assert.equal(code('recruiter', 'case.decide', open('apply')), 'SP_FORBIDDEN')
    assert.equal(code('lead', 'work.unmask', { ...open('work'), approval: null }), 'SP_FORBIDDEN')
    assert.deepEqual(refusalOf(actor('lead'), 'advisory.approve', { ...open('circle'), madeBy: me }), {
      why: 'condition',
      missing: 'anotherPerson',
    })
  })

  it('tells a console what to show', () => {
    assert.deepEqual(actionsOf(actor('employee')), [
      'case.read-outcome',
      'evidence.read',
      'evidence.submit',
      'self.read',
      'self.write',
      'verdict.read',
    ])
    assert.deepEqual(actionsOf(actor('employee', { scopes: ['evidence.submit', 'case.read'] })), ['evidence.submit'])
    assert.deepEqual(actionsOf({ ...actor('peer'), roles: [] }), [])
  })
})
