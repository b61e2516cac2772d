import type { Entry } from './entries.ts'
import { clauseAround, type YearsSaid } from './experience.ts'
import type { Passage } from './passages.ts'

const web3 =
  /\b(?:blockchain|web3|solidity|smart contracts?|defi|ethereum|evm|crypto(?:currency|currencies)?|nft|dapps?|solana|on-chain|layer[- ]?2|rollups?|token(?:omics)?)\b/i
const secret =
  /\b(?:nda|non-disclosure|confidential|closed[- ]source|private (?:repositor\w+|codebases?|client)|proprietary|stealth)\b/i

export interface Web3Claim {
  readonly years: number
  readonly private: boolean
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

/** Years of blockchain work that are claimed: in so many words, or by the first job that names it. */
export function web3Claim(
  said: readonly YearsSaid[],
  entries: readonly Entry[],
  passages: readonly Passage[],
  asOf: number,
): Web3Claim | null {
  const spoken = said.filter(
    ({ passage, start, end }) =>
      web3.test(clauseAround(passage.text, start, end)) && web3.test(passage.text.slice(end, end + 60)),
  )
  const jobs = entries.filter(
    (entry) =>
      ['regular', 'side'].includes(entry.kind) &&
      web3.test(`${entry.head} ${entry.body.map(({ text }) => text).join(' ')}`),
  )
  const first = jobs.toSorted((a, b) => a.span.from.hi - b.span.from.hi)[0]
  const most = spoken.toSorted((a, b) => b.years - a.years)[0]
  if (first === undefined && most === undefined) return null
  const years = Math.max(most?.years ?? 0, first === undefined ? 0 : (asOf - first.span.from.hi) / 12)
  return {
    years: Math.round(years * 10) / 10,
    private: passages.some(({ text }) => secret.test(text)),
    spans: [
      ...(most === undefined ? [] : [{ start: most.passage.start + most.start, end: most.passage.start + most.end }]),
      ...(first === undefined ? [] : [{ start: first.start, end: first.end }]),
    ],
  }
}
