import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { noLineage, nothingMade, type ResumeDocument } from '../document.ts'
import { plainParagraph, plainSheet, type Block, type Sheet } from '../extract/flow/blocks.ts'
import { flowed } from '../extract/flow/document.ts'
import { channels, closeness, compareLayouts, overlap } from './channels.ts'
import { backgroundOf, normalised } from './cohort.ts'
import { fingerprintOf } from './fingerprint.ts'
import { worth, type Weights } from './score.ts'

interface Look {
  readonly scale?: number
  readonly accent?: string
  readonly font?: string
  readonly gap?: number
}

/** A page of one template with other words. */
function page(
  words: readonly string[],
  { scale = 1, accent = '#aa2200', font = 'Lato', gap = 12 }: Look = {},
): ResumeDocument {
  const line = (
    text: string,
    size: number,
    colour: string,
    bold: boolean,
    more: Partial<typeof plainParagraph> = {},
  ): Block => ({
    ...plainParagraph,
    spans: [{ text, size: size * scale, font, bold, italic: false, colour }],
    ...more,
    left: (more.left ?? 0) * scale,
    before: (more.before ?? 0) * scale,
    after: (more.after ?? 0) * scale,
    firstLine: (more.firstLine ?? 0) * scale,
  })
  const heading = (text: string): Block => line(text, 14, accent, true, { before: gap, after: 4, ruleBelow: accent })
  const item = (text: string): Block => line(text, 10, '#222222', false, { left: 18, firstLine: -12, bullet: '•' })
  const blocks = [
    line(`${words[0]} ${words[1]}`, 24, '#222222', true),
    heading('Experience'),
    ...words
      .slice(2)
      .flatMap((word, i) => [
        line(`${word} Engineer\tJan 20${10 + i} – May 20${11 + i}`, 10, '#222222', true, { before: 6 }),
        item(`Built the ${word} service and tended it`),
        item(`Wrote ${word} tests`),
      ]),
    heading('Education'),
    line(`${words[2]} University, 2001 – 2005`, 10, '#222222', false),
    heading('Skills'),
    line(words.join(', '), 10, '#222222', false),
  ]
  const sheet: Sheet = { ...plainSheet }
  return flowed({
    format: 'docx',
    blocks,
    sheet,
    made: nothingMade,
    lineage: noLineage,
    tools: { sha256: () => '', pixels: () => null },
    picture: () => null,
  })
}

const one = ['Ada', 'Lovelace', 'alpha', 'beta', 'gamma']
const other = ['Grace', 'Hopper', 'delta', 'epsilon', 'zeta', 'eta']
const print = (words: readonly string[], look: Look = {}): NonNullable<ReturnType<typeof fingerprintOf>> => {
  const made = fingerprintOf(page(words, look))
  assert.ok(made !== null)
  return made
}
const meanOf = (a: ReturnType<typeof print>, b: ReturnType<typeof print>): number => {
  const said = compareLayouts(a, b).filter((value) => value !== null)
  return said.reduce((sum, value) => sum + value, 0) / said.length
}

test('a layout is fully like itself, and likeness has no direction', () => {
  const a = print(one)
  const b = print(other, { gap: 30, font: 'Noto' })
  for (const [i, value] of compareLayouts(a, a).entries())
    assert.ok(value === null || value > 0.999, channels[i]?.name ?? '')
  const there = compareLayouts(a, b)
  const back = compareLayouts(b, a)
  for (const [i, value] of there.entries())
    assert.ok(Math.abs((value ?? 0) - (back[i] ?? 0)) < 1e-9, channels[i]?.name ?? '')
})

test('other people on one template are more alike than one person on two', () => {
  const same = meanOf(print(one), print(other))
  const different = meanOf(print(one), print(one, { gap: 26, accent: '#333333', scale: 1.2 }))
  assert.ok(same > 0.85, `${same}`)
  assert.ok(different < same, `${different} ${same}`)
})

test('rescaling, recolouring and another typeface leave most channels as they were', () => {
  for (const look of [{ scale: 0.9 }, { accent: '#0055cc' }, { font: 'Times New Roman' }])
    assert.ok(meanOf(print(one), print(one, look)) > 0.8, JSON.stringify(look))
})

test('overlap lies between nought and one, and fades with distance', () => {
  const histogram = fc
    .array(fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })), {
      maxLength: 8,
    })
    .map((list) => list.sort((a, b) => a[0] - b[0]))
  fc.assert(
    fc.property(histogram, histogram, (a, b) => {
      const value = overlap(a, b, 0.1)
      assert.ok(value === null || (value >= 0 && value <= 1))
    }),
  )
  assert.ok((overlap([[1, 1]], [[1.02, 1]], 0.1) ?? 0) > (overlap([[1, 1]], [[1.05, 1]], 0.1) ?? 0))
  assert.equal(overlap([[1, 1]], [[2, 1]], 0.1), 0)
  assert.equal(closeness({ a: 1 }, { a: 'x' }, 1, /./), null)
})

test('more alike is never worth less', () => {
  const weights: Weights = { intercept: 0, rises: [[0.1, 0, 2, 0.5, 1, 3]], silent: [0.4] }
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b) =>
        a <= b === worth(a, 0, weights) <= worth(b, 0, weights) ||
        a === b ||
        worth(a, 0, weights) === worth(b, 0, weights),
    ),
  )
  assert.equal(worth(null, 0, weights), 0.4)
})

test('a plain page, like everybody’s, needs a higher score', () => {
  const plain = backgroundOf([3, 4, 3.5, 4.2, 3.9, 4.1, 3.8, 9])
  const rare = backgroundOf([-6, -5, -7, -5.5, -6.2, -5.8, -6.5, 9])
  assert.ok(normalised(6, plain, plain, 0.4) < normalised(6, rare, rare, 0.4))
})
