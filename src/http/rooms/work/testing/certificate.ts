import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate for 127.0.0.1 that signs itself, made anew for each test: no key lies in the repository. */
export function selfSigned(): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
  const name = sequence(node(0x31, sequence(oid([0x55, 0x04, 0x03]), node(0x0c, Buffer.from('sallyport test')))))
  const validity = sequence(node(0x17, Buffer.from('200101000000Z')), node(0x17, Buffer.from('491231235959Z')))
  const address = sequence(oid([0x55, 0x1d, 0x11]), node(0x04, sequence(node(0x87, Buffer.from([127, 0, 0, 1])))))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const version = node(0xa0, node(0x02, Buffer.from([2])))
  const body = sequence(version, node(0x02, Buffer.from([1])), algorithm, name, validity, name, spki, node(0xa3, sequence(address)))
  const signature = node(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  const pem = sequence(body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return { certificate: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** DER: tag, length, content. */
function node(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => node(0x30, Buffer.concat(parts))
const oid = (bytes: readonly number[]): Buffer => node(0x06, Buffer.from(bytes))
