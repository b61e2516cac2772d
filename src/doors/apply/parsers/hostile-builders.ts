import { deflateRawSync } from 'node:zlib'
import type { Random } from '../../../core/random.ts'

/** UTF-8 bytes. */
export const strToU8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** One byte a character. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff)

/** A PDF of the objects given, numbered from 1, object 1 being the catalogue. */
export function pdfOf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const parts: Uint8Array[] = [latin('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')]
  const offsets: number[] = []
  let at = (parts[0] as Uint8Array).length
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const [i, object] of objects.entries()) {
    offsets.push(at)
    add(latin(`${i + 1} 0 obj\n`))
    add(typeof object === 'string' ? latin(object) : object)
    add(latin('\nendobj\n'))
  }
  const start = at
  add(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return joined(parts)
}

/** The parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** A stream object. */
export function streamOf(dictionary: string, content: Uint8Array): Uint8Array {
  return joined([latin(`<< /Length ${content.length} ${dictionary} >>\nstream\n`), content, latin('\nendstream')])
}

/** One page with the given content stream. */
export function plainPdf(
  content: string | Uint8Array,
  pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  trailer = '',
): Uint8Array {
  const stream = typeof content === 'string' ? streamOf('', latin(content)) : content
  return pdfOf(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      pages,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      stream,
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ],
    trailer,
  )
}

/** The name space of word-processing XML. */
export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A zip container; written here because a bomb is made a hundred times faster by the platform's own deflate. */
export function zipSync(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = []
  const list: Uint8Array[] = []
  let at = 0
  for (const [path, content] of Object.entries(entries)) {
    const name = strToU8(path)
    const packed = deflateRawSync(content)
    const fields = new DataView(new ArrayBuffer(26))
    fields.setUint16(0, 20, true)
    fields.setUint16(4, 8, true)
    fields.setUint32(14, packed.length, true)
    fields.setUint32(18, content.length, true)
    fields.setUint16(22, name.length, true)
    const common = new Uint8Array(fields.buffer)
    const offset = new DataView(new ArrayBuffer(14))
    offset.setUint32(10, at, true)
    const local = joined([latin('PK\u0003\u0004'), common, name, packed])
    list.push(joined([latin('PK\u0001\u0002'), Uint8Array.of(20, 0), common, new Uint8Array(offset.buffer), name]))
    parts.push(local)
    at += local.length
  }
  const directory = joined(list)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, list.length, true)
  end.setUint16(10, list.length, true)
  end.setUint32(12, directory.length, true)
  end.setUint32(16, at, true)
  return joined([...parts, directory, new Uint8Array(end.buffer)])
}

/** A DOCX whose body is the given XML. */
export function docxOf(document: string | Uint8Array, more: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': typeof document === 'string' ? strToU8(document) : document,
    ...more,
  })
}

/** A document part around some paragraphs. */
export function bodyOf(inner: string): string {
  return `<?xml version="1.0"?><w:document ${W}><w:body>${inner}</w:body></w:document>`
}

/** The container with its declared sizes set to 1,000 bytes. */
export function lying(zip: Uint8Array): Uint8Array {
  const out = Uint8Array.from(zip)
  const view = new DataView(out.buffer)
  for (let at = 0; at < out.length - 46; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1_000, true)
  return out
}

/** A copy with some bytes changed. */
export function damaged(bytes: Uint8Array, count: number, random: Random): Uint8Array {
  const out = Uint8Array.from(bytes)
  for (let i = 0; i < count; i++) out[Math.floor(random.next() * out.length)] = Math.floor(random.next() * 256)
  return out
}

/** A page that paints one picture with absurd dimensions. */
export function imageOf(side: number, text: string): Uint8Array {
  return streamOf('', latin(`q 500 0 0 500 40 200 cm BI /W ${side} /H ${side} /BPC 8 /CS /RGB ID xxxx EI Q ${text}`))
}
