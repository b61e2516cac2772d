import type { Artefact } from '../core/artefact.ts'
import type { Id } from '../core/ids.ts'
import type { Json } from '../core/facts.ts'
import type { Ports } from '../core/ports.ts'
import { memoryLookAlikes } from './memory-look-alikes.ts'

/** The ports over plain maps: for `screen`, which needs no database, and for tests. Knows one organisation. */
export interface MemoryIndex extends Ports {
  add(subject: Id, evidence: Id, root: string, facts: Json, artefacts: readonly Artefact[]): void
}

export function memoryIndex(): MemoryIndex {
  const holders = new Map<string, Set<Id>>()
  const subjects = new Set<Id>()
  const bands = new Map<string, { evidence: Id; subject: Id }[]>()
  const facts = new Map<string, Json>()
  const counts = new Map<string, Map<string, number>>()
  const corpus = new Map<string, number>()

  return {
    add(subject, evidence, root, value, artefacts) {
      subjects.add(subject)
      facts.set(`${root}\n${evidence}`, value)
      for (const artefact of artefacts) {
        const key = `${artefact.type}\n${artefact.value}`
        holders.set(key, (holders.get(key) ?? new Set()).add(subject))
      }
    },
    lookAlikes: memoryLookAlikes(),
    artefacts: {
      holders: async (_org, wanted, except) => ({
        population: subjects.size,
        holders: wanted.map((artefact) => ({
          artefact,
          subjects: [...(holders.get(`${artefact.type}\n${artefact.value}`) ?? [])].filter((subject) => subject !== except),
          cleared: 0,
        })),
      }),
    },
    bands: {
      async candidates(_org, space, wanted, limit) {
        const shared = new Map<Id, { subject: Id; shared: number }>()
        for (const band of wanted) {
          for (const { evidence, subject } of bands.get(`${space}\n${band}`) ?? []) {
            const entry = shared.get(evidence)
            if (entry === undefined) shared.set(evidence, { subject, shared: 1 })
            else entry.shared += 1
          }
        }
        return [...shared]
          .map(([evidence, entry]) => ({ evidence, ...entry }))
          .sort((a, b) => b.shared - a.shared || a.evidence.localeCompare(b.evidence))
          .slice(0, limit)
      },
      async add(_org, space, evidence, subject, added) {
        for (const band of added) {
          const key = `${space}\n${band}`
          const held = bands.get(key)
          if (held === undefined) bands.set(key, [{ evidence, subject }])
          else held.push({ evidence, subject })
        }
        corpus.set(space, (corpus.get(space) ?? 0) + 1)
        const seen = counts.get(space) ?? new Map<string, number>()
        for (const band of new Set(added)) seen.set(band, (seen.get(band) ?? 0) + 1)
        counts.set(space, seen)
      },
    },
    facts: {
      async facts(_org, wanted, root) {
        return new Map(wanted.flatMap((evidence) => {
          const value = facts.get(`${root}\n${evidence}`)
          return value === undefined ? [] : [[evidence, value] as const]
        }))
      },
    },
    async frequency(_org, space, terms) {
      const seen = counts.get(space)
      return { population: corpus.get(space) ?? 0, counts: new Map(terms.map((term) => [term, seen?.get(term) ?? 0])) }
    },
  }
}
