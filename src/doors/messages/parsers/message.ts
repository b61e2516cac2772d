import { emptyMessage, type ParsedMessage } from '../../../measure/message/parsed.ts'
import { readEml } from './eml.ts'
import { readIcs } from './ics.ts'
import { qrAddresses } from './image.ts'
import { readMsg } from './msg.ts'
import { sniff } from './sniff.ts'
import { looksLikeMail, readText } from './text.ts'

/**
 * Reads what was handed in: .eml, .msg, .mbox (its first message), .ics, a screenshot (its QR codes), or pasted text.
 * Runs in the sandbox; nothing here decides anything.
 *
 * @param name the file's name; only its ending is used
 */
export async function parse(bytes: Uint8Array, name: string): Promise<ParsedMessage> {
  const kind = sniff(bytes)
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (kind === 'ole') return await readMsg(bytes)
  if (kind === 'png' || kind === 'jpeg')
    return {
      ...emptyMessage,
      form: 'image',
      links: qrAddresses(bytes, kind).map((href) => ({ href, shown: '', from: 'qr' as const })),
    }
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096))
  if (ending === 'ics' || /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(head)) return readIcs(decodeText(bytes))
  if (ending === 'mbox' || /^From \S+ .*\d{4}\r?\n/.test(head))
    return { ...(await readEml(firstOfMbox(bytes))), form: 'mbox' }
  if (
    ending === 'eml' ||
    (ending !== 'txt' && looksLikeMail(head)) ||
    (ending === 'txt' &&
      looksLikeMail(head) &&
      /^(?:received|mime-version|message-id|return-path|dkim-signature):/im.test(head))
  )
    return await readEml(bytes)
  return readText(decodeText(bytes))
}

/** UTF-8, or UTF-16 with a byte-order mark. */
export function decodeText(bytes: Uint8Array): string {
  const part = bytes.subarray(0, 2_000_000)
  if (part[0] === 0xff && part[1] === 0xfe) return new TextDecoder('utf-16le').decode(part)
  return new TextDecoder('utf-8').decode(part).replace(/^\uFEFF/, '')
}

function firstOfMbox(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 20_000_000))
  const start = text.indexOf('\n') + 1
  const next = text.slice(start).search(/\r?\n\r?\nFrom \S+ .*\d{4}\r?\n/)
  return bytes.subarray(start, next === -1 ? bytes.length : start + next)
}
