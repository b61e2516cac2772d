import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import type { ParsedAttachment, RawLink } from '../../../measure/message/parsed.ts'
import { readHtml, smuggles } from './html.ts'
import { qrAddresses } from './image.ts'
import { sniff } from './sniff.ts'
import { addressesInText } from './text.ts'

const scriptEnding =
  /\.(?:sh|bash|zsh|command|ps1|bat|cmd|vbs|vbe|js|jse|wsf|hta|py|rb|pl|applescript|scpt|url|webloc|desktop|inetloc|terminal|svg|html?|xhtml)$/i

/** What an attachment is, by its bytes. Archives are listed from their directory, not unpacked. */
export function readAttachment(
  name: string,
  mediaType: string,
  bytes: Uint8Array,
): { attachment: ParsedAttachment; links: RawLink[] } {
  const sniffed = sniff(bytes)
  const zip = sniffed === 'zip' ? listZip(bytes) : { entries: [], encrypted: false }
  const isText =
    sniffed === 'html' ||
    sniffed === 'svg' ||
    sniffed === 'script' ||
    scriptEnding.test(name) ||
    mediaType.startsWith('text/')
  const text = isText
    ? new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes.subarray(0, 400_000))
    : ''
  const isPage = sniffed === 'html' || sniffed === 'svg' || /\.(?:s?html?|xhtml|svg)$/i.test(name)
  const page = isPage ? readHtml(text) : null
  const blank = /(?:\r?\n[ \t]*){100,}\S/.exec(text)
  const links: RawLink[] = []
  if (sniffed === 'png' || sniffed === 'jpeg')
    links.push(...qrAddresses(bytes, sniffed).map((href) => ({ href, shown: '', from: 'qr' as const })))
  if (page !== null)
    links.push(
      ...page.links
        .slice(0, 100)
        .map((link) => ({ ...link, from: link.from === 'href' ? ('attachment' as const) : link.from })),
    )
  else if (text !== '')
    links.push(
      ...addressesInText(text)
        .slice(0, 50)
        .map((link) => ({ ...link, from: 'attachment' as const })),
    )
  if (sniffed === 'pdf') links.push(...pdfLinks(bytes))
  const office = sniffed === 'zip' ? officeTraits(bytes, zip.entries) : { macros: false, remoteTemplate: null }
  return {
    attachment: {
      name: name.slice(0, 300),
      mediaType: mediaType.slice(0, 100),
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sniffed,
      entries: zip.entries.slice(0, 200),
      encrypted:
        zip.encrypted ||
        (sniffed === 'rar' && isEncryptedRar(bytes)) ||
        (sniffed === 'pdf' && /\/Encrypt\b/.test(Buffer.from(bytes.subarray(-4096)).toString('latin1'))),
      smuggles: page !== null && (page.traits.smuggles || smuggles(text)),
      scripted:
        sniffed === 'svg'
          ? /<script|on(?:load|click|error)\s*=|javascript:/i.test(text)
          : page !== null && /<script/i.test(text),
      macros:
        office.macros ||
        (sniffed === 'ole' &&
          /_VBA_PROJECT|VBA\b/.test(Buffer.from(bytes.subarray(0, 2_000_000)).toString('latin1').replace(/\0/g, ''))),
      remoteTemplate:
        office.remoteTemplate ??
        (sniffed === 'rtf'
          ? (/\\\*\\template\s+(https?:[^}\s]+)/i.exec(
              Buffer.from(bytes.subarray(0, 100_000)).toString('latin1'),
            )?.[1] ?? null)
          : null),
      script: isText && !isPage ? text.replace(/(?:\r?\n[ \t]*){20,}/g, '\n'.repeat(20)).slice(0, 20_000) : '',
      blankLines: Math.max(
        0,
        ...[...text.matchAll(/(?:\r?\n[ \t]*){4,}/g)].map((run) => (run[0].match(/\n/g) as string[]).length),
      ),
      afterBlank: blank !== null,
    },
    links,
  }
}

/** Names and encryption flag from the central directory (PKWARE APPNOTE 4.3.12). */
function listZip(bytes: Uint8Array): { entries: string[]; encrypted: boolean } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: string[] = []
  let encrypted = false
  for (
    let at = buffer.indexOf('PK\u0001\u0002', 0, 'latin1');
    at !== -1 && entries.length < 2000 && at + 46 <= buffer.length;
  ) {
    if ((buffer.readUInt16LE(at + 8) & 1) === 1) encrypted = true
    const nameLength = buffer.readUInt16LE(at + 28)
    entries.push(buffer.subarray(at + 46, at + 46 + nameLength).toString('utf8'))
    at = buffer.indexOf('PK\u0001\u0002', at + 46 + nameLength, 'latin1')
  }
  if (buffer.length > 30 && (buffer.readUInt16LE(6) & 1) === 1) encrypted = true
  return { entries, encrypted }
}

function isEncryptedRar(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.subarray(0, 64))
  return buffer[6] === 0
    ? buffer.length > 24 && ((buffer.readUInt16LE(10) & 0x80) !== 0 || (buffer.readUInt16LE(23) & 0x04) !== 0)
    : buffer.includes(Buffer.from([0x04, 0x00, 0x00]))
}

/** Macros and templates of Office files. Only small relation parts are unpacked. */
function officeTraits(
  bytes: Uint8Array,
  entries: readonly string[],
): { macros: boolean; remoteTemplate: string | null } {
  const macros = entries.some((entry) => /vbaProject\.bin$/i.test(entry))
  if (!entries.some((entry) => /\.rels$/i.test(entry))) return { macros, remoteTemplate: null }
  try {
    const parts = unzipSync(bytes, { filter: (file) => /\.rels$/i.test(file.name) && file.originalSize < 200_000 })
    for (const part of Object.values(parts)) {
      const found =
        /attachedTemplate"[^>]*Target="(https?:[^"]+)"|Target="(https?:[^"]+)"[^>]*attachedTemplate|oleObject"[^>]*Target="(https?:[^"]+)"/i.exec(
          new TextDecoder().decode(part),
        )
      if (found !== null) return { macros, remoteTemplate: found[1] ?? found[2] ?? found[3] ?? null }
    }
  } catch {
    return { macros, remoteTemplate: null }
  }
  return { macros, remoteTemplate: null }
}

/** Link annotations that stand uncompressed in a PDF. */
function pdfLinks(bytes: Uint8Array): RawLink[] {
  const text = Buffer.from(bytes.subarray(0, 3_000_000)).toString('latin1')
  return [...text.matchAll(/\/URI\s*\(((?:https?|ftp):[^)]{4,1000})\)/g)]
    .slice(0, 50)
    .map((found) => ({ href: found[1] as string, shown: '', from: 'attachment' as const }))
}
