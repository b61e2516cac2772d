import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Evidence } from '../../core/evidence.ts'
import type { Json } from '../../core/facts.ts'
import { memoryIndex } from '../../links/memory-index.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import { describeLayout } from '../../measure/resume/layout/describe.ts'
import cohort from '../../measure/resume/layout/cohort.json' with { type: 'json' }
import { readText } from '../../measure/resume/extract/text.ts'
import { findLayout, layoutRarity } from './layouts.ts'

/** Layouts of the shipped cohort: each is of another template. */
const templates = (cohort as unknown[]).slice(0, 6).map((print) => JSON.stringify(print))

function desk(): (name: string, fingerprint: string, tied?: readonly string[]) => ReturnType<typeof findLayout> {
  const index = memoryIndex()
  let number = 0
  return (name, fingerprint, tied = []) => {
    number += 1
    const evidence = { id: `e${String(number).padStart(4, '0')}`, org: 'o', subject: `s${number}` } as Evidence
    const facts = { contacts: { name }, layout: { geometry: 'exact', columns: 1, fingerprint } } as unknown as ResumeFacts
    index.add(evidence.subject, evidence.id, 'resume', facts as unknown as Json, [])
    return findLayout(facts, evidence, index, new Set(tied))
  }
}

test('the same template comes together, another one stays apart, and ids stay', async () => {
  const ask = desk()
  const first = await ask('Ann Abbott', templates[0] as string)
  assert.equal(first?.members, 0)
  const other = await ask('Ben Birch', templates[1] as string)
  assert.notEqual(other?.id, first?.id)
  const again = await ask('Cara Cole', templates[0] as string)
  assert.equal(again?.id, first?.id)
  assert.deepEqual([again?.members, again?.otherNames], [1, 1])
  assert.ok((again?.similarity ?? 0) > 0)
  assert.equal((await ask('Dan Dorn', templates[0] as string))?.id, first?.id)
})

test('a second channel counts only when it ties to somebody of that layout', async () => {
  const ask = desk()
  await ask('Ann Abbott', templates[0] as string)
  await ask('Ben Birch', templates[1] as string)
  assert.equal((await ask('Cara Cole', templates[0] as string, ['s2']))?.secondChannel, false)
  assert.equal((await ask('Dan Dorn', templates[0] as string, ['s1']))?.secondChannel, true)
})

test('a page with too little on it belongs nowhere', async () => {
  const document = readText(new TextEncoder().encode('Ann Abbott\n'), { sha256: () => '', pixels: () => null })
  assert.equal(describeLayout(document), null)
})

test('a layout is rare only by people who were cleared, and never rarer than among all', () => {
  assert.equal(layoutRarity({ subjects: 5, cleared: 0 }, { subjects: 400, cleared: 0 }), 1)
  assert.ok(layoutRarity({ subjects: 12, cleared: 11 }, { subjects: 900, cleared: 480 }) > 5)
  assert.ok(layoutRarity({ subjects: 700, cleared: 300 }, { subjects: 900, cleared: 480 }) < 1)
  // Three hundred who wait for a decision are no crew either.
  assert.ok(layoutRarity({ subjects: 301, cleared: 0 }, { subjects: 900, cleared: 480 }) < 2)
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(500), fc.nat(500), (inside, outside, cleared, others) => {
      const all = { subjects: inside + outside + cleared + others + 1, cleared: cleared + others }
      const bits = layoutRarity({ subjects: inside + cleared + 1, cleared }, all)
      assert.ok(bits >= 0)
      assert.ok(layoutRarity({ subjects: inside + cleared + 2, cleared }, { ...all, subjects: all.subjects + 1 }) <= bits + 1e-9 || bits < 12)
      if (others > 0) assert.ok(layoutRarity({ subjects: inside + cleared + 1, cleared: cleared + 1 }, all) <= bits)
    }),
  )
})
