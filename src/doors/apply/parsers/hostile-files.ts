import { deflateRawSync, deflateSync as zlibSync } from 'node:zlib'
import { seededRandom, type Random } from '../../../core/random.ts'
import {
  bodyOf,
  damaged,
  docxOf,
  imageOf,
  joined,
  latin,
  lying,
  pdfOf,
  plainPdf,
  streamOf,
  strToU8,
  W,
  zipSync,
} from './hostile-builders.ts'

/** A file made to harm a reader, and what should come of it: a code, several that would do, or `read`. */
export interface Hostile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly expect: readonly string[]
}

const anything = [
  'read',
  'SP_RESUME_BROKEN',
  'SP_RESUME_EMPTY',
  'SP_RESUME_ENCRYPTED',
  'SP_RESUME_EXPANDS',
  'SP_RESUME_PAGES',
  'SP_RESUME_NOT_TEXT',
  'SP_UNSUPPORTED',
  'SP_TOO_LARGE',
]
const text =
  'BT /F1 12 Tf 72 720 Td (Ada Example) Tj 0 -20 Td (Experience) Tj 0 -20 Td (Engineer, Acme, Jan 2019 - Present) Tj ET'

/** More than two hundred hostile files, the same every time. */
export function hostileFiles(): Hostile[] {
  const random = seededRandom(7)
  const files: Hostile[] = []
  const add = (name: string, bytes: Uint8Array, ...expect: string[]): void =>
    void files.push({ name, bytes, expect: expect.length === 0 ? anything : expect })

  add('nothing at all', new Uint8Array(0), 'SP_RESUME_EMPTY')
  for (let i = 0; i < 20; i++)
    add(`random bytes ${i}`, random.bytes(64 * (i + 1)), 'SP_RESUME_NOT_TEXT', 'SP_RESUME_BROKEN', 'read')
  addBombs(add)
  addPdfs(add, random)
  addOffice(add, random)
  addTexts(add)
  return files
}

type Add = (name: string, bytes: Uint8Array, ...expect: string[]) => void

