import ipaddr from 'ipaddr.js'
import type { ArtefactType } from '../../core/artefact.ts'
import { isOfficial } from '../../measure/host/official.ts'
import type { Draft, DraftType } from '../chat/draft.ts'
import { isReference } from '../chat/host-name.ts'
import type { AdvisoryArtefact } from './advisory.ts'

export interface Sorted {
  /** May stand in an advisory. */
  readonly artefacts: readonly AdvisoryArtefact[]
  /** Tied to a person: for private matching, if two reviewers enter them. */
  readonly personal: readonly Draft[]
  /** Would hit everybody: kept back until a person insists. */
  readonly warned: readonly { readonly draft: Draft; readonly why: string }[]
}

const kinds: Readonly<Partial<Record<DraftType, ArtefactType>>> = {
  domain: 'domain',
  url: 'url',
  ipv4: 'ip',
  ipv6: 'ip',
  package: 'package',
  sha256: 'file-hash',
  sha1: 'file-hash',
  md5: 'file-hash',
  eth: 'wallet',
  btc: 'wallet',
  sol: 'wallet',
  trx: 'wallet',
  repo: 'repository',
}

/** Digests of the empty file, in the three algorithms: the classic false indicator. */
const empty = new Set([
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'd41d8cd98f00b204e9800998ecf8427e',
])

/**
 * Sorts what was read from a message into what may be published, what is tied to a person, and what a warning list
 * stops. Ports and implied values are dropped: alone they say nothing.
 *
 * @param popular packages that everybody uses; a named version of one may still be poisoned
 */
export function sortDrafts(drafts: readonly Draft[], popular: (name: string) => boolean = () => false): Sorted {
  const artefacts: AdvisoryArtefact[] = []
  const personal: Draft[] = []
  const warned: { draft: Draft; why: string }[] = []
  for (const draft of drafts) {
    if (draft.implied) continue
    if (/^(?:email|phone|handle)$/.test(draft.type)) {
      personal.push(draft)
      continue
    }
    const type = kinds[draft.type]
    if (type === undefined) continue
    const why = warning(draft, popular)
    if (why === null) artefacts.push({ type, value: draft.value })
    else warned.push({ draft, why })
  }
  return { artefacts, personal, warned }
}

function warning(draft: Draft, popular: (name: string) => boolean): string | null {
  const host =
    draft.type === 'domain'
      ? draft.value
      : draft.type === 'url'
        ? (/^[a-z]+:\/\/([^/:?#]+)/.exec(draft.value)?.[1] ?? '')
        : ''
  if (host !== '' && draft.type === 'domain' && isOfficial(host)) return 'An official host of a known product.'
  if (host !== '' && isReference(host)) return 'A reference site.'
  if (
    (draft.type === 'ipv4' || draft.type === 'ipv6') &&
    ipaddr.isValid(draft.value) &&
    ipaddr.parse(draft.value).range() !== 'unicast'
  )
    return 'An address that is nobody’s on the internet.'
  if (empty.has(draft.value)) return 'The digest of an empty file.'
  if (
    draft.type === 'package' &&
    draft.version === null &&
    popular(draft.value.replace(/^pkg:[a-z]+\//, '').replace('%40', '@'))
  )
    return 'A package that everybody uses, without a version.'
  return null
}
