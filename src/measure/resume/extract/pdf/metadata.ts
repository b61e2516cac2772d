import type { Lineage, Made } from '../../document.ts'
import { nothingMade } from '../../document.ts'
import { blankToNull } from '../clean.ts'

type Info = Readonly<Record<string, unknown>>

/** What a PDF says of its making, from its information dictionary and its metadata packet (XMP). */
export function pdfMade(info: Info, packet: string): Made {
  const text = (key: string): string | null => (typeof info[key] === 'string' ? blankToNull(info[key]) : null)
  return {
    ...nothingMade,
    title: text('Title'),
    author: text('Author'),
    subject: text('Subject'),
    keywords: text('Keywords'),
    creator: text('Creator') ?? packetValue(packet, 'xmp:CreatorTool'),
    producer: text('Producer') ?? packetValue(packet, 'pdf:Producer'),
    company:
      typeof (info['Custom'] as Info | undefined)?.['Company'] === 'string'
        ? blankToNull((info['Custom'] as Record<string, string>)['Company'] ?? '')
        : null,
    created: pdfDate(text('CreationDate')),
    modified: pdfDate(text('ModDate')),
    packetCreated: isoDate(packetValue(packet, 'xmp:CreateDate')),
    packetModified: isoDate(packetValue(packet, 'xmp:ModifyDate')),
  }
}

/** The trailer's two ids and the ids of the metadata packet. */
export function pdfLineage(
  raw: string,
  packet: string,
): Pick<Lineage, 'pdfFirst' | 'pdfThis' | 'xmpDocument' | 'xmpInstance' | 'xmpOriginal'> {
  const [pdfFirst, pdfThis] = trailerIds(raw)
  return {
    pdfFirst,
    pdfThis,
    xmpDocument: packetValue(packet, 'xmpMM:DocumentID'),
    xmpInstance: packetValue(packet, 'xmpMM:InstanceID'),
    xmpOriginal: packetValue(packet, 'xmpMM:OriginalDocumentID'),
  }
}

/** The last metadata packet of the file; empty when there is none in plain text. */
export function packetOf(raw: string): string {
  const end = raw.lastIndexOf('</x:xmpmeta>')
  if (end === -1) return ''
  const start = raw.lastIndexOf('<x:xmpmeta', end)
  const packet = start === -1 ? '' : raw.slice(start, Math.min(end, start + 100_000))
  return new TextDecoder().decode(Uint8Array.from(packet, (char) => char.charCodeAt(0) & 0xff))
}

/** A property of the packet, written as an attribute or as an element. */
function packetValue(packet: string, name: string): string | null {
  const found = new RegExp(`${name}\\s*=\\s*["']([^"']{1,300})["']|<${name}>\\s*([^<]{1,300}?)\\s*</${name}>`).exec(
    packet,
  )
  return blankToNull(found?.[1] ?? found?.[2] ?? '')
}

/**
 * The `/ID` pair of the last trailer, in hexadecimal. Some programs write none, and the reader then makes one up from
 * the first kilobyte, which two files of one template can share: so it is taken from the file itself.
 */
function trailerIds(raw: string): readonly [string | null, string | null] {
  const hex = [...raw.matchAll(/\/ID\s*\[\s*<([0-9a-fA-F\s]{8,256})>\s*<([0-9a-fA-F\s]{8,256})>\s*\]/g)].at(-1)
  const clean = (id: string | undefined): string | null => id?.replaceAll(/\s/g, '').toLowerCase() ?? null
  if (hex !== undefined) return [meaningful(clean(hex[1])), meaningful(clean(hex[2]))]
  const literal = [
    ...raw.matchAll(/\/ID\s*\[\s*\(((?:[^()\\]|\\[\s\S]){8,128})\)\s*\(((?:[^()\\]|\\[\s\S]){8,128})\)\s*\]/g),
  ].at(-1)
  const toHex = (id: string | undefined): string | null =>
    id === undefined ? null : Array.from(id, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return literal === undefined ? [null, null] : [toHex(literal[1]), toHex(literal[2])]
}

/** An id of zeros or of one digit is no id. */
function meaningful(id: string | null): string | null {
  return id === null || new Set(id).size < 4 ? null : id
}

/** `D:20260131120000+09'00'` as milliseconds since 1970; null for nonsense. */
export function pdfDate(text: string | null): number | null {
  const parts = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*([Zz]|[+-]\d\d'?(?:\d\d)?'?)?/.exec(text ?? '')
  if (parts === null) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = 'Z'] = parts
  const offset = /([+-])(\d\d)'?(\d\d)?/.exec(zone)
  const minutes = offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
  const time =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) -
    minutes * 60_000
  return plausible(time)
}

/** An ISO 8601 date as milliseconds since 1970; null for nonsense. */
export function isoDate(text: string | null): number | null {
  return text === null || !/^\d{4}-\d\d/.test(text) ? null : plausible(Date.parse(text))
}

function plausible(time: number): number | null {
  return Number.isFinite(time) && time > Date.UTC(1985, 0) && time < Date.UTC(2100, 0) ? time : null
}
