import { artefactTypes, type ArtefactType } from '../../core/artefact.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Tlp } from '../chat/draft.ts'
import { personalIn } from '../marking/personal.ts'

/** What one company tells the others: one thing, with what it can be known by. */
export interface Advisory {
  readonly id: Id
  readonly title: string
  readonly description: string
  readonly tlp: Tlp
  readonly pap: 'CLEAR' | 'GREEN' | 'AMBER' | 'RED'
  /** Peers it is addressed to by name; only these when it is RED. */
  readonly addressed: readonly string[]
  readonly artefacts: readonly AdvisoryArtefact[]
  readonly techniques: readonly { readonly id: string; readonly name: string; readonly version: string }[]
  /** Rules of the playbook as YAML: an emerging technique arrives as something that runs. */
  readonly rules: readonly { readonly id: string; readonly yaml: string }[]
  /** 0 to 100. */
  readonly confidence: number
  readonly state: 'draft' | 'submitted' | 'approved' | 'sent' | 'revoked'
  /** Rises with each sending. */
  readonly revision: number
  readonly author: Id
  readonly submittedBy: Id | null
  /** Everybody who wrote on this revision: none of them approves it. */
  readonly editors: readonly Id[]
  readonly approvedBy: Id | null
  readonly createdAt: number
  readonly modifiedAt: number
}

export interface AdvisoryArtefact {
  readonly type: ArtefactType
  readonly value: string
  /** For packages: the digest of the archive; for hashes: the algorithm. */
  readonly sha256?: string
  readonly note?: string
}

const technique = /^T\d{4}(?:\.\d{3})?$/

/** A new draft. @throws SP_CIRCLE_MARKING for what is tied to a person: that is for private matching */
export function draft(
  given: Pick<
    Advisory,
    'id' | 'title' | 'description' | 'tlp' | 'pap' | 'artefacts' | 'techniques' | 'rules' | 'confidence'
  > & { addressed?: readonly string[] },
  author: Id,
  now: number,
): Advisory {
  for (const { type } of given.artefacts) {
    if (artefactTypes[type] !== 'public')
      throw new SallyportError(
        'SP_CIRCLE_MARKING',
        `A value of the type ${type} is tied to a person. Ask peers by private matching instead.`,
        { type },
      )
  }
  for (const [field, text] of sentences(given)) {
    const found = personalIn(text)
    if (found !== null)
      throw new SallyportError(
        'SP_CIRCLE_MARKING',
        `The ${field} holds ${found.type === 'email' ? 'an e-mail address' : 'a telephone number'}. Nobody is named in an advisory: take it out, and ask peers by private matching.`,
        { field },
      )
  }
  if (given.title.trim() === '') throw new SallyportError('SP_INPUT', 'An advisory needs a title.', { field: 'title' })
  if (given.tlp === 'RED' && (given.addressed ?? []).length === 0)
    throw new SallyportError('SP_INPUT', 'TLP:RED needs the peers it is addressed to.', { field: 'addressed' })
  if (given.techniques.some(({ id }) => !technique.test(id)))
    throw new SallyportError('SP_INPUT', 'A technique has the form T1204.005.', { field: 'techniques' })
  return {
    ...given,
    addressed: given.addressed ?? [],
    state: 'draft',
    revision: 0,
    author,
    submittedBy: null,
    editors: [author],
    approvedBy: null,
    createdAt: now,
    modifiedAt: now,
  }
}

function* sentences(
  given: Pick<Advisory, 'title' | 'description' | 'artefacts'>,
): Generator<readonly [field: string, text: string]> {
  yield ['title', given.title]
  yield ['description', given.description]
  for (const artefact of given.artefacts) {
    if (artefact.note !== undefined) yield ['note', artefact.note]
    if (artefact.type === 'url') yield ['address', addressees(artefact.value)]
  }
}

/** What follows `?` and `#` of an address, decoded: lures carry whom they were sent to. */
function addressees(url: string): string {
  const tail = /[?#](.*)$/s.exec(url)?.[1] ?? ''
  return tail.replace(/%40/gi, '@').replace(/[&=;]/g, ' ')
}

export function submit(advisory: Advisory, by: Id, now: number): Advisory {
  must(advisory, 'draft')
  return { ...advisory, state: 'submitted', submittedBy: by, editors: [...new Set([...advisory.editors, by])], modifiedAt: now }
}

/** By a second person: neither who wrote it nor who submitted it. @throws SP_FORBIDDEN */
export function approve(advisory: Advisory, by: Id, now: number): Advisory {
  must(advisory, 'submitted')
  if (by === advisory.author || advisory.editors.includes(by))
    throw new SallyportError('SP_FORBIDDEN', 'An advisory is approved by a second person.')
  return { ...advisory, state: 'approved', approvedBy: by, modifiedAt: now }
}

export function markSent(advisory: Advisory, now: number): Advisory {
  must(advisory, 'approved')
  return { ...advisory, state: 'sent', revision: advisory.revision + 1, modifiedAt: now }
}

/** Changes a draft, or opens a sent advisory for a new revision; its id stays, so it replaces the old one everywhere. */
export function revise(
  advisory: Advisory,
  change: Partial<
    Pick<
      Advisory,
      'title' | 'description' | 'tlp' | 'pap' | 'artefacts' | 'techniques' | 'rules' | 'confidence' | 'addressed'
    >
  >,
  by: Id,
  now: number,
): Advisory {
  if (advisory.state !== 'draft') must(advisory, 'sent')
  const author = advisory.state === 'draft' ? advisory.author : by
  const checked = draft({ ...advisory, ...change }, author, now)
  const editors = [...new Set([...(advisory.state === 'draft' ? advisory.editors : []), author, by])]
  return { ...checked, editors, revision: advisory.revision, createdAt: advisory.createdAt }
}

/** Not yet sent: back to its author. */
export function takeBack(advisory: Advisory, now: number): Advisory {
  if (advisory.state !== 'submitted' && advisory.state !== 'approved') must(advisory, 'submitted')
  return { ...advisory, state: 'draft', approvedBy: null, modifiedAt: now }
}

/** Takes back for good what was sent; one person is enough. */
export function revoke(advisory: Advisory, now: number): Advisory {
  if (advisory.revision === 0 || advisory.state === 'revoked') must(advisory, 'sent')
  return { ...advisory, state: 'revoked', revision: advisory.revision + 1, modifiedAt: now }
}

function must(advisory: Advisory, state: Advisory['state']): void {
  if (advisory.state !== state)
    throw new SallyportError('SP_CONFLICT', `The advisory is ${advisory.state}, not ${state}.`)
}
