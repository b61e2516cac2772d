import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { weigh } from '../../core/weigh.ts'
import type { Finding } from '../../core/finding.ts'
import { packFormat, sealPack, spki, verifyPack, type EvidencePack, type PackBody } from './evidence-pack.ts'
import { packPdf } from './pdf.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const found = (rule: string, group: Finding['group'], decibans: number): Finding => ({ rule, version: 'v', door: 'apply', group, title: `Title of ${rule}`, sealed: false, privacy: 'none', outcome: 'present', decibans, places: [], innocent: ['A couple.'], clears: [], sources: [], verdict: null })
const body: PackBody = {
  format: packFormat,
  organisation: 'Example Ltd',
  case: { id: '01a20952-a690-702c-ad0c-f6e3cfc452bc', door: 'apply', label: 'Zoë 中 Example', openedAt: 1 },
  asOf: 1_790_000_000_000,
  decision: { outcome: 'not-proceed', by: 'Ada', reason: 'documents', at: 1_780_000_000_000 },
  verifications: ['failed'],
  playbookVersion: 'p1',
  ledger: weigh([found('a/one', 'link', 9), found('a/two', 'document', 4), found('a/three', 'document', -1)], { artefacts: 2, rarestBits: 9 }),
  evidence: [{ id: 'e', kind: 'resume', name: 'cv.pdf', source: 'upload', receivedAt: 2, sha256: 'ab'.repeat(32), bytes: 10 }],
  timeline: [{ at: 3, what: 'comment', by: 'Ada', text: 'looked at it (twice)' }],
  collected: [{ item: 'resume', title: 'Every résumé', state: 'have', note: null }],
}

test('a pack verifies, with its PDF; the same content gives the same bytes', () => {
  const pack = sealPack(body, privateKey)
  const pdf = packPdf(body, pack.integrity.sha256)
  assert.deepEqual(verifyPack(pack, pdf, spki(publicKey)), { ok: true, faults: [], keyKnown: true })
  assert.deepEqual(sealPack(structuredClone(body), privateKey), pack)
  assert.match(Buffer.from(pdf).toString('latin1'), /^%PDF-1\.7[\s\S]*%%EOF\n$/)
  assert.deepEqual(verifyPack(JSON.parse(JSON.stringify(pack)) as EvidencePack), { ok: true, faults: [], keyKnown: null })
})

test('whatever single thing is changed in a pack, it no longer verifies', () => {
  const pack = sealPack(body, privateKey)
  const paths = leaves(pack.body)
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.string(), (path, other) => {
      const forged = JSON.parse(JSON.stringify(pack)) as EvidencePack
      let here = forged.body as unknown as Record<string, unknown>
      for (const key of path.slice(0, -1)) here = here[key] as Record<string, unknown>
      const last = path.at(-1) as string
      const before = here[last]
      here[last] = typeof before === 'number' ? before + 1 + other.length : `${String(before)}${other}x`
      assert.equal(verifyPack(forged).ok, false, path.join('.'))
    }),
    { numRuns: 200 },
  )
})

test('a forger who signs anew with another key is told by the key; one who keeps the sum wrong by the ledger', () => {
  const other = generateKeyPairSync('ed25519').privateKey
  assert.deepEqual(verifyPack(sealPack(body, other), null, spki(publicKey)), { ok: false, faults: [], keyKnown: false })
  const wrong = sealPack({ ...body, ledger: { ...body.ledger, totalDecibans: body.ledger.totalDecibans + 3 } }, privateKey)
  assert.deepEqual(verifyPack(wrong).faults, ['The ledger does not add up to its total.'])
})

test('another PDF is noticed', () => {
  const pack = sealPack(body, privateKey)
  const pdf = packPdf(body, pack.integrity.sha256)
  pdf[200] = (pdf[200] as number) ^ 1
  assert.equal(verifyPack(pack, pdf).ok, false)
})

function leaves(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}
