import { seededRandom, shuffle } from '../../src/core/random.ts'
import { handsOf, sameHands } from '../../src/measure/typing/compare.ts'
import type { Hands } from '../../src/measure/typing/compare.ts'
import { learn } from '../../src/measure/typing/learn.ts'
import type { BackgroundPerson, LearnOptions } from '../../src/measure/typing/learn.ts'
import { normalised, normOf } from '../../src/measure/typing/norm.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import { mergeTemplates, templateOf } from '../../src/measure/typing/template.ts'
import type { Template } from '../../src/measure/typing/template.ts'
import type { Typist } from './files.ts'
import type { Trial } from './rates.ts'

/** A person's samples in one condition: what was enrolled, and what is compared with it. */
export interface Condition {
  readonly name: string
  readonly enrolled: (typist: Typist) => Sample[]
  readonly probes: (typist: Typist) => Sample[]
}

/** Sessions of one person taken together; `tag` names the sessions, so that a sample never meets itself. */
export interface Sample {
  readonly tag: string
  readonly template: Template
}

/** Comparisons of one condition, raw and normalised; `block` tells which people the population had not seen. */
export interface Scored {
  readonly trial: Trial
  readonly normalised: number
  readonly block: readonly [number, number]
}

const cut = (typist: Typist, session: number, keys: number): Template =>
  templateOf([(typist.sessions[session] ?? []).slice(0, keys)])

function pooled(typist: Typist, from: number, many: number, keys: number): Sample {
  const templates = Array.from({ length: many }, (_, k) => cut(typist, from + k, keys))
  return { tag: `${from}+${many}`, template: mergeTemplates(templates) }
}

/** Whether a file holds many short sessions (sentences) or few long ones. */
export function isSentences(people: readonly Typist[]): boolean {
  const sizes = people.flatMap((typist) => typist.sessions.map((session) => session.length)).sort((a, b) => a - b)
  return (
    (sizes[sizes.length >> 1] ?? 0) < 150 &&
    people.filter((typist) => typist.sessions.length >= 15).length >= people.length / 2
  )
}

/** Sentences: five of 50 against one of 50 (TypeNet's setting), five of 70 against five of 70. The last is the headline. */
export const sentenceConditions: readonly Condition[] = [
  {
    name: '5x50-1x50',
    enrolled: (typist) => [pooled(typist, 0, 5, 50)],
    probes: (typist) =>
      Array.from({ length: Math.max(0, typist.sessions.length - 5) }, (_, k) => pooled(typist, 5 + k, 1, 50)),
  },
  {
    name: '5x70-5x70',
    enrolled: (typist) => [pooled(typist, 0, 5, 70), pooled(typist, 5, 5, 70)],
    probes: (typist) => [pooled(typist, 5, 5, 70), pooled(typist, 10, 5, 70)],
  },
]

/** Long sessions: one of 500 keys against 100, against 500 of another session; two against 200. */
export const sessionConditions: readonly Condition[] = [
  { name: '500-100', enrolled: (typist) => [pooled(typist, 0, 1, 500)], probes: (typist) => later(typist, 1, 100) },
  { name: '1000-200', enrolled: (typist) => [pooled(typist, 0, 2, 500)], probes: (typist) => later(typist, 2, 200) },
  {
    name: '500-500',
    enrolled: (typist) => typist.sessions.slice(0, -1).map((_, k) => pooled(typist, k, 1, 500)),
    probes: (typist) => later(typist, 1, 500),
  },
]

function later(typist: Typist, from: number, keys: number): Sample[] {
  return typist.sessions.slice(from).map((_, k) => pooled(typist, from + k, 1, keys))
}

