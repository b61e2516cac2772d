import type { Advisory } from '../../../circle/advisory/advisory.ts'
import type { ChatDraft } from '../../../circle/chat/drafts.ts'
import type { Delivery } from '../../../circle/desk/deliveries.ts'
import type { Feedback } from '../../../circle/desk/inbox.ts'
import type { Received } from '../../../circle/desk/received.ts'
import type { ExitSetting } from '../../../circle/exits/setting.ts'
import { isPublished, lifetime, type Entry } from '../../../circle/matching/entry.ts'
import { trustOf, type Peer } from '../../../circle/peers/peer.ts'
import type { AdmittedRule } from '../../../circle/rules/admitted.ts'
import type { StixObject } from '../../../circle/stix/object.ts'
import type { FeedState } from '../../../circle/taxii/cursors.ts'
import { worth } from '../../../circle/trust/decay.ts'
import { sourceRecord } from '../../../circle/trust/source.ts'
import type { AdvisoryFile, AdvisoryRow, ChatDraftRow, ExitRow, InboxRow, MatchingPage, PeerRow, ReceivedFile } from './contract.ts'

type NameOf = (id: string) => string

export function advisoryRow(advisory: Advisory, deliveries: readonly Delivery[], feedback: readonly Feedback[], name: NameOf): AdvisoryRow {
  const newest = deliveries.filter((one) => one.revision === advisory.revision)
  const count = (...states: Delivery['state'][]): number => newest.filter((one) => states.includes(one.state)).length
  return {
    id: advisory.id,
    title: advisory.title,
    tlp: advisory.tlp,
    state: advisory.state,
    revision: advisory.revision,
    author: name(advisory.author),
    modifiedAt: advisory.modifiedAt,
    artefacts: advisory.artefacts.length,
    rules: advisory.rules.length,
    deliveries: { sent: count('sent'), waiting: count('waiting'), withheld: count('withheld', 'withdrawn'), failed: count('given-up') },
    sightings: feedback.filter(({ object }) => object.type === 'sighting').length,
  }
}

export function deliveryRow({ revision, recipient, objects, state, failed, attempts, nextAt, at }: Delivery): AdvisoryFile['deliveries'][number] {
  return { revision, recipient, objects, state, failed, attempts, nextAt, at }
}

export function feedbackRow({ peer, object }: Feedback): AdvisoryFile['feedback'][number] {
  const isSighting = object.type === 'sighting'
  const at = Date.parse(object.created ?? '')
  return {
    peer,
    kind: isSighting ? 'sighting' : 'opinion',
    count: isSighting ? Number(object['count'] ?? 1) : null,
    opinion: isSighting ? null : String(object['opinion'] ?? '').slice(0, 40),
    why: typeof object['explanation'] === 'string' ? object['explanation'].slice(0, 1000) : null,
    at: Number.isFinite(at) ? at : null,
  }
}

export function peerRow(peer: Peer, feeds: ReadonlyMap<PeerRow['feeds'][number]['what'], FeedState>, received: readonly Received[], name: NameOf): PeerRow {
  const { advisories, found, agreed, disagreed, precision } = sourceRecord(peer.name, received)
  return {
    name: peer.name,
    clearance: peer.clearance,
    trust: trustOf(peer),
    hasKey: peer.descriptor !== null,
    met: peer.met === null ? null : { by: name(peer.met.by), at: peer.met.at },
    revoked: peer.revoked === null ? null : { ...peer.revoked, by: name(peer.revoked.by) },
    server: peer.remote === null ? null : new URL(peer.remote.read).host,
    contact: peer.descriptor?.contact ?? null,
    invitedAt: peer.invitedAt,
    feeds: [...feeds].map(([what, { lastSuccessAt, lastTryAt, failures, lastError, objects }]) => ({ what, lastSuccessAt, lastTryAt, failures, lastError, objects })),
    record: { advisories, found, agreed, disagreed, precision },
  }
}

export function exitRow({ id, kind, name, clearance, outsiders, target, enabled, needs }: ExitSetting): ExitRow {
  return { id, kind, name, clearance, outsiders, target, enabled, needs }
}

export function inboxRow(received: Received, admitted: readonly AdmittedRule[]): InboxRow {
  const { id, peer, title, tlp, at, ways, signature, revision, revoked, objects, rules, found, opinion } = received
  return {
    id,
    peer,
    title,
    tlp,
    at,
    ways: [...ways],
    signature,
    revision,
    revoked,
    indicators: objects.filter((object) => object.type === 'indicator').length,
    rules: rules.length,
    admitted: admitted.filter((rule) => rule.received === id).length,
    found: found.map((one) => ({ name: one.name, value: one.value, where: [...one.where] })),
    opinion: opinion?.value ?? null,
  }
}

export function receivedFile(received: Received, admitted: readonly AdmittedRule[], faults: (rule: Received['rules'][number]) => string[], now: number, name: NameOf): ReceivedFile {
  const text = (value: unknown, most = 500): string => String(value ?? '').slice(0, most)
  return {
    ...inboxRow(received, admitted),
    description: received.description,
    faults: received.faults,
    judged: received.opinion === null ? null : { why: received.opinion.why, by: name(received.opinion.by), at: received.opinion.at },
    indicatorList: received.objects
      .filter((object) => object.type === 'indicator')
      .slice(0, 500)
      .map((object) => ({
        id: object.id,
        name: text(object['name']),
        pattern: text(object['pattern'], 2000),
        confidence: object.confidence ?? null,
        worth: Math.round(worth(object, received.found.some((one) => one.indicator === object.id) ? received.at : null, now)),
        until: typeof object['valid_until'] === 'string' ? object['valid_until'] : null,
      })),
    techniques: received.objects.flatMap((object) => (object.type === 'attack-pattern' ? [{ id: attackId(object), name: text(object['name'], 200) }] : [])),
    ruleList: received.rules.map((rule) => ({
      ...rule,
      admitted: admitted.some((one) => one.received === received.id && one.id === rule.id),
      faults: faults(rule),
    })),
  }
}

function attackId(object: StixObject): string {
  const references = object['external_references']
  const found = Array.isArray(references) ? references.find((one: { source_name?: unknown }) => one?.source_name === 'mitre-attack') : undefined
  return String((found as { external_id?: unknown } | undefined)?.external_id ?? '').slice(0, 20)
}

export function chatDraftRow({ id, group, from, at, text, tlp, edited, state, advisory, sorted }: ChatDraft): ChatDraftRow {
  return {
    id,
    group,
    from,
    at,
    text,
    tlp,
    edited,
    state,
    advisory,
    artefacts: sorted.artefacts.map(({ type, value }) => ({ type, value })),
    personal: sorted.personal.map(({ type, value }) => ({ type, value })),
    warned: sorted.warned.map(({ draft: { type, value }, why }) => ({ type, value, why })),
  }
}

export function entryRow(entry: Entry, me: string, now: number, name: NameOf): MatchingPage['entries'][number] {
  const state = entry.withdrawnAt !== null ? 'withdrawn' : isPublished(entry, now) ? 'published' : entry.confirmedAt !== null && now >= entry.confirmedAt + lifetime ? 'expired' : 'proposed'
  return {
    id: entry.id,
    identifiers: [...entry.identifiers],
    evidence: entry.evidence,
    victim: entry.victim,
    proposedBy: name(entry.proposedBy),
    proposedAt: entry.proposedAt,
    confirmedBy: entry.confirmedBy === null ? null : name(entry.confirmedBy),
    state,
    mayConfirm: state === 'proposed' && entry.proposedBy !== me,
  }
}
