import { isIP, isIPv6 } from 'node:net'

const cookie = 0x2112a442
const bindingRequest = 0x0001
const bindingAnswer = 0x0101
const xorMappedAddress = 0x0020

/**
 * The answer to a STUN binding request: the address it came from.
 *
 * @returns null for everything else, which gets no answer at all
 * @see RFC 8489 §5, §14.2
 */
export function stunAnswer(request: Uint8Array, address: string, port: number): Buffer | null {
  if (request.length < 20 || request.length > 548 || request.length % 4 !== 0) return null
  const view = new DataView(request.buffer, request.byteOffset, request.byteLength)
  if (view.getUint16(0) !== bindingRequest || view.getUint32(4) !== cookie || view.getUint16(2) !== request.length - 20) return null
  const words = addressBytes(address)
  if (words === null) return null
  const answer = Buffer.alloc(20 + 8 + words.length)
  answer.writeUInt16BE(bindingAnswer, 0)
  answer.writeUInt16BE(8 + words.length, 2)
  answer.writeUInt32BE(cookie, 4)
  answer.set(request.subarray(8, 20), 8)
  answer.writeUInt16BE(xorMappedAddress, 20)
  answer.writeUInt16BE(4 + words.length, 22)
  answer.writeUInt16BE(words.length === 4 ? 1 : 2, 24)
  answer.writeUInt16BE(port ^ (cookie >>> 16), 26)
  // The mask is the cookie and the request's own number, so that no router rewrites the address on its way.
  for (let i = 0; i < words.length; i++) answer[28 + i] = (words[i] as number) ^ (answer[4 + i] as number)
  return answer
}

function addressBytes(address: string): Uint8Array | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) === 0) return null
  if (!isIPv6(plain)) return Uint8Array.from(plain.split('.'), Number)
  const url = new URL(`http://[${plain}]/`).hostname.slice(1, -1)
  const [head = '', tail] = url.split('::') as [string, string | undefined]
  const parts = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const left = parts(head)
  const right = tail === undefined ? [] : parts(tail)
  const groups = [...left, ...Array.from({ length: tail === undefined ? 0 : 8 - left.length - right.length }, () => '0'), ...right]
  return Uint8Array.from(groups.flatMap((group) => [Number.parseInt(group, 16) >>> 8, Number.parseInt(group, 16) & 255]))
}
