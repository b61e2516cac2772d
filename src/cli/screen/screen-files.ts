import { createHash } from 'node:crypto'
import type { Evidence, EvidenceKind } from '../../core/evidence.ts'
import { factRoots } from '../../core/evidence.ts'
import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Json } from '../../core/facts.ts'
import { judgeSubject, type Judged } from '../../cases/judge-subject.ts'
import { doors } from '../../doors/index.ts'
import { gatherSubject, type MeasuredEvidence } from '../../doors/judge.ts'
import { readEvidence, type Sandbox } from '../../doors/read.ts'
import { recognise } from '../../doors/recognise.ts'
import { memoryIndex } from '../../links/memory-index.ts'
import type { Tie } from '../../links/shared.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import { shownValue } from '../../links/shared.ts'

/** A file as it lay in the folder. */
export interface Received {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What screening says of one file. */
export interface Screened {
  readonly name: string
  readonly label: string | null
  readonly judged: Judged | null
  /** Set when the file could not be read: a finding of its own, never "clean". */
  readonly refused: { readonly code: string; readonly message: string } | null
  readonly linked: readonly { readonly name: string; readonly by: readonly string[] }[]
  /** Milliseconds from bytes to facts. */
  readonly readMs: number
}

const org = '00000000-0000-7000-8000-000000000000'

/**
 * Reads, measures, compares and judges files against each other, in memory: nothing is stored.
 *
 * @param parallel files read at the same time
 * @param progress called after each file
 */
export async function screenFiles(files: readonly Received[], playbook: Playbook, sandbox: Sandbox, prior: number, now: number, parallel: number, progress: (done: number) => void): Promise<Screened[]> {
  const index = memoryIndex()
  const names = new Map<string, string | null>()
  const items = new Map<number, MeasuredEvidence>()
  const refused = new Map<number, { code: string; message: string }>()
  const readMs: number[] = []
  let done = 0

  const readOne = async (at: number): Promise<void> => {
    const file = files[at] as Received
    const started = performance.now()
    try {
      items.set(at, await measureOne(at, file, sandbox, index, now, names))
    } catch (error) {
      refused.set(at, { code: error instanceof SallyportError ? error.code : 'SP_INTERNAL', message: messageOf(error) })
    }
    readMs[at] = performance.now() - started
    progress((done += 1))
  }
  const queue = files.map((_, at) => at)
  await Promise.all(Array.from({ length: parallel }, async () => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) await readOne(at)
  }))

  const out: Screened[] = []
  for (const [at, file] of files.entries()) {
    const item = items.get(at)
    const base = { name: file.name, label: names.get(subjectOf(at)) ?? null, refused: refused.get(at) ?? null, readMs: readMs[at] ?? 0 }
    if (item === undefined) {
      out.push({ ...base, judged: null, linked: [] })
      continue
    }
    const { facts, shared } = await gatherSubject(org, subjectOf(at), [item], index, async () => (subject) => names.get(subject) ?? null)
    const judged = judgeSubject(facts, playbook, { doors: [item.evidence.door], links: shared.support, prior })
    out.push({ ...base, judged, linked: shared.ties.map((tie) => ({ name: (files[numberOf(tie.other)] as Received).name, by: reasons(tie) })) })
  }
  return out
}

async function measureOne(at: number, file: Received, sandbox: Sandbox, index: ReturnType<typeof memoryIndex>, now: number, names: Map<string, string | null>): Promise<MeasuredEvidence> {
  const found = recognise(doors, file.name, file.bytes)
  if (found === null) throw new SallyportError('SP_UNSUPPORTED', 'No door takes this kind of file.')
  const evidence = evidenceOf(at, file, found.door, found.kind, now)
  const reading = await readEvidence(found.how, evidence, file.bytes, sandbox, index)
  const root = factRoots[found.kind]
  index.add(evidence.subject, evidence.id, root, reading.measured.facts as Json, reading.artefacts)
  for (const [space, bands] of reading.bands) await index.bands.add(org, space, evidence.id, evidence.subject, bands)
  names.set(evidence.subject, reading.label)
  return { evidence, root, kind: found.how, measured: reading.measured, artefacts: reading.artefacts }
}

function evidenceOf(at: number, file: Received, door: Evidence['door'], kind: EvidenceKind, now: number): Evidence {
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  return { id: `evidence-${at}`, org, door, kind, subject: subjectOf(at), digest, bytes: file.bytes.length, mediaType: 'application/octet-stream', name: file.name, source: 'folder', observedAt: now, receivedAt: now }
}

function subjectOf(at: number): string {
  return `subject-${at}`
}

function numberOf(subject: string): number {
  return Number(subject.slice('subject-'.length))
}

function reasons(tie: Tie): string[] {
  return tie.artefacts.map(({ artefact }) => `${artefact.type} ${shownValue(artefact)}`)
}
