import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asks, isLesson } from './asks.ts'
import { lures } from './lures.ts'

const of = (text: string): string[] => asks(text).map((one) => one.ask)

test('a verb beside a thing is an ask, in whatever words', () => {
  assert.ok(
    of('grab the voice plugin from our page').includes('ask-install') ||
      of('install the voice plugin').includes('ask-install'),
  )
  assert.ok(of('Check out the repo and bring it up').includes('ask-run-code'))
  assert.ok(of('reply with the okta code you just received').includes('ask-secret-back'))
  assert.ok(of('let me use your Toptal login').includes('ask-lend'))
  assert.ok(of("please don't use Docker, it needs a physical machine").includes('ask-no-sandbox'))
})

test('a prohibition, a quotation and an address ask for nothing', () => {
  assert.ok(!of('Never share your recovery phrase or password').includes('ask-secret'))
  assert.ok(!of('> please install the plugin').includes('ask-install'))
  assert.ok(!of('see https://example.org/install-plugin/download').includes('ask-install'))
})

test('a lesson about lures is none; one word of caution in a lure does not make it a lesson', () => {
  assert.ok(isLesson('Phishing training: attackers say your audio is broken and have you paste a command.'))
  assert.ok(!isLesson('Beware of scammers! Now paste this into Terminal.'))
})

test('a multiple of the pay is read however it is put', () => {
  for (const text of [
    'they triple whatever you earn',
    'x2 from what u have',
    'Quadruple of present income',
    '2.5 times current package',
  ])
    assert.ok(
      lures(text).some((one) => one.lure === 'pay-multiple'),
      text,
    )
  assert.ok(!lures('please double-check your pay slip').some((one) => one.lure === 'pay-multiple'))
})

test('places lie within the text, and long hostile text is read in bounded time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const one of asks(text)) assert.ok(one.start >= 0 && text.startsWith(one.text.slice(0, 20), one.start))
    }),
  )
  const started = performance.now()
  for (const unit of ['install ', 'your account ', 'a.b ', '@ ', 'rent linkedin ', 'password: '])
    lures(unit.repeat(Math.ceil(60_000 / unit.length)))
  assert.ok(performance.now() - started < 12_000)
})
