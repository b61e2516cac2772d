import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { work } from '../door.ts'
import { collect, parse } from './activity.ts'
import { readCalendar } from './calendar.ts'
import { LineReader, readRecord, type Taken } from './lines.ts'
import { networkOf, offsetOf, time } from './record.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const only = (record: object): Extract<Taken, { event: unknown }>['event'] => {
  const [taken] = readRecord(record as Record<string, unknown>)
  assert.ok(taken !== undefined && 'event' in taken, JSON.stringify(taken))
  return taken.event
}

const okta = {
  uuid: 'u-1',
  published: '2026-03-02T09:15:00.123Z',
  eventType: 'user.session.start',
  actor: { id: '00u', type: 'User', alternateId: 'Kim.Doe@example.com', displayName: 'Kim Doe' },
  client: {
    ipAddress: '203.0.113.9',
    userAgent: { rawUserAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/131.0' },
    geographicalContext: { country: 'Portugal' },
  },
  authenticationContext: { externalSessionId: 'sess' },
  securityContext: { asNumber: 64500 },
  debugContext: { debugData: { dtHash: 'abc' } },
}

test('Okta: session, device, network and country, and nothing that names them', () => {
  const event = only(okta)
  assert.deepEqual(
    [event.source, event.id, event.account, event.class, event.country, event.asn, event.client],
    ['okta', 'u-1', 'kim.doe@example.com', 'interactive', 'PT', 64500, 'chrome/macos'],
  )
  assert.doesNotMatch(JSON.stringify(event), /203\.0\.113|Kim Doe|sess"/)
  assert.equal(only({ ...okta, actor: { ...okta.actor, type: 'SystemPrincipal' } }).class, 'automated')
  assert.equal(only({ ...okta, eventType: 'app.oauth2.token.grant.refresh_token' }).class, 'token')
})

test('Okta names the factor that passed', () => {
  const factor = (id: string): string | null =>
    only({ ...okta, eventType: 'user.authentication.auth_via_mfa', target: [{ type: 'AuthenticatorEnrollment', id }] })
      .factor
  assert.equal(factor('f1'), factor('F1'))
  assert.notEqual(factor('f1'), factor('f2'))
})

test('Entra: a token refreshed without a person is no person', () => {
  const entra = {
    id: 'e',
    createdDateTime: '2026-03-02T09:15:00Z',
    userPrincipalName: 'kim@example.com',
    isInteractive: true,
    ipAddress: '2001:db8:1:2::5',
    deviceDetail: { deviceId: 'd', operatingSystem: 'Windows 11', browser: 'Edge 131.0.0' },
    location: { countryOrRegion: 'PT' },
    autonomousSystemNumber: 64500,
  }
  assert.equal(only(entra).class, 'interactive')
  assert.equal(only(entra).client, 'edge/windows')
  assert.equal(only({ ...entra, isInteractive: false }).class, 'token')
  assert.equal(only({ ...entra, signInEventTypes: ['servicePrincipal'] }).class, 'automated')
})

test('GitHub audit, push webhook, GitLab, Slack, Linear, Jira, VPN, endpoint', () => {
  assert.equal(
    only({ '@timestamp': 1772442900000, action: 'git.push', actor: 'kim', _document_id: 'd', user_agent: 'git/2.39' })
      .at,
    1772442900000,
  )
  assert.equal(
    only({ '@timestamp': 1772442900000, action: 'x', actor: 'renovate[bot]', _document_id: 'd' }).class,
    'automated',
  )
  const push = readRecord({
    pusher: {},
    received_at: '2026-03-02T10:00:00Z',
    commits: [
      {
        id: 'c1',
        timestamp: '2026-03-02T09:15:00+05:45',
        message: 'secret text',
        author: { email: 'kim@example.com' },
      },
      { id: 'c2', timestamp: 'nonsense', author: { email: 'kim@example.com' } },
    ],
  })
  assert.equal(push.length, 2)
  assert.ok('event' in push[0]! && push[0].event.offset === 345 && push[0].event.received === Date.UTC(2026, 2, 2, 10))
  assert.doesNotMatch(JSON.stringify(push), /secret text/)
  assert.ok('refused' in push[1]!)
  assert.equal(
    only({
      id: 1,
      author_id: 7,
      author_name: 'Kim',
      entity_type: 'Project',
      created_at: '2026-03-02T09:15:00Z',
      details: { ip_address: '203.0.113.9' },
    }).source,
    'gitlab',
  )
  assert.equal(
    only({
      id: 's',
      date_create: 1772442900,
      action: 'user_login',
      actor: { type: 'user', user: { email: 'kim@example.com' } },
      context: { ip_address: '203.0.113.9' },
    }).at,
    1772442900000,
  )
  assert.equal(
    only({ action: 'update', organizationId: 'o', actor: { id: 'x', type: 'user' }, createdAt: '2026-03-02T09:15:00Z' })
      .source,
    'tickets',
  )
  assert.equal(
    only({ webhookEvent: 'jira:issue_updated', timestamp: 1772442900000, user: { accountId: 'x', accountType: 'app' } })
      .class,
    'automated',
  )
  assert.equal(
    only({ event: 'connect', user: 'kim', src_ip: '203.0.113.9', timestamp: '2026-03-02T09:15:00Z' }).source,
    'vpn',
  )
  assert.equal(
    only({ event: 'rekey', user: 'kim', src_ip: '203.0.113.9', timestamp: '2026-03-02T09:15:00Z' }).class,
    'token',
  )
  assert.equal(only({ host_id: 'h', logon_type: 3, user: 'kim', timestamp: '2026-03-02T09:15:00Z' }).class, 'automated')
})

test('OCSF 1.8 and ECS; a class that says nothing about presence, and a type that contradicts its class', () => {
  const ocsf = {
    class_uid: 3002,
    activity_id: 1,
    type_uid: 300201,
    time: 1772442900000,
    metadata: { uid: 'm', version: '1.8.0', logged_time: 1772442905000, product: { name: 'IdP' } },
    user: { email_addr: 'kim@example.com', type_id: 1 },
    src_endpoint: { ip: '203.0.113.9' },
  }
  const event = only(ocsf)
  assert.deepEqual(
    [event.id, event.account, event.received, event.source],
    ['m', 'kim@example.com', 1772442905000, 'idp'],
  )
  assert.ok('refused' in readRecord({ ...ocsf, type_uid: 300301 })[0]!)
  assert.ok('refused' in readRecord({ ...ocsf, class_uid: 4001, type_uid: 400101 })[0]!)
  assert.equal(only({ ...ocsf, logon_type_id: 5 }).class, 'automated')
  const ecs = {
    '@timestamp': '2026-03-02T09:15:00Z',
    ecs: { version: '9.0' },
    event: { id: 'x', category: ['authentication'], dataset: 'system.auth' },
    user: { name: 'kim' },
    source: { geo: { country_iso_code: 'PT' } },
  }
  assert.equal(only(ecs).country, 'PT')
  assert.ok('refused' in readRecord({ ...ecs, event: { category: ['file'] } })[0]!)
})

test('times: seconds, milliseconds, microseconds, leap seconds; 1970 and 2106 are broken clocks', () => {
  assert.equal(time(1772442900), 1772442900000)
  assert.equal(time('1772442900000'), 1772442900000)
  assert.equal(time(1772442900000000), 1772442900000)
  assert.equal(time('2016-12-31T23:59:60Z'), Date.UTC(2016, 11, 31, 23, 59, 59))
  for (const broken of [0, 4_294_967_296, '', 'yesterday', Number.NaN, null, {}]) assert.equal(time(broken), null)
  assert.deepEqual(
    ['+14:00', '-12:00', '+05:45', '+15:00', 'Z'].map((zone) => offsetOf(`2026-03-02T09:15:00${zone}`)),
    [840, -720, 345, null, null],
  )
})

test('networks: a /24 or a /48, whatever the spelling', () => {
  assert.equal(networkOf('203.0.113.9'), networkOf('203.0.113.200'))
  assert.equal(networkOf('::ffff:203.0.113.9'), networkOf('203.0.113.7'))
  assert.notEqual(networkOf('203.0.113.9'), networkOf('203.0.114.9'))
  assert.equal(networkOf('2001:db8:1:2::5'), networkOf('2001:0DB8:1:ffff::1'))
  assert.equal(networkOf('not an address'), null)
})

const hash = 'a'.repeat(40)

test('git log in our format and as somebody saved it; merges, bots and rebases told apart', () => {
  const line = (parents: string, mail: string, committed = '2026-03-02T09:15:00+05:45'): string =>
    [hash, parents, '2026-03-02T09:15:00+05:45', committed, mail, mail].join('\u001f')
  const of = (text: string): Taken[] => {
    const reader = new LineReader()
    return [...reader.push(text), ...reader.end()]
  }
  const [plain] = of(line('p', 'kim@example.com'))
  assert.ok(
    plain !== undefined &&
      'event' in plain &&
      plain.event.offset === 345 &&
      plain.event.at === Date.UTC(2026, 2, 2, 3, 30),
  )
  assert.ok(
    'event' in of(line('p q', 'kim@example.com'))[0]! &&
      JSON.stringify(of(line('p q', 'kim@example.com'))).includes('"merge"'),
  )
  assert.ok(JSON.stringify(of(line('p', '49699333+dependabot[bot]@users.noreply.github.com'))).includes('"automated"'))
  assert.ok(JSON.stringify(of(line('p', '123+kim@users.noreply.github.com'))).includes('"interactive"'))
  assert.equal(of(line('p', 'kim@example.com', '2026-03-03T09:15:00+05:45')).length, 2)

  const saved = `commit ${hash}\nMerge: abc def\nAuthor: Kim Doe <kim@example.com>\nDate:   Mon Mar 2 09:15:02 2026 +0545\n\n    Author: fake <other@example.com>\n\ncommit ${'b'.repeat(40)}\nAuthor: Kim Doe <kim@example.com>\nDate:   Mon Mar 2 19:15:02 2026 -1200\n\n    text\n`
  const read = parse(bytes(saved), 'history.txt')
  assert.deepEqual(
    read.events.map(({ at, offset, class: kind }) => [at, offset, kind]),
    [
      [Date.UTC(2026, 2, 2, 3, 30, 2), 345, 'merge'],
      [Date.UTC(2026, 2, 3, 7, 15, 2), -720, 'interactive'],
    ],
  )
})

test('doubled and reversed files give the same activity', () => {
  const lines = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({ ...okta, uuid: `u${n}`, published: new Date(Date.UTC(2026, 2, 2, n)).toISOString() }),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 40 }), (shuffled) => {
      assert.deepEqual(
        parse(bytes([...shuffled, ...lines].join('\n')), 'a.jsonl').events,
        parse(bytes(lines.join('\n')), 'a.jsonl').events,
      )
    }),
    { numRuns: 20 },
  )
})

