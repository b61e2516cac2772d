import { score, type HostModel } from '../../host/model.ts'
import { unpack } from '../../host/shipped.ts'
import { readAddress, unwrap } from '../address.ts'
import type { ReadLink } from '../links.ts'
import { hash, messageFeatures, wordFeatures, type Traits } from './features.ts'
import { sentences, type Sentence } from './tokens.ts'
import file from './weights.json' with { type: 'json' }

/** How much a message as a whole reads like the lures the model has learned from. */
export interface Wording {
  /** Natural-log odds on even priors, rounded; only order and distance have meaning. 0 is even. */
  readonly score: number
  /** The sentences that speak most for a lure, at most three. */
  readonly places: { in: 'text'; start: number; end: number; text: string }[]
}

let shipped: HostModel | null = null

/**
 * One number over words, asks and where the links lead: what no single phrase says, many small things together may.
 *
 * @param text visible text of the message
 * @param facts all other facts of it
 */
export function wording(text: string, links: readonly ReadLink[], facts: Traits, model = shippedModel()): Wording {
  const read = readSentences(text, links)
  return {
    score: Math.round(100 * score(model, messageFeatures(read, facts))) / 100,
    places: read
      .map((sentence) => ({ sentence, weight: weightOf(sentence, model) }))
      .filter(({ weight }) => weight > 0.3)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, 3)
      .map(({ sentence }) => ({
        in: 'text' as const,
        start: sentence.start,
        end: sentence.start + sentence.text.length,
        text: sentence.text.slice(0, 200),
      })),
  }
}

/** The features the model is trained on. */
export function wordingFeatures(text: string, links: readonly ReadLink[], facts: Traits): Int32Array {
  return messageFeatures(readSentences(text, links), facts)
}

function shippedModel(): HostModel {
  shipped ??= unpack({ ...file, threshold: 0 })
  return shipped
}

function weightOf(sentence: Sentence, model: HostModel): number {
  let sum = 0
  for (const feature of wordFeatures(sentence.tokens)) sum += model.weights[hash(feature)] as number
  return sum
}

function readSentences(text: string, links: readonly ReadLink[]): Sentence[] {
  const byHost = new Map(links.map((link) => [link.url.host, link.facts] as const))
  return sentences(text, (address) => {
    const link = byHost.get(readAddress(unwrap(address).address)?.host ?? '')
    if (link === undefined) return 'word'
    if (link.known) return knownKind(link.host)
    if (link.senders) return 'own'
    return link.margin >= 0 || link.imitates !== '' ? 'lurehost' : link.runnable ? 'file' : 'unknown'
  })
}

function knownKind(host: string): string {
  if (/(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)$/.test(host)) return 'code'
  if (/^(?:t\.me|telegram\.me|wa\.me)$/.test(host)) return 'chat'
  return /(?:^|\.)(?:calendly\.com|cal\.com|savvycal\.com)$/.test(host) ? 'scheduler' : 'known'
}
