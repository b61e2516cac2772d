import { rarityBits, type Artefact } from '../../core/artefact.ts'
import type { Evidence } from '../../core/evidence.ts'
import type { ArtefactHolders, Ports } from '../../core/ports.ts'
import { resumeArtefacts } from '../../measure/resume/artefacts.ts'
import type { ResumeFacts } from '../../measure/resume/facts.ts'
import type { Matched } from '../door.ts'
import { findLayout } from './layouts.ts'
import { findReuse } from './reuse.ts'

/** Bits from which a shared mark counts as a second channel beside the layout. */
const tellingBits = 4

/** What of a résumé others also sent: file marks, contacts, text. Asked anew at each judgement. */
export async function matchResume(facts: ResumeFacts, evidence: Evidence, ports: Ports): Promise<Matched<ResumeFacts>> {
  const found = await ports.artefacts.holders(evidence.org, resumeArtefacts(facts), evidence.subject)
  const shared = found.holders.filter(({ subjects }) => subjects.length > 0).map((entry) => ({ entry, mark: markOf(entry, found.population, facts) }))
  const isFile = ({ entry }: { entry: ArtefactHolders }): boolean => entry.artefact.type === 'file-id' || entry.artefact.type === 'image-hash'
  const { reuse, ties } = await findReuse(facts, evidence, ports)
  const contacts = facts.contacts ?? null
  // A second channel that is rare itself: a mark that a popular template carries to everybody ties nobody.
  const telling = shared.filter(({ mark }) => mark.rarity >= tellingBits).flatMap(({ entry }) => entry.subjects)
  const cluster = await findLayout(facts, evidence, ports, new Set([...telling, ...ties.map(({ subject }) => subject)]))
  return {
    facts: {
      lineage: { ...facts.lineage, shared: shared.filter(isFile).map(({ entry, mark }) => ({ kind: kindOf(entry.artefact), ...mark })) },
      ...(contacts === null ? {} : { contacts: { ...contacts, shared: shared.filter((item) => !isFile(item)).map(({ entry, mark }) => ({ type: entry.artefact.type, ...mark })) } }),
      ...(reuse === null ? {} : { reuse }),
      ...(cluster === null || !facts.layout ? {} : { layout: { ...facts.layout, cluster } }),
    },
    unavailable: {
      ...(reuse === null ? { 'resume.reuse': 'there are no achievements to compare' } : {}),
      ...(cluster === null ? { 'resume.layout.cluster': 'there is too little on the page, or no other layouts are kept' } : {}),
    },
    ties,
  }
}

type Mark = Omit<NonNullable<NonNullable<ResumeFacts['contacts']>['shared']>[number], 'type'>

function markOf(entry: ArtefactHolders, population: number, facts: ResumeFacts): Mark {
  return {
    holders: entry.subjects.length,
    cleared: entry.cleared,
    otherName: entry.otherName ?? false,
    rarity: rarityBits(entry.subjects.length + 1, population),
    places: placesOf(entry.artefact, facts),
  }
}

/** `file-id` values say which kind they are before the colon. */
function kindOf({ type, value }: Artefact): string {
  if (type === 'image-hash') return value.startsWith('look:') ? 'image-look' : 'image'
  const kind = value.split(':')[0] ?? type
  return { pdf: 'pdf-id', xmp: 'xmp-document', 'xmp-original': 'xmp-original', 'rsid-root': 'rsid-root' }[kind] ?? kind
}

/** Follows `resume.contacts.emails.2` to its place. */
function placesOf({ from }: Artefact, facts: ResumeFacts): Mark['places'] {
  let here: unknown = { resume: facts }
  for (const key of from.split('.')) here = (here as Record<string, unknown> | null | undefined)?.[key]
  const place = (here as { place?: Mark['places'][number] } | null | undefined)?.place
  return place === undefined ? [{ in: 'field', path: from }] : [place]
}
