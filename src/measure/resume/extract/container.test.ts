import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { SallyportError } from '../../../core/errors.ts'
import { openZip } from './container/zip.ts'
import { descendants, readXml, textOf } from './container/xml.ts'
import { sniff } from './sniff.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('what a zip writer packs, the reader unpacks', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 400 }), { minKeys: 1, maxKeys: 5 }),
      (entries) => {
        const zip = openZip(zipSync({ ...entries }))
        for (const [name, content] of Object.entries(entries))
          assert.deepEqual([...(zip.read(name) ?? [])], [...content])
        assert.equal(zip.read('not there'), null)
      },
    ),
    { numRuns: 50 },
  )
})

test('a container that would grow past the ratio is refused before it is unpacked', () => {
  const bomb = zipSync({ 'a.xml': new Uint8Array(8_000_000) })
  assert.throws(
    () => openZip(bomb),
    (thrown: SallyportError) => thrown.code === 'SP_RESUME_EXPANDS' && /times its size/.test(thrown.message),
  )
})

test('text with its marks goes through XML unharmed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const clean = text.replaceAll(/[\u0000-\u001f]/g, '')
      const escaped = clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      const root = readXml(bytes(`<?xml version="1.0"?><a x="1 > 2"><b>${escaped}</b><!-- <b>no</b> --><c/></a>`))
      assert.equal(textOf(descendants(root, 'b')[0]), clean)
      assert.equal(root.attributes['x'], '1 > 2')
    }),
    { numRuns: 100 },
  )
})

test('own entities are refused', () => {
  assert.throws(() => readXml(bytes('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')), SallyportError)
})

test('a file is what its content says', () => {
  assert.equal(sniff(bytes('%PDF-1.7')), 'pdf')
  assert.equal(sniff(bytes('{\\rtf1 x}')), 'rtf')
  assert.equal(sniff(bytes('  <!DOCTYPE html><p>')), 'html')
  assert.equal(sniff(bytes('{"basics":{}}')), 'json')
  assert.equal(sniff(bytes('Ada Lovelace\nEngineer')), 'text')
  assert.equal(sniff(Uint8Array.of(0, 1, 2, 3)), null)
})