test('one account a record: others are counted, the claim names which', () => {
  const other = JSON.stringify({ ...okta, uuid: 'z', actor: { ...okta.actor, alternateId: 'other@example.com' } })
  const claim = JSON.stringify({ claim: { zone: 'Europe/Lisbon', account: 'kim.doe@example.com' } })
  const read = parse(bytes([other, other.replace('"z"', '"y"'), JSON.stringify(okta), claim].join('\n')), 'a.jsonl')
  assert.equal(read.account, 'kim.doe@example.com')
  assert.deepEqual(read.claim, { zone: 'Europe/Lisbon' })
  assert.equal(read.refused['of another account'], 2)
})

test('arrays, Entra pages and calendars; titles of a calendar are not read', () => {
  assert.equal(parse(bytes(JSON.stringify([okta])), 'okta.json').events.length, 1)
  assert.equal(
    parse(
      bytes(
        JSON.stringify({ value: [{ id: 'e', createdDateTime: '2026-03-02T09:15:00Z', userPrincipalName: 'k@x' }] }),
      ),
      'x.json',
    ).events.length,
    1,
  )
  const calendar =
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Operation on my knee\nCATEGORIES:Vacation\nDTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260306\nEND:VEVENT\nBEGIN:VEVENT\nCATEGORIES:Birthday\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nEND:VEVENT\nEND:VCALENDAR'
  const found = readCalendar(calendar.split('\n'))
  assert.deepEqual(found, [
    { kind: 'leave', from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 6), offset: null, source: null },
  ])
})

