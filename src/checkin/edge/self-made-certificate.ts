import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

export interface Certificate {
  /** PEM. */
  readonly cert: string
  readonly key: string
}

/**
 * A certificate that nobody vouches for, for the demo and for trying things out: browsers warn of it, and they are right.
 *
 * @param host name or IPv4 address it is for
 * @see RFC 5280 §4.1; DER as in X.690
 */
export function selfMadeCertificate(host: string, now: number, days = 90): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  const name = sequence(element(0x31, sequence(oid('2.5.4.3'), element(0x0c, Buffer.from(host.slice(0, 64))))))
  const names = [isIP(host) === 4 ? element(0x87, Buffer.from(host.split('.').map(Number))) : element(0x82, Buffer.from(host)), element(0x82, Buffer.from('localhost'))]
  const extensions = element(0xa3, sequence(
    sequence(oid('2.5.29.17'), octets(sequence(...names))),
    sequence(oid('2.5.29.19'), element(0x01, Buffer.from([0xff])), octets(sequence())),
  ))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(element(0xa0, integer(Buffer.from([2]))), integer(serialNumber()), algorithm, name, sequence(time(now - 3_600_000), time(now + days * 86_400_000)), name, spki, extensions)
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, algorithm, element(0x03, Buffer.concat([Buffer.from([0]), signature])))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

/** SHA-256 of a certificate, as browsers show it: for comparing by eye. */
export function fingerprintOf(certificate: string): string {
  const der = Buffer.from(certificate.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  return createHash('sha256').update(der).digest('hex').toUpperCase().replace(/(..)(?=.)/g, '$1:')
}

function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40
  return bytes
}

function element(tag: number, content: Uint8Array): Buffer {
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, Buffer.concat(parts))
}

function integer(bytes: Uint8Array): Buffer {
  return element(0x02, bytes)
}

function octets(content: Uint8Array): Buffer {
  return element(0x04, content)
}

function time(at: number): Buffer {
  return element(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const digits = [part & 127]
    for (let left = part >>> 7; left > 0; left >>>= 7) digits.unshift((left & 127) | 128)
    bytes.push(...digits)
  }
  return element(0x06, Buffer.from(bytes))
}
