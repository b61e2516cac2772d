import { comparable } from '../../src/circle/chat/canonical.ts'
import { draftTypes, type Draft, type DraftType } from '../../src/circle/chat/draft.ts'
import { readMessage } from '../../src/circle/chat/read-message.ts'
import type { Metric } from '../harness/bench.ts'
import { rate } from '../harness/stats.ts'
import type { LabelledMessage } from './message.ts'

interface Counts {
  found: number
  missed: number
  wrong: number
}

export interface Miss {
  readonly id: string
  readonly kind: 'missed' | 'wrong'
  readonly type: DraftType
  readonly value: string
}

/**
 * Counts, per type, what was found, missed and wrongly named. One stretch of text counts once: when a URL is labelled
 * as URL, its host (which the parser names as implied) counts neither way, and the other way round.
 */
export function score(messages: readonly LabelledMessage[]): { metrics: Record<string, Metric>; misses: Miss[] } {
  const counts = new Map<DraftType, Counts>(draftTypes.map((type) => [type, { found: 0, missed: 0, wrong: 0 }]))
  const misses: Miss[] = []
  let tlpRight = 0
  for (const message of messages) {
    const read = readMessage(message.text)
    if (labelOf(message.tlp) === labelOf(read.tlp)) tlpRight += 1
    const wanted = new Set(message.indicators.map(({ type, value }) => keyOf(type, value)))
    const named = new Set(read.indicators.map(({ type, value }) => keyOf(type, value)))
    const right = read.indicators.filter(({ type, value }) => wanted.has(keyOf(type, value)))
    for (const key of wanted) {
      const [type, value] = split(key)
      if (named.has(key)) (counts.get(type) as Counts).found += 1
      else {
        ;(counts.get(type) as Counts).missed += 1
        misses.push({ id: message.id, kind: 'missed', type, value })
      }
    }
    const wrong = new Set(
      read.indicators
        .filter(
          (draft) =>
            !draft.implied &&
            !wanted.has(keyOf(draft.type, draft.value)) &&
            !right.some((other) => overlap(draft, other)),
        )
        .map(({ type, value }) => keyOf(type, value)),
    )
    for (const key of wrong) {
      const [type, value] = split(key)
      ;(counts.get(type) as Counts).wrong += 1
      misses.push({ id: message.id, kind: 'wrong', type, value })
    }
  }
  const metrics: Record<string, Metric> = {}
  const sum = (pick: (c: Counts) => number): number => [...counts.values()].reduce((total, c) => total + pick(c), 0)
  metrics['precision'] = rate(
    sum((c) => c.found),
    sum((c) => c.found + c.wrong),
  )
  metrics['recall'] = rate(
    sum((c) => c.found),
    sum((c) => c.found + c.missed),
  )
  for (const [type, c] of counts) {
    metrics[`precision.${type}`] = rate(c.found, c.found + c.wrong)
    metrics[`recall.${type}`] = rate(c.found, c.found + c.missed)
  }
  metrics['tlp'] = rate(tlpRight, messages.length)
  return { metrics, misses }
}

function overlap(a: Draft, b: Draft): boolean {
  return a.start < b.end && b.start < a.end
}

function keyOf(type: DraftType, value: string): string {
  return `${type} ${comparable(type, value)}`
}

function split(key: string): [DraftType, string] {
  const at = key.indexOf(' ')
  return [key.slice(0, at) as DraftType, key.slice(at + 1)]
}

function labelOf(text: string | null): string {
  const upper = (text ?? '')
    .toUpperCase()
    .replace(/^TLP:?\s*/, '')
    .replace(/\s/g, '')
  return upper === 'NONE' ? '' : upper.replace('WHITE', 'CLEAR').replace(/AMBER[-_]?STRICT/, 'AMBER+STRICT')
}