test('hostile lines are refused and counted; nothing throws', () => {
  const nasty = [
    '{"a":',
    '{}',
    '[]',
    'null',
    '{"__proto__":{"x":1},"class":"interactive","account":"a","at":1}',
    'x'.repeat(2_000_000),
    '{"eventType":{},"published":1,"actor":null}',
    '{"class_uid":3002,"time":1e400}',
    '\u001f\u001f\u001f',
  ]
  assert.doesNotThrow(() => parse(bytes(nasty.join('\n')), 'a.jsonl'))
  fc.assert(fc.property(fc.json(), (json) => void parse(bytes(json), 'a.jsonl')))
  fc.assert(fc.property(fc.string(), (text) => void parse(bytes(text), 'a.log')))
  assert.equal(collect([]).events.length, 0)
})

test('the door knows its logs by their first bytes and leaves other files alone', () => {
  assert.equal(work.recognises('x', bytes(`commit ${hash}\nAuthor: a`)), 'activity')
  assert.equal(work.recognises('x.json', bytes(JSON.stringify(okta))), 'activity')
  for (const other of [
    '%PDF-1.7',
    '{"name": "left-pad", "version": "1.0.0"}',
    '{"basics": {"name": "Kim"}}',
    'From: a@b\nSubject: commit',
  ])
    assert.equal(work.recognises('x', bytes(other)), null)
})
