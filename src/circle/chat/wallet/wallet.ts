import { decodeBase58, decodeBase58Check } from './base58.ts'
import { isSegwit } from './bech32.ts'
import { keccak256 } from './keccak.ts'

/** An Ethereum address with the capitals that EIP-55 gives it; `address` is `0x` and 40 hex digits. */
export function checksummedEth(address: string): string {
  const digits = address.slice(2).toLowerCase()
  const hash = Buffer.from(keccak256(Buffer.from(digits, 'ascii'))).toString('hex')
  return `0x${[...digits].map((digit, i) => (Number.parseInt(hash[i] as string, 16) >= 8 ? digit.toUpperCase() : digit)).join('')}`
}

/** One case throughout carries no checksum and passes; mixed case must be EIP-55. */
export function isEth(address: string): boolean {
  if (!/^0x[0-9a-f]{40}$/i.test(address)) return false
  const digits = address.slice(2)
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return !/^(.)\1+$/.test(digits)
  return checksummedEth(address).slice(2) === digits
}

/** Main-net: P2PKH (0x00), P2SH (0x05), segwit. */
export function isBtc(address: string): boolean {
  if (/^bc1/i.test(address)) return isSegwit(address)
  const payload = /^[13][1-9A-HJ-NP-Za-km-z]{24,34}$/.test(address) ? decodeBase58Check(address) : null
  return payload !== null && payload.length === 21 && (payload[0] === 0x00 || payload[0] === 0x05)
}

export function isTrx(address: string): boolean {
  const payload = /^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(address) ? decodeBase58Check(address) : null
  return payload !== null && payload.length === 21 && payload[0] === 0x41
}

/** A Solana address has no checksum: 32 bytes in base58, and it must look random, not like a word. */
export function isSol(address: string): boolean {
  if (!/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(address)) return false
  if (!/[a-z]/.test(address) || !/[A-Z]/.test(address) || (address.length < 40 && !/[0-9]/.test(address))) return false
  return decodeBase58(address)?.length === 32
}
