import type { Page } from '../page.ts'

const notAFile =
  /\b(?:commit|commits|rev|revision|trace|request|correlation|session|transaction|span|uuid|tx|txid|txn|nonce|build)(?:[ _-]?(?:id|hash|sha))?\s*[:=#]?\s*[`"']*$/i

const kinds = [
  ['sha256', /(?<![\p{L}\p{N}_])[0-9a-f]{64}(?![\p{L}\p{N}_])/giu],
  ['sha1', /(?<![\p{L}\p{N}_])[0-9a-f]{40}(?![\p{L}\p{N}_])/giu],
  ['md5', /(?<![\p{L}\p{N}_])[0-9a-f]{32}(?![\p{L}\p{N}_])/giu],
] as const

/** Digests of files. A commit or a transaction has the form of one and is none. */
export function digests(page: Page): void {
  for (const [type, pattern] of kinds) {
    for (const found of page.free(pattern)) {
      const text = found[0].toLowerCase()
      const end = found.index + text.length
      if (/^\d+$/.test(text) || /^(.)\1+$/.test(text) || notAFile.test(page.before(found.index)))
        page.take(found.index, end)
      else page.add(type, text, found.index, end)
    }
  }
}
