import type { ReadLink } from './links.ts'

/** Values that tie one attempt to another. */
export interface Identifiers {
  readonly repositories: readonly string[]
  readonly wallets: readonly string[]
  readonly telegram: readonly string[]
  readonly meetings: readonly string[]
  readonly schedulers: readonly string[]
}

const most = 20
const unique = (values: Iterable<string>): string[] => [...new Set(values)].slice(0, most)

/** Repositories, wallets, Telegram names, meeting numbers and calendar slugs that a message names. */
export function identifiers(text: string, links: readonly ReadLink[]): Identifiers {
  const lower = text.slice(0, 100_000)
  return {
    repositories: unique(
      links.flatMap(({ url }) => {
        const owner = /^\/([\w.-]+)\/([\w.-]+)/.exec(url.path)
        const host = /(?:^|\.)(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)$/.exec(url.host)?.[1]
        return owner !== null &&
          host !== undefined &&
          !/^(?:features|topics|orgs|settings|marketplace|sponsors|about|login)$/.test(owner[1] as string)
          ? [`${host}/${owner[1]}/${(owner[2] as string).replace(/\.git$/, '')}`.toLowerCase()]
          : []
      }),
    ),
    wallets: unique([
      ...[...lower.matchAll(/\b0x[a-fA-F0-9]{40}\b/g)].map((found) => found[0].toLowerCase()),
      ...[
        ...lower.matchAll(/\b(?:bc1[a-z0-9]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})\b/g),
      ].map((found) => found[0]),
    ]),
    telegram: unique([
      ...links
        .filter(({ url }) => /^(?:t\.me|telegram\.me)$/.test(url.host))
        .map(({ url }) => (url.path.split('/')[1] ?? '').toLowerCase())
        .filter((name) => name.length > 3),
      ...[...lower.matchAll(/\b(?:telegram|tg)\b[^\n@]{0,25}@([a-z]\w{4,31})/gi)].map((found) =>
        (found[1] as string).toLowerCase(),
      ),
    ]),
    meetings: unique(
      links.flatMap(({ url }) => {
        const number =
          /(?:\/j\/|\/w\/|\/|=)(\d{9,11})(?:$|[/?&])/.exec(url.path + url.query)?.[1] ??
          /\/([a-z]{3}-[a-z]{4}-[a-z]{3})(?:$|[/?])/.exec(url.path)?.[1]
        return number === undefined ? [] : [number]
      }),
    ),
    schedulers: unique(
      links.flatMap(({ url }) => {
        const slug = /^\/((?:d\/)?[\w.-]+)/.exec(url.path)?.[1]
        return slug !== undefined &&
          /(?:^|\.)(?:calendly\.com|cal\.com|savvycal\.com|tidycal\.com|zcal\.co|calendar\.app\.google)$/.test(url.host)
          ? [`${url.host}/${slug}`.toLowerCase()]
          : []
      }),
    ),
  }
}

/**
 * Bands of a min-hash over three-word shingles: two texts that share one are probably one text with changed names.
 * 12 bands of 3 rows: similarity 0.5 shares a band with probability 0.8, 0.2 with 0.09.
 *
 * @see Broder 1997; Leskovec, Rajaraman & Ullman, "Mining of massive datasets", §3.4
 */
export function textBands(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/h(?:tt|xx)ps?:\S+/g, 'url')
    .replace(/[^\p{L}\s]+/gu, ' ')
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .slice(0, 2000)
  if (words.length < 12) return []
  const rows = new Uint32Array(36).fill(0xffffffff)
  for (let at = 0; at + 3 <= words.length; at++) {
    const base = hash(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
    for (let row = 0; row < rows.length; row++) {
      const mixed = mix(base ^ Math.imul(row + 1, 0x9e3779b9))
      if (mixed < (rows[row] as number)) rows[row] = mixed
    }
  }
  return Array.from(
    { length: 12 },
    (_, band) => `${band}:${hash(rows.slice(3 * band, 3 * band + 3).join()).toString(36)}`,
  )
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

/** Finaliser of MurmurHash3. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
