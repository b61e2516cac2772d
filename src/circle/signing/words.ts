import { hash } from 'node:crypto'

/** 64 short words that sound unlike each other in many mouths: six bits each, to be read out over the telephone. */
const words =
  'apple anchor autumn badge basket beacon bridge button candle castle cedar circle cobalt copper cotton desert dragon eagle ember engine falcon fabric forest garden glacier guitar hammer harbor helmet island ivory jacket jungle kettle ladder lemon magnet marble meadow mirror needle nickel ocean orange oyster paddle pepper pillow planet pocket rabbit ribbon river rocket saddle salmon signal silver temple timber tunnel velvet violin window'.split(
    ' ',
  )

/**
 * Twelve words for a key: 72 bits of its SHA-256. Two people compare them once, by voice.
 *
 * @returns words joined by blanks
 */
export function fingerprint(key: Uint8Array): string {
  const digest = hash('sha256', Buffer.concat([Buffer.from('sallyport fingerprint 1'), key]), 'buffer')
  let bits = BigInt(`0x${Buffer.from(digest.subarray(0, 9)).toString('hex')}`)
  const out: string[] = []
  for (let i = 0; i < 12; i++) {
    out.unshift(words[Number(bits & 63n)] as string)
    bits >>= 6n
  }
  return out.join(' ')
}

export const wordCount = words.length
