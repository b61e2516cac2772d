import type { Evidence } from '../core/evidence.ts'
import type { Id } from '../core/ids.ts'
import type { Measured } from '../core/facts.ts'
import type { Ports } from '../core/ports.ts'
import type { Artefact } from '../core/artefact.ts'
import { alone, type LinkFacts } from '../links/facts.ts'
import { sameName, sharedOf, type Shared } from '../links/shared.ts'
import type { Kind, MatchedTie } from './door.ts'

/** One measured evidence of a subject, as the store has it. */
export interface MeasuredEvidence {
  readonly evidence: Evidence
  readonly root: string
  readonly kind: Kind
  readonly measured: Measured<unknown>
  readonly artefacts: readonly Artefact[]
}

export type NameOf = (subject: Id) => string | null

/** Everything known of a subject now: measured facts, what others also sent, and its ties. */
export async function gatherSubject(org: Id, subject: Id, items: readonly MeasuredEvidence[], ports: Ports, names: (subjects: readonly Id[]) => Promise<NameOf>, isRemoved: (other: Id, type: string) => boolean = () => false, crew: LinkFacts['crew'] = alone): Promise<{ facts: Map<string, Measured<unknown>>; shared: Shared }> {
  const all = await ports.artefacts.holders(org, unique(items.flatMap(({ artefacts }) => artefacts)), subject)
  // What a person said is no tie stays none.
  const found = { ...all, holders: all.holders.map((entry) => ({ ...entry, subjects: entry.subjects.filter((other) => !isRemoved(other, entry.artefact.type)) })) }
  const nameOf = await names([subject, ...found.holders.flatMap(({ subjects }) => subjects)])
  const named = withNames(ports, subject, nameOf)

  const facts = new Map<string, Measured<unknown>>()
  const ties: MatchedTie[] = []
  // Oldest first: the newest of a kind is what the rules see.
  for (const { evidence, root, kind, measured } of [...items].sort((a, b) => a.evidence.receivedAt - b.evidence.receivedAt)) {
    const matched = kind.match === undefined ? null : await kind.match(measured.facts, evidence, named)
    facts.set(root, matched === null ? measured : merged(measured, matched))
    ties.push(...(matched?.ties ?? []).filter((tie) => !isRemoved(tie.subject, tie.type)))
  }
  const nameOfAll = ties.length === 0 ? nameOf : await names([subject, ...found.holders.flatMap(({ subjects }) => subjects), ...ties.map((tie) => tie.subject)])
  const shared = sharedOf(found, nameOfAll(subject), nameOfAll, ties)
  facts.set('links', { facts: { ...shared.facts, crew }, unavailable: {} })
  return { facts, shared }
}

function merged(measured: Measured<unknown>, matched: Measured<unknown>): Measured<unknown> {
  return { facts: { ...(measured.facts as object), ...(matched.facts as object) }, unavailable: { ...measured.unavailable, ...matched.unavailable } }
}

/** The ports, with a word on whether a holder goes by another name. */
function withNames(ports: Ports, self: Id, nameOf: NameOf): Ports {
  return {
    ...ports,
    artefacts: {
      async holders(org, artefacts, except) {
        const found = await ports.artefacts.holders(org, artefacts, except)
        return { ...found, holders: found.holders.map((entry) => ({ ...entry, otherName: entry.subjects.some((subject) => !sameName(nameOf(self), nameOf(subject))) })) }
      },
    },
  }
}

function unique(artefacts: readonly Artefact[]): Artefact[] {
  return [...new Map(artefacts.map((artefact) => [`${artefact.type}\n${artefact.value}`, artefact])).values()]
}
