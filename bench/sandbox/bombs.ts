import { deflateRawSync, deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'

/** A DOCX whose document.xml unpacks to `megabytes`. */
export function docxBomb(megabytes: number): Uint8Array {
  // fflate would pack it in one piece of memory twice that size; the entry is packed by zlib and wrapped by hand.
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1_000_000, 'a'))
  const shell = zipSync({ 'word/document.xml': [new Uint8Array(0), { level: 0 }] })
  const central = Buffer.from(shell).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  const head = Buffer.from(shell.slice(0, central))
  const tail = Buffer.from(shell.slice(central))
  const describe = (block: Buffer, at: number): void => {
    block.writeUInt16LE(8, at)
    block.writeUInt32LE(packed.length, at + 10)
    block.writeUInt32LE(megabytes * 1_000_000, at + 14)
  }
  describe(head, 8)
  describe(tail, 10)
  tail.writeUInt32LE(head.length + packed.length, tail.length - 6)
  return Buffer.concat([head, packed, tail])
}

/** A PDF whose only content stream unpacks to `megabytes` of text operators. */
export function pdfBomb(megabytes: number): Uint8Array {
  return pdf(deflateSync(Buffer.alloc(megabytes * 1_000_000, 'BT (a) Tj ET\n')), '/Filter/FlateDecode')
}

/** A PDF of one page of text: a normal file. */
export function pdfPage(lines: number): Uint8Array {
  const text = Array.from(
    { length: lines },
    (_, i) => `0 -12 Td (Led team ${i} to raise throughput by ${i % 90} percent) Tj`,
  )
  return pdf(Buffer.from(`BT /F1 10 Tf 40 780 Td\n${text.join('\n')}\nET`), '')
}

function pdf(stream: Buffer, filter: string): Uint8Array {
  const font = '/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
  const head = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R${font}>>endobj
4 0 obj<</Length ${stream.length}${filter}>>stream
`
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>')])
}
