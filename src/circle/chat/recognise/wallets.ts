import type { Page } from '../page.ts'
import { checksummedEth, isBtc, isEth, isSol, isTrx } from '../wallet/wallet.ts'

const ethereum = /(?<![\p{L}\p{N}_])0x[0-9a-f]{40}(?![\p{L}\p{N}_])/giu
const segwit = /(?<![\p{L}\p{N}_])bc1[02-9ac-hj-np-z]{11,71}(?![\p{L}\p{N}_])/giu
const base58 = /(?<![\p{L}\p{N}_])[1-9A-HJ-NP-Za-km-z]{25,44}(?![\p{L}\p{N}_])/gu

/** Addresses whose checksum is right; what fails it is somebody's typing error or something else. */
export function wallets(page: Page): void {
  for (const found of page.free(ethereum))
    if (isEth(found[0])) page.add('eth', checksummedEth(found[0]), found.index, found.index + 42, { place: 'ethereum' })
  for (const found of page.free(segwit))
    if (isBtc(found[0]))
      page.add('btc', found[0].toLowerCase(), found.index, found.index + found[0].length, { place: 'bitcoin' })
  for (const found of page.free(base58)) {
    const text = found[0]
    const type = isBtc(text) ? 'btc' : isTrx(text) ? 'trx' : isSol(text) ? 'sol' : null
    if (type !== null) page.add(type, text, found.index, found.index + text.length)
  }
}
