import { artefactTypes, rarityBits, type Artefact, type ArtefactType } from '../core/artefact.ts'
import type { Id } from '../core/ids.ts'
import type { ArtefactHolders } from '../core/ports.ts'
import type { LinkSupport } from '../core/weigh.ts'
import { aliasesOf } from './aliases.ts'
import { alone, type LinkFacts } from './facts.ts'
import { strengthOf } from './strength.ts'
import { tieBits, typeWeights } from './weights.ts'

/** What makes a value a hub: a coffee shop's address, a university's domain, a popular template. */
export interface HubLimits {
  /** A value that more subjects than this carry ties nobody. */
  readonly holders: number
  /** Below this many bits a coincidence is no surprise. */
  readonly bits: number
}

export const hubLimits: HubLimits = { holders: 60, bits: 1.5 }

/** The ties of one subject to one other. */
export interface Tie {
  readonly other: Id
  readonly artefacts: readonly SharedArtefact[]
  /** `strengthOf` all of them together. */
  readonly bits: number
}

export interface SharedArtefact {
  readonly artefact: Artefact
  /** Bits by how many of the corpus carry it: what rules read. */
  readonly rarity: number
  /** Bits it weighs in the graph, log2(m/u); 0 for a hub. */
  readonly bits: number
  /** Records that carry it, this one among them; 0 where something alike was matched, not an equal value. */
  readonly holders: number
}

/** Something shared that is no equal value: much the same text, layout or hand. */
export interface LikeTie {
  readonly type: Artefact['type']
  readonly subject: Id
  readonly rarity: number
  readonly shown: string
}

export interface Shared {
  readonly facts: LinkFacts
  readonly support: LinkSupport
  /** One a linked subject, closest first. */
  readonly ties: readonly Tie[]
}

/**
 * What a subject shares with others, hubs dropped.
 *
 * @param self    name the subject goes by
 * @param nameOf  name another subject goes by; null when it has none
 */
export function sharedOf(
  found: { readonly population: number; readonly holders: readonly ArtefactHolders[] },
  self: string | null,
  nameOf: (subject: Id) => string | null,
  alike: readonly LikeTie[] = [],
  limits: HubLimits = hubLimits,
): Shared {
  const equal = found.holders
    .map((entry) => ({ ...entry, rarity: rarityBits(entry.subjects.length + 1, found.population), bits: tieBits(typeWeights[entry.artefact.type], entry.subjects.length + 1, found.population), shown: shownValue(entry.artefact) }))
    .filter((entry) => entry.subjects.length > 0 && entry.subjects.length <= limits.holders && surprising(entry, found.population, limits))
  const like = alike.map(({ type, subject, rarity, shown }) => ({ artefact: { type, value: shown, from: 'match' }, subjects: [subject], rarity, bits: rarity, shown }))
  const rare = [...equal, ...like]
    .sort((a, b) => b.rarity - a.rarity || a.artefact.value.localeCompare(b.artefact.value))
  const differs = (subject: Id): boolean => !sameName(self, nameOf(subject))

  const ties = tiesOf(rare)
  const best = ties[0]
  const closest =
    best === undefined
      ? null
      : {
          artefacts: independent(best),
          types: [...new Set(best.artefacts.map(({ artefact }) => artefact.type))].sort(),
          rarestBits: Math.max(...best.artefacts.map(({ rarity }) => rarity)),
          otherName: differs(best.other),
        }
  return {
    facts: {
      others: ties.length,
      shared: rare.map((entry) => ({
        type: entry.artefact.type,
        rarity: entry.rarity,
        subjects: entry.subjects.length,
        otherName: entry.subjects.some(differs),
        shown: entry.shown,
      })),
      closest,
      crew: alone,
    },
    support: { artefacts: closest?.artefacts ?? 0, rarestBits: Math.max(0, closest?.rarestBits ?? 0, ...(best?.artefacts ?? []).map(surprise)) },
    ties,
  }
}

/**
 * A mailbox or a wallet belongs to one person: that two share it is rare in a corpus of ten records too, which cannot
 * show it by counting.
 */
function surprise({ artefact, bits }: SharedArtefact): number {
  return typeWeights[artefact.type].cause === 'identity' && artefact.type !== 'near-contact' ? bits : 0
}

/** What belongs to one person (a mailbox, a device) surprises however many carry it: they are one crew, not common ground. */
const onePersons = 1e-3

/** In a small corpus nothing can be rare in bits; there, a value that only one other carries still ties. */
function surprising(entry: { artefact: Artefact; rarity: number; subjects: readonly Id[] }, population: number, limits: HubLimits): boolean {
  return entry.rarity >= limits.bits || typeWeights[entry.artefact.type].strangers <= onePersons || (population < 20 && entry.subjects.length <= 2)
}

function tiesOf(rare: readonly { artefact: Artefact; subjects: readonly Id[]; rarity: number; bits: number }[]): Tie[] {
  const byOther = new Map<Id, SharedArtefact[]>()
  for (const { artefact, subjects, rarity, bits } of rare) {
    const holders = artefact.from === 'match' ? 0 : subjects.length + 1
    for (const other of subjects) byOther.set(other, [...(byOther.get(other) ?? []), { artefact, rarity, bits, holders }])
  }
  return [...byOther]
    .map(([other, artefacts]) => ({ other, artefacts, bits: strengthOf(artefacts.map(({ artefact, bits }) => ({ cause: typeWeights[artefact.type].cause, bits }))) }))
    .sort((a, b) => b.bits - a.bits || a.other.localeCompare(b.other))
}

/**
 * Ten shingles of one copied passage are one artefact, so derived ones are counted by type; distinct contacts count
 * each, the same value under two names once, and a contact that is only alike not at all.
 */
function independent(tie: Tie): number {
  const twice = new Set(tie.artefacts.flatMap(({ artefact }) => aliasesOf(artefact).map(keyOf)))
  const own = tie.artefacts.filter(({ artefact }) => artefact.type !== 'near-contact' && !twice.has(keyOf(artefact)))
  const derived = new Set(own.filter(({ artefact }) => artefactTypes[artefact.type] === 'derived').map(({ artefact }) => artefact.type))
  return derived.size + own.filter(({ artefact }) => artefactTypes[artefact.type] !== 'derived').length
}

function keyOf({ type, value }: { type: ArtefactType; value: string }): string {
  return `${type}\n${value}`
}

/** Same words, whatever their order, case and marks: "Ana Müller" and "MULLER, Ana". An unknown name is no other name. */
export function sameName(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true
  return nameKey(a) === nameKey(b)
}

function nameKey(name: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return (words ?? []).sort().join(' ')
}

/** Personal values are masked wherever they are only mentioned: the case they came from shows them whole. */
export function shownValue(artefact: Artefact): string {
  const { type, value } = artefact
  const kind = artefactTypes[type]
  if (kind === 'public') return value
  if (kind === 'derived') return value.length > 24 ? `${value.slice(0, 12)}…` : value
  const [local, domain] = value.split('@')
  if (domain !== undefined) return `${(local ?? '').slice(0, 2)}…@${domain}`
  return value.length <= 4 ? '…' : `${value.slice(0, 3)}…${value.slice(-2)}`
}
