import { SallyportError } from '../../core/errors.ts'
import { pick, shuffle, type Random } from '../../core/random.ts'
import { cards, phraseWords, stages, type Card } from './kit.ts'

/** A card as it is read out in one call. Drawn by the server when it is needed, and used once. */
export interface DrawnCard {
  readonly card: string
  readonly channel: Card['channel']
  readonly read: string
  readonly alternative: string
  /** Hand, side and phrase in one line: what must not come up again soon. */
  readonly variant: string
}

/** How often each card, and each variant of it, was used: `card` and `card variant` → times. */
export type Burns = Readonly<Record<string, number>>

const TRIES = 40

/**
 * Draws the cards of a stage: an order nobody knows before, least-used cards more often, no variant twice. One face card
 * always has something pass before the face, slowly, with spread fingers; it comes first, as the warm-up of the eye.
 *
 * @param random the server's secure source; a seeded one only in tests
 * @returns the cards in order and the new burn counters
 * @throws SP_NOT_FOUND for a stage the kit does not have
 */
export function drawCards(
  stageId: string,
  burns: Burns,
  random: Random,
): { drawn: readonly DrawnCard[]; burns: Burns } {
  const stage = stages.find(({ id }) => id === stageId)
  if (stage === undefined) throw new SallyportError('SP_NOT_FOUND', 'The interview kit has no such stage.')
  const of = (channel: Card['channel'], count: number): Card[] =>
    shuffle(
      random,
      cards.filter((card) => card.channel === channel && card.id !== 'hand-across'),
    )
      // Stable, so that equally burnt cards keep the shuffled order.
      .toSorted((a, b) => (burns[a.id] ?? 0) - (burns[b.id] ?? 0))
      .slice(0, count)
  const hand = cards.find(({ id }) => id === 'hand-across') as Card
  const rest = shuffle(random, [
    ...of('face', stage.cards.face - 1),
    ...of('voice', stage.cards.voice),
    ...of('timing', stage.cards.timing),
    ...of('knowledge', stage.cards.knowledge),
  ])
  const counted: Record<string, number> = { ...burns }
  const drawn = [hand, ...rest].map((card) => {
    const one = fill(card, counted, random)
    for (const key of [card.id, `${card.id} ${one.variant}`]) counted[key] = (counted[key] ?? 0) + 1
    return one
  })
  return { drawn, burns: counted }
}

function fill(card: Card, burns: Burns, random: Random): DrawnCard {
  let best: { words: Readonly<Record<string, string>>; variant: string; used: number } | null = null
  for (let attempt = 0; attempt < TRIES && (best === null || best.used > 0); attempt++) {
    const words: Record<string, string> = {
      hand: pick(random, ['left', 'right']),
      side: pick(random, ['left', 'right']),
      phrase: [phraseWords.who, phraseWords.does, phraseWords.what, phraseWords.where]
        .map((list) => pick(random, list))
        .join(' '),
    }
    const variant = Object.entries(words)
      .filter(([name]) => card.read.includes(`{${name}}`))
      .map(([, word]) => word)
      .join(', ')
    const used = burns[`${card.id} ${variant}`] ?? 0
    if (best === null || used < best.used) best = { words, variant, used }
  }
  const { words, variant } = best as NonNullable<typeof best>
  const read = card.read.replace(/\{(hand|side|phrase)\}/g, (_, name: string) => words[name] ?? '')
  return { card: card.id, channel: card.channel, read, alternative: card.alternative, variant }
}
