import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lookalike } from './lookalike.ts'
import { hostName } from './name.ts'
import { nearBrand, oneEdit } from './near.ts'
import { isOfficial } from './official.ts'
import { decodePunycode } from './punycode.ts'
import { segment } from './segment.ts'
import { skeleton } from './skeleton.ts'

test('a host is taken apart at the public suffix, private suffixes included', () => {
  assert.deepEqual(hostName('zoom.us05-web.us').subLabels, ['zoom'])
  assert.equal(hostName('a.b.example.co.uk').registrable, 'example.co.uk')
  assert.equal(hostName('x.pages.dev').registrable, 'x.pages.dev')
  assert.equal(hostName('x.pages.dev').shared, true)
  assert.equal(hostName('203.0.113.7').ip, true)
})

test('official hosts are known, and what only looks like them is not', () => {
  for (const host of ['zoom.us', 'us05web.zoom.us', 'teams.live.com', 'meet.google.com', 'google.co.uk', 'docsend.com'])
    assert.equal(isOfficial(host), true, host)
  for (const host of ['zoom.us.evil.example', 'us05web-zoom.us', 'notzoom.us', 'google.us.com', 'myteams.com'])
    assert.equal(isOfficial(host), false, host)
  assert.equal(lookalike('us05web.zoom.us').margin, -99)
})

test('lures of the published kinds stand above the threshold, ordinary names below', () => {
  for (const host of [
    'us05web-zoom.biz',
    'zoom.us04web-meeting.us',
    'support-gmeet.com',
    'teams-live-meeting.us',
    'googledriveshare.online',
  ])
    assert.ok(lookalike(host).margin > 0, host)
  for (const host of [
    'wikipedia.org',
    'nytimes.com',
    'debian.org',
    'spiegel.de',
    'zoomcar.com',
    'teamspeak.com',
    'meetup.com',
  ])
    assert.ok(lookalike(host).margin < 0, host)
})

test('it says whose name is borrowed, and how', () => {
  assert.deepEqual(
    [lookalike('calendIy.com'.toLowerCase()).imitates, lookalike('calendiy.com').how],
    ['calendly', 'same-look'],
  )
  assert.deepEqual([lookalike('coinbasse.com').imitates, lookalike('coinbasse.com').how], ['coinbase', 'one-edit'])
  assert.deepEqual(
    [lookalike('zoom.acme-portal.example').imitates, lookalike('zoom.acme-portal.example').how],
    ['zoom', 'as-subdomain'],
  )
  assert.equal(lookalike('xn--zm-jhba.us'.replace('xn--zm-jhba', 'xn--zm-tlca')).known, false)
  assert.equal(lookalike('meet.acme.example').imitates, '')
})

test("an allowed domain and a brand of one's own are known", () => {
  assert.equal(lookalike('meet.acme.example', { allowed: new Set(['acme.example']) }).known, true)
  const own = {
    id: 'own',
    title: 'Acme',
    kind: 'own',
    names: ['acme'],
    domains: ['acme.example'],
    look: ['acmecorp'],
    source: 'test',
  } as const
  assert.equal(lookalike('acmecorp-login.com', { brands: [own] }).imitates, 'own')
})

test('punycode and skeletons', () => {
  assert.equal(decodePunycode('80ak6aa92e'), 'аррӏе')
  assert.equal(skeleton('xn--80ak6aa92e'), skeleton('apple'))
  assert.equal(skeleton('rnicrosoft'), skeleton('microsoft'))
  assert.equal(decodePunycode('\u0000!'), null)
})

test('labels fall into words', () => {
  assert.deepEqual(
    segment('us05webzoom').map((piece) => piece.text),
    ['us', '05', 'web', 'zoom'],
  )
  assert.deepEqual(
    segment('twosigmaventures').map((piece) => piece.text),
    ['twosigma', 'ventures'],
  )
})

test('one edit is symmetric and never zero', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => oneEdit(a, b) === oneEdit(b, a)),
  )
  fc.assert(fc.property(fc.string({ maxLength: 8 }), (a) => !oneEdit(a, a)))
  assert.equal(nearBrand('calendly'), null)
  assert.equal(oneEdit('claendly', 'calendly'), true)
})

test('no text throws, whatever it is', () => {
  fc.assert(fc.property(fc.string(), (text) => lookalike(text).host.length >= 0))
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) =>
      segment(text.toLowerCase()).every((piece) => piece.text.length > 0),
    ),
  )
})