function addBombs(add: Add): void {
  const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1_000_000)
  const head = strToU8(`<w:document ${W}><w:body><w:p><w:r><w:t>`)
  for (const megabytes of [21, 40, 61])
    add(`DOCX that unpacks to ${megabytes} MB`, docxOf(joined([head, zeros(megabytes).fill(65)])), 'SP_RESUME_EXPANDS')
  add(
    'DOCX of four 19 MB parts',
    docxOf(bodyOf(''), Object.fromEntries([1, 2, 3, 4].map((i) => [`word/media/${i}.bin`, zeros(19)]))),
    'SP_RESUME_EXPANDS',
  )
  add(
    'DOCX of 5,000 parts',
    docxOf(bodyOf(''), Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x/${i}`, strToU8('x')]))),
    'SP_RESUME_EXPANDS',
  )
  add(
    'DOCX that declares less than it holds',
    lying(docxOf(joined([head, zeros(12).fill(65)]))),
    'SP_RESUME_EXPANDS',
    'SP_RESUME_BROKEN',
  )
  const packed = zlibSync(zeros(110).fill(32))
  add('PDF whose page unpacks to 110 MB', plainPdf(streamOf('/Filter /FlateDecode', packed)), 'SP_RESUME_EXPANDS')
  add(
    'PDF whose stream is packed twice',
    plainPdf(streamOf('/Filter [/FlateDecode /FlateDecode]', zlibSync(packed))),
    'SP_RESUME_EXPANDS',
  )
  const spread = zlibSync(zeros(20).fill(32))
  add(
    'PDF of six streams of 20 MB',
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      ...Array.from({ length: 6 }, () => streamOf('/Filter /FlateDecode', spread)),
    ]),
    'SP_RESUME_EXPANDS',
  )
  add('picture of 60,000 pixels a side', plainPdf(imageOf(60_000, text)))
  add('zip of a zip', zipSync({ 'inner.zip': docxOf(bodyOf('')) }), 'SP_UNSUPPORTED')
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "&${String.fromCharCode(97 + i)};&${String.fromCharCode(97 + i)};">`).join('')}]><x>&t;</x>`
  add('DOCX of a billion laughs', docxOf(laughs), 'SP_RESUME_BROKEN')
  for (const depth of [300, 5_000, 200_000])
    add(
      `DOCX nested ${depth} deep`,
      docxOf(bodyOf('<w:sdt><w:sdtContent>'.repeat(depth))),
      'SP_RESUME_BROKEN',
      'SP_RESUME_EXPANDS',
    )
  add('DOCX of 400,000 elements', docxOf(bodyOf('<w:p/>'.repeat(400_000))), 'SP_RESUME_EXPANDS')
  add(
    'DOCX with an endless style chain',
    docxOf(bodyOf('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Ada</w:t></w:r></w:p>'), {
      'word/styles.xml': strToU8(
        `<w:styles ${W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`,
      ),
    }),
    'read',
  )
  add(
    'DOCX with a table a million wide',
    docxOf(
      bodyOf(
        `<w:tbl><w:tr>${'<w:tc><w:tcPr><w:tcW w:w="99999999"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'.repeat(20)}</w:tr></w:tbl>`,
      ),
    ),
    'read',
  )
}

function addPdfs(add: Add, random: Random): void {
  const good = plainPdf(text)
  for (let i = 1; i <= 25; i++) add(`PDF cut at ${i * 4} %`, good.subarray(0, Math.floor((good.length * i * 4) / 101)))
  for (let i = 0; i < 40; i++) add(`PDF with ${i + 1} bytes changed`, damaged(good, i + 1, random))
  add('PDF whose page tree bites its tail', plainPdf(text, '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'))
  add(
    'PDF whose page is its own parent',
    plainPdf(text, '<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 3 /Parent 2 0 R >>'),
  )
  add('PDF that counts a million pages', plainPdf(text, '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>'))
  add(
    'PDF of 100 pages',
    plainPdf(text, `<< /Type /Pages /Kids [${'3 0 R '.repeat(100)}] /Count 100 >>`),
    'SP_RESUME_PAGES',
  )
  for (const previous of [0, 1, 15, 999_999, -5])
    add(`PDF whose cross-reference points to ${previous}`, plainPdf(text, undefined, `/Prev ${previous}`))
  add(
    'PDF locked with a password',
    plainPdf(
      text,
      undefined,
      `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (${'x'.repeat(32)}) /U (${'y'.repeat(32)}) >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]`,
    ),
    'SP_RESUME_ENCRYPTED',
    'SP_RESUME_BROKEN',
  )
  add(
    'PDF locked by an unknown handler',
    plainPdf(text, undefined, '/Encrypt << /Filter /Nobody /V 9 >>'),
    'SP_RESUME_BROKEN',
    'SP_RESUME_ENCRYPTED',
    'read',
  )
  add(
    'PDF that recurses into its own form',
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
      streamOf('', latin('/X Do')),
      streamOf(
        '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
        latin('/X Do /X Do'),
      ),
    ]),
  )
  add('PDF with 5,000 saves and no restore', plainPdf(`${'q '.repeat(5_000)}${text}`))
  add(
    'PDF with a page of infinite size',
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e38 1e38] /Contents 4 0 R >>',
      streamOf('', latin(text)),
    ]),
  )
  add(
    'PDF with scripts and a launch action',
    plainPdf(
      text,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /AA << /O << /S /JavaScript /JS (while(1){}) >> /C << /S /Launch /F (cmd.exe) >> >> >>',
    ),
    'read',
  )
  for (const broken of [
    '/Filter /LZWDecode',
    '/Filter /ASCII85Decode',
    '/Filter /RunLengthDecode',
    '/Filter /CCITTFaxDecode',
    '/Filter /JBIG2Decode',
    '/Filter /JPXDecode',
    '/Filter /Crypt',
    '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 99999999 >>',
  ])
    add(`PDF with rubbish in ${broken}`, plainPdf(streamOf(broken, random.bytes(3_000))))
  for (let i = 0; i < 10; i++)
    add(
      `PDF with rubbish for a font ${i}`,
      pdfOf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
        streamOf('', latin(text)),
        '<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 9999999 /Widths [1] /FontDescriptor 6 0 R >>',
        '<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>',
        streamOf('/Length1 2000', joined([latin('\u0000\u0001\u0000\u0000'), random.bytes(200 * (i + 1))])),
      ]),
    )
  add('PDF hidden behind a shell script', joined([latin('#!/bin/sh\nrm -rf /\n'), good]), 'read')
  add('PDF that is a zip too', joined([good, docxOf(bodyOf('<w:p/>'))]))
  add('HTML that is a PDF too', joined([latin('<html><script>alert(1)</script><!--'), good, latin('--></html>')]))
  add('PDF of blanks', plainPdf(''), 'SP_RESUME_EMPTY')
}

function addOffice(add: Add, random: Random): void {
  const good = docxOf(bodyOf('<w:p><w:r><w:t>Ada Example</w:t></w:r></w:p><w:p><w:r><w:t>Experience</w:t></w:r></w:p>'))
  for (let i = 1; i <= 20; i++)
    add(
      `DOCX cut at ${i * 5} %`,
      good.subarray(0, Math.floor((good.length * i * 5) / 101)),
      'SP_RESUME_BROKEN',
      'SP_RESUME_NOT_TEXT',
    )
  for (let i = 0; i < 30; i++) add(`DOCX with ${i + 1} bytes changed`, damaged(good, i + 1, random))
  add('DOCX whose body is missing', zipSync({ '_rels/.rels': strToU8('<Relationships/>') }), 'SP_UNSUPPORTED')
  add('DOCX whose body is not XML', docxOf('Dear reader,'), 'SP_RESUME_BROKEN')
  add(
    'DOCX that climbs out of its folder',
    docxOf(bodyOf('<w:p><w:r><w:t>Ada</w:t></w:r></w:p>'), { '../../../etc/passwd': strToU8('x') }),
    'read',
  )
  add(
    'DOCX with a picture from elsewhere',
    docxOf(bodyOf('<w:p><w:r><w:drawing><a:blip r:embed="r9"/></w:drawing><w:t>Ada</w:t></w:r></w:p>'), {
      'word/_rels/document.xml.rels': strToU8(
        '<Relationships><Relationship Id="r9" TargetMode="External" Target="file:///etc/passwd"/></Relationships>',
      ),
    }),
    'read',
  )
  add(
    'spreadsheet named résumé',
    zipSync({ '_rels/.rels': strToU8('<Relationships/>'), 'xl/workbook.xml': strToU8('<workbook/>') }),
    'SP_UNSUPPORTED',
  )
  add(
    'binary Word file',
    joined([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), random.bytes(4_000)]),
    'SP_UNSUPPORTED',
  )
  add(
    'ODT locked with a password',
    zipSync({ 'content.xml': random.bytes(900), 'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>') }),
    'SP_RESUME_ENCRYPTED',
  )
  add('ODT of rubbish', zipSync({ 'content.xml': random.bytes(900) }), 'SP_RESUME_BROKEN', 'SP_UNSUPPORTED')
  for (const [name, method] of [
    ['stored', 0],
    ['unknown', 99],
  ] as const) {
    const zip = Uint8Array.from(good)
    const view = new DataView(zip.buffer)
    for (let at = 0; at < zip.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 10, method, true)
    add(`DOCX packed as ${name}`, zip)
  }
  add('bare deflate', deflateRawSync(strToU8('Ada'.repeat(500))), 'SP_RESUME_NOT_TEXT', 'read')
}

function addTexts(add: Add): void {
  for (const depth of [150, 1_000, 100_000])
    add(`RTF nested ${depth} deep`, latin(`{\\rtf1 ${'{'.repeat(depth)}Ada`), 'SP_RESUME_BROKEN', 'read')
  add('RTF with an object of a megabyte', latin(`{\\rtf1 Ada {\\object\\objdata ${'4d5a'.repeat(250_000)}}}`), 'read')
  add('RTF that ends in a backslash', latin('{\\rtf1 Ada \\'), 'read')
  for (const depth of [200, 2_000, 100_000])
    add(`HTML nested ${depth} deep`, latin(`<html>${'<div>'.repeat(depth)}Ada`), 'read', 'SP_RESUME_BROKEN')
  add('HTML of a million open brackets', latin(`<html>${'<'.repeat(1_000_000)}`))
  add('HTML of half a million attributes', latin(`<html><p ${'a=1 '.repeat(100_000)}>Ada</p></html>`))
  add('JSON that stops', latin('{"basics": {"name": "Ada"'), 'SP_RESUME_BROKEN')
  add('JSON nested 100,000 deep', latin(`{"basics":${'['.repeat(100_000)}`), 'SP_RESUME_BROKEN')
  add('JSON of other things', latin('{"basics": {"name": 5}, "work": [1, null, "x"]}'))
  add(
    'text of invalid UTF-8',
    joined([latin('R\u00e9sum\u00e9 of Ada\n'), Uint8Array.of(0xff, 0xc3, 0x28, 0xa0)]),
    'read',
  )
  add('text of one endless line', latin('Ada '.repeat(400_000)), 'read')
  add('text of endless e-mail beginnings', latin('a.'.repeat(60_000)), 'read')
  add('a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0), 'SP_UNSUPPORTED')
  add('21 MB of text', new Uint8Array(21 * 1024 * 1024).fill(65), 'SP_TOO_LARGE')
}
