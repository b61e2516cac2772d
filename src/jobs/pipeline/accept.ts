import { createHash } from 'node:crypto'
import type { DoorId, Evidence, EvidenceKind } from '../../core/evidence.ts'
import type { Id } from '../../core/ids.ts'
import { SallyportError } from '../../core/errors.ts'
import { recognise } from '../../doors/recognise.ts'
import { newId } from '../../store/new-id.ts'
import { rows, transact, type House } from '../house.ts'

/** Something that arrived. */
export interface Incoming {
  readonly name: string
  readonly bytes: Uint8Array
  /** The door it was handed in at; null: whichever takes it. */
  readonly door: DoorId | null
  /** The subject it is about; null: a new one. */
  readonly subject: Id | null
  /** Name under which the sending system knows the subject (`ats:ashby:123`): the same name is the same subject. */
  readonly ref?: string
  readonly source: string
  readonly observedAt?: number
}

export interface AcceptedEvidence {
  readonly evidence: Id
  readonly subject: Id
  readonly kind: EvidenceKind
  readonly known: boolean
}

/**
 * Takes something in: hash, vault, evidence row and job in one transaction. When this returns, it is kept and will be
 * read, whatever happens to the process. The same bytes again are the same evidence.
 *
 * @throws SP_INPUT for an empty name or a subject that does not exist
 */
export async function accept(house: House, org: Id, incoming: Incoming): Promise<AcceptedEvidence> {
  const { door, kind } = placeOf(house, incoming)
  const digest = createHash('sha256').update(incoming.bytes).digest('hex')
  const now = house.clock.now()
  const known = incoming.ref === undefined ? null : await rows(house).subjects.byRef(org, incoming.ref)
  const given = incoming.subject ?? known
  if (incoming.subject !== null && !(await rows(house).subjects.find(org, [incoming.subject])).has(incoming.subject)) {
    throw new SallyportError('SP_INPUT', 'There is no such subject.', { field: 'subject' })
  }
  const wanted: Evidence = {
    id: newId(),
    org,
    door,
    kind,
    subject: given ?? newId(),
    digest,
    bytes: incoming.bytes.length,
    mediaType: 'application/octet-stream',
    name: incoming.name.slice(0, 400),
    source: incoming.source,
    observedAt: incoming.observedAt ?? now,
    receivedAt: now,
  }
  const accepted = await transact(house, async (tables, trx) => {
    const { evidence, isNew } = await tables.evidence.insertIfNew(wanted, given === null ? 'content' : 'subject')
    if (isNew) {
      if (given === null) await tables.subjects.insert(org, { id: evidence.subject, kind: subjectKind(kind), ...(incoming.ref === undefined ? {} : { ref: incoming.ref }) })
      await house.vault.put(org, evidence.subject, incoming.bytes, trx)
      await house.queue.add(trx, 'measure', { org, evidence: evidence.id })
    }
    return { evidence: evidence.id, subject: evidence.subject, kind, known: !isNew }
  })
  if (!accepted.known) house.announce(org, 'evidence.received', { evidence: accepted.evidence, name: door === 'work' ? 'Activity' : incoming.name })
  return accepted
}

/** What no door recognises goes to the applications, whose parser says what it is: kept and noted, never dropped. */
function placeOf(house: House, incoming: Incoming): { door: DoorId; kind: EvidenceKind } {
  if (incoming.name.trim() === '') throw new SallyportError('SP_INPUT', 'A file needs a name.', { field: 'file' })
  const found = recognise(house.doors, incoming.name, incoming.bytes, incoming.door) ?? (incoming.door === null ? null : firstKindOf(house, incoming.door))
  return found ?? { door: 'apply', kind: 'resume' }
}

function firstKindOf(house: House, id: DoorId): { door: DoorId; kind: EvidenceKind } | null {
  const door = house.doors.find((candidate) => candidate.id === id)
  const kind = door === undefined ? undefined : (Object.keys(door.kinds)[0] as EvidenceKind | undefined)
  return kind === undefined ? null : { door: id, kind }
}

function subjectKind(kind: EvidenceKind): string {
  return kind === 'package' || kind === 'message' || kind === 'repository' || kind === 'advisory' ? kind : 'person'
}