/** What a background person contributes to learning: three stretches, and fragments of some fifty keys. */
export function background(typist: Typist): BackgroundPerson {
  const long = typist.sessions.filter((session) => session.length >= 200)
  if (long.length >= 2) {
    const fragments = long.flatMap((session) =>
      Array.from({ length: Math.min(4, Math.floor(session.length / 50)) }, (_, k) =>
        templateOf([session.slice(k * 50, k * 50 + 50)]),
      ),
    )
    return { occasions: long.map((session) => templateOf([session])), fragments }
  }
  const templates = typist.sessions.map((session) => templateOf([session.slice(0, 70)]))
  const third = Math.max(1, Math.floor(templates.length / 3))
  const occasions = [0, 1, 2].map((k) => mergeTemplates(templates.slice(k * third, (k + 1) * third)))
  return { occasions, fragments: typist.sessions.map((session) => templateOf([session.slice(0, 50)])) }
}

export interface FreeOptions {
  readonly seed: number
  readonly blocks: number
  readonly learning?: LearnOptions
  /** A population learned elsewhere, used instead of learning one here. */
  readonly population?: Population
  readonly normalise: boolean
}

/**
 * Scores every condition with people the population has not seen: people are dealt into blocks, and each pair of blocks
 * is scored with a population learned from all the others. So both sides of every trial are strangers to it.
 */
export function scoreFree(
  people: readonly Typist[],
  conditions: readonly Condition[],
  options: FreeOptions,
): Map<string, Scored[]> {
  const order = shuffle(
    seededRandom(options.seed),
    people.map((_, k) => k),
  )
  const blockOf = new Map(order.map((person, k) => [person, k % options.blocks]))
  const backgrounds = people.map(background)
  const samples = conditions.map((condition) =>
    people.map((typist) => ({ enrolled: condition.enrolled(typist), probes: condition.probes(typist) })),
  )
  const out = new Map<string, Scored[]>(conditions.map((condition) => [condition.name, []]))
  for (let i = 0; i < options.blocks; i++) {
    for (let j = i; j < options.blocks; j++) {
      const tested = order.filter((person) => blockOf.get(person) === i || blockOf.get(person) === j)
      const others = order.filter((person) => !tested.includes(person))
      const population =
        options.population ??
        learn(
          others.map((person) => backgrounds[person]!),
          options.learning,
        )
      conditions.forEach((condition, c) => {
        const counts = (a: number, b: number): boolean =>
          a === b ? i === j : blockOf.get(a) !== blockOf.get(b) || i === j
        const side = (list: readonly number[], which: 'enrolled' | 'probes', every = 1): Side[] =>
          list.flatMap((person) =>
            samples[c]![person]![which].filter((_, k) => k % every === 0).map((sample) => ({
              person,
              tag: sample.tag,
              hands: handsOf(sample.template, population),
            })),
          )
        const enrolled = side(tested, 'enrolled')
        const probes = side(tested, 'probes')
        const cohort = options.normalise
          ? {
              enrolled: side(others, 'enrolled', 2),
              probes: side(others, 'probes', condition.name.includes('1x') ? 10 : 2),
            }
          : null
        const normsOf = (
          list: readonly Side[],
          against: readonly Side[] | undefined,
        ): { mean: number; deviation: number }[] =>
          list.map((one) =>
            against === undefined
              ? { mean: 0, deviation: 1 }
              : normOf(against.map((other) => sameHands(one.hands, other.hands))),
          )
        const enrolledNorms = normsOf(enrolled, cohort?.probes)
        const probeNorms = normsOf(probes, cohort?.enrolled)
        enrolled.forEach((a, x) =>
          probes.forEach((b, y) => {
            if (!counts(a.person, b.person) || (a.person === b.person && a.tag === b.tag)) return
            const score = sameHands(a.hands, b.hands)
            out.get(condition.name)!.push({
              trial: { score, one: a.person, two: b.person },
              normalised: normalised(score, enrolledNorms[x]!, probeNorms[y]!),
              block: [blockOf.get(a.person)!, blockOf.get(b.person)!],
            })
          }),
        )
      })
    }
  }
  return out
}

interface Side {
  readonly person: number
  readonly tag: string
  readonly hands: Hands
}
