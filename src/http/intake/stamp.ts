import { authservId, type SenderCheck } from './authenticate.ts'

/** Header that carries our check of the mail that was attached; only the outermost header section may hold it. */
export const attachedHeader = 'X-Sallyport-Attached'

/**
 * Writes our results on top of a received mail and takes away every header that claims to be ours: anybody can write one.
 *
 * @param own      check of the mail itself
 * @param attached check of the mail it carries, null for none
 */
export function stamp(raw: Uint8Array, own: SenderCheck, attached: SenderCheck | null): Uint8Array {
  const text = Buffer.from(raw).toString('latin1')
  const end = headerEnd(text)
  const kept = unfoldedFields(text.slice(0, end)).filter(
    (field) =>
      !/^x-sallyport-/i.test(field) &&
      !(/^authentication-results\s*:/i.test(field) && field.toLowerCase().includes(authservId)),
  )
  const lines = [
    `Authentication-Results: ${results(own)}`,
    ...(attached === null ? [] : [`${attachedHeader}: ${results(attached)}`]),
  ]
  return new Uint8Array(Buffer.from(`${lines.join('\r\n')}\r\n${kept.join('')}${text.slice(end)}`, 'latin1'))
}

function results({ spf, dkim, dmarc, arc }: SenderCheck): string {
  return `${authservId}; spf=${spf}; dkim=${dkim}; dmarc=${dmarc}; arc=${arc}`
}

/** Where the header section ends: before the first empty line. */
function headerEnd(text: string): number {
  const found = /\r?\n\r?\n/.exec(text)
  return found === null ? text.length : found.index + (found[0].startsWith('\r') ? 2 : 1)
}

/** Header fields with their folded lines and line ends. */
function unfoldedFields(header: string): string[] {
  return header.split(/(?<=\n)(?![ \t])/)
}

/**
 * The one mail attached to a report, bytes as sent, so that its signatures still hold; null where there is none, more than
 * one, or it was encoded on the way. Only the outermost multipart is looked at.
 */
export function attachedMail(raw: Uint8Array): Uint8Array | null {
  const text = Buffer.from(raw).toString('latin1')
  const end = headerEnd(text)
  const header = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  const type = /^content-type\s*:(.*)$/im.exec(header)?.[1] ?? ''
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined || !/^\s*multipart\//i.test(type)) return null
  const parts = text.slice(end).split(`\n--${mark}`).slice(1, 200)
  const mails = parts.filter((part) =>
    /^content-type\s*:\s*message\/rfc822/im.test(part.slice(0, headerEnd(part.trimStart()) + 4)),
  )
  const only = mails[0]
  if (mails.length !== 1 || only === undefined) return null
  const body = only.replace(/^[^\n]*\n/, '')
  const inner = /\r?\n\r?\n/.exec(body)
  if (
    inner === null ||
    /^content-transfer-encoding\s*:\s*(?:base64|quoted-printable)/im.test(body.slice(0, inner.index))
  )
    return null
  const content = body.slice(inner.index + inner[0].length)
  return new Uint8Array(Buffer.from(content.replace(/\r$/, ''), 'latin1'))
}
