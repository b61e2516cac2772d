import { createRequire } from 'node:module'
import type { ParsedMessage, RawLink } from '../../../measure/message/parsed.ts'
import { emptyMessage, noHtml } from '../../../measure/message/parsed.ts'
import { readAttachment } from './attachment.ts'
import { readEml } from './eml.ts'
import { readHtml } from './html.ts'
import { addressesInText, mostLinks } from './text.ts'

interface Entry {
  readonly content?: Uint8Array | number[]
}
const cfb = createRequire(import.meta.url)('cfb') as {
  read(bytes: Buffer, options: { type: 'buffer' }): { FullPaths: string[]; FileIndex: Entry[] }
}

/** Property numbers of MS-OXPROPS that say something about a message. */
const properties = {
  subject: '0037',
  body: '1000',
  html: '1013',
  sender: '0C1F',
  senderSmtp: '5D01',
  senderName: '0C1A',
  headers: '007D',
  name: '3707',
  shortName: '3704',
  data: '3701',
  mime: '370E',
} as const

/**
 * Reads an Outlook .msg (MS-OXMSG in a compound file). When it keeps the transport headers, they count; else the headers
 * are lost.
 */
export async function readMsg(bytes: Uint8Array): Promise<ParsedMessage> {
  const file = cfb.read(Buffer.from(bytes), { type: 'buffer' })
  const streams = new Map(
    file.FullPaths.map((path, at) => [path.replace(/^Root Entry\//i, '').toLowerCase(), file.FileIndex[at]?.content]),
  )
  const text = (prefix: string, property: string): string => {
    const unicode = streams.get(`${prefix}__substg1.0_${property}001f`.toLowerCase())
    if (unicode !== undefined) return new TextDecoder('utf-16le').decode(Uint8Array.from(unicode))
    const narrow = streams.get(`${prefix}__substg1.0_${property}001e`.toLowerCase())
    return narrow === undefined ? '' : new TextDecoder('windows-1252').decode(Uint8Array.from(narrow))
  }
  const binary = (prefix: string, property: string): Uint8Array | null => {
    const found = streams.get(`${prefix}__substg1.0_${property}0102`.toLowerCase())
    return found === undefined ? null : Uint8Array.from(found)
  }
  const htmlBytes = binary('', properties.html)
  const html = htmlBytes === null ? null : readHtml(new TextDecoder().decode(htmlBytes))
  const body = text('', properties.body) || (html?.text ?? '')
  const headers = text('', properties.headers)
  const links: RawLink[] = [...(html?.links ?? []), ...addressesInText(body)]
  const attachments = []
  const folders = [
    ...new Set(
      [...streams.keys()]
        .map((path) => /^(__attach_version1\.0_#[0-9a-f]+\/)/.exec(path)?.[1])
        .filter((path) => path !== undefined),
    ),
  ].slice(0, 100)
  for (const folder of folders) {
    const data = binary(folder, properties.data)
    if (data === null) continue
    const read = readAttachment(
      text(folder, properties.name) || text(folder, properties.shortName),
      text(folder, properties.mime),
      data,
    )
    attachments.push(read.attachment)
    links.push(...read.links)
  }
  const base = headers === '' ? emptyMessage : await readEml(new TextEncoder().encode(`${headers.trim()}\r\n\r\n`))
  const address = text('', properties.senderSmtp) || text('', properties.sender)
  return {
    ...base,
    form: 'msg',
    platform: 'mail',
    headersLost: headers === '',
    subject: text('', properties.subject).slice(0, 500),
    text: body.slice(0, 200_000),
    from: base.from ?? { name: text('', properties.senderName), address: address.toLowerCase() },
    links: links.slice(0, mostLinks),
    linksCut: links.length > mostLinks,
    attachments,
    html: html?.traits ?? noHtml,
  }
}
