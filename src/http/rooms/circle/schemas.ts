import { z } from '@hono/zod-openapi'
import { artefactTypes, type ArtefactType } from '../../../core/artefact.ts'
import { draftTypes, tlpLabels } from '../../../circle/chat/draft.ts'
import { purposes } from '../../../circle/matching/responder.ts'
import { tokenTypes } from '../../../circle/matching/tokens.ts'

/** Bodies and answers of `/api/circle`. `contract.ts` holds their types for the console. Times: milliseconds since 1970. */

export const tlp = z.enum(tlpLabels)
const pap = z.enum(['CLEAR', 'GREEN', 'AMBER', 'RED'])
const time = z.number().nullable()

const artefact = z.strictObject({
  type: z.enum(Object.keys(artefactTypes) as [ArtefactType, ...ArtefactType[]]),
  value: z.string().trim().min(1).max(2_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/i).exactOptional(),
  note: z.string().max(2_000).exactOptional(),
})
const technique = z.strictObject({ id: z.string().max(20), name: z.string().max(200), version: z.string().max(20) })
const travellingRule = z.strictObject({ id: z.string().max(120), yaml: z.string().max(20_000) })

export const advisoryForm = z.strictObject({
  title: z.string().trim().min(3).max(200),
  description: z.string().max(10_000),
  tlp,
  pap,
  addressed: z.array(z.string().max(80)).max(50).default([]),
  confidence: z.int().min(0).max(100),
  artefacts: z.array(artefact).max(500),
  techniques: z.array(technique).max(50),
  rules: z.array(travellingRule).max(20),
})

const state = z.enum(['draft', 'submitted', 'approved', 'sent', 'revoked'])
export const advisoryRow = z.object({
  id: z.string(),
  title: z.string(),
  tlp,
  state,
  revision: z.int(),
  author: z.string(),
  modifiedAt: z.number(),
  artefacts: z.int(),
  rules: z.int(),
  /** Of the newest revision. */
  deliveries: z.object({ sent: z.int(), waiting: z.int(), withheld: z.int(), failed: z.int() }),
  sightings: z.int(),
})

const delivery = z.object({
  revision: z.int(),
  recipient: z.string(),
  objects: z.int(),
  state: z.enum(['waiting', 'sent', 'withheld', 'withdrawn', 'given-up']),
  failed: z.string().nullable(),
  attempts: z.int(),
  nextAt: time,
  at: z.number(),
})
const feedback = z.object({
  peer: z.string(),
  kind: z.enum(['sighting', 'opinion']),
  /** Of a sighting. */
  count: z.number().nullable(),
  /** Of an opinion. */
  opinion: z.string().nullable(),
  why: z.string().nullable(),
  at: time,
})
export const previewRow = z.object({
  recipient: z.string(),
  kind: z.enum(['peer', 'group', 'public']),
  clearance: tlp,
  objects: z.int(),
  of: z.int(),
  /** Why it gets nothing; null: it gets it. */
  why: z.string().nullable(),
})
export const advisoryFile = advisoryForm.extend({
  id: z.string(),
  state,
  revision: z.int(),
  author: z.string(),
  editors: z.array(z.string()),
  approvedBy: z.string().nullable(),
  createdAt: z.number(),
  modifiedAt: z.number(),
  /** Whether the person who asks may be the second one. */
  mayApprove: z.boolean(),
  deliveries: z.array(delivery),
  feedback: z.array(feedback),
  preview: z.array(previewRow),
})
export const previewAnswer = z.object({
  rows: z.array(previewRow),
  /** What would be refused when it is saved: a sentence each. */
  problems: z.array(z.string()),
})

export const peerRow = z.object({
  name: z.string(),
  clearance: tlp,
  trust: z.enum(['new', 'met', 'revoked']),
  /** The key it sent, in words; only its owner can say whether they are right. */
  hasKey: z.boolean(),
  met: z.object({ by: z.string(), at: z.number() }).nullable(),
  revoked: z.object({ by: z.string(), at: z.number(), why: z.string() }).nullable(),
  /** Host of its server; null: it calls us. */
  server: z.string().nullable(),
  contact: z.string().nullable(),
  invitedAt: z.number(),
  /** Traffic: reading its server or what it gave to ours, and writing to it. */
  feeds: z.array(
    z.object({ what: z.enum(['read', 'given', 'write', 'words']), lastSuccessAt: time, lastTryAt: time, failures: z.int(), lastError: z.string().nullable(), objects: z.int() }),
  ),
  record: z.object({
    advisories: z.int(),
    found: z.int(),
    agreed: z.int(),
    disagreed: z.int(),
    precision: z.object({ value: z.number(), low: z.number(), high: z.number(), n: z.int() }).nullable(),
  }),
})
export const exitRow = z.object({
  id: z.string(),
  kind: z.enum(['telegram', 'signal', 'slack', 'webhook']),
  name: z.string(),
  clearance: tlp,
  outsiders: z.boolean(),
  target: z.string(),
  enabled: z.boolean(),
  needs: z.string().nullable(),
})
export const circlePage = z.object({
  name: z.string(),
  /** Our key in words, to be read out. */
  words: z.string(),
  signingKey: z.string(),
  peers: z.array(peerRow),
  exits: z.array(exitRow),
})
export const invited = z.object({ invitation: z.string() })

const found = z.object({ name: z.string(), value: z.string(), where: z.array(z.string()) })
export const inboxRow = z.object({
  id: z.string(),
  peer: z.string(),
  title: z.string(),
  tlp: tlp.nullable(),
  at: z.number(),
  ways: z.array(z.enum(['poll', 'push', 'telegram', 'signal', 'file'])),
  signature: z.enum(['valid', 'unproven', 'none']),
  revision: z.int(),
  revoked: z.boolean(),
  indicators: z.int(),
  rules: z.int(),
  admitted: z.int(),
  found: z.array(found),
  opinion: z.enum(['agree', 'disagree', 'neutral']).nullable(),
})
export const inboxPage = z.object({
  items: z.array(inboxRow),
  refusals: z.array(z.object({ peer: z.string(), way: z.string(), why: z.string(), at: z.number() })),
})
export const receivedFile = inboxRow.extend({
  description: z.string(),
  faults: z.int(),
  judged: z.object({ why: z.string(), by: z.string(), at: z.number() }).nullable(),
  indicatorList: z.array(z.object({ id: z.string(), name: z.string(), pattern: z.string(), confidence: z.number().nullable(), worth: z.number(), until: z.string().nullable() })),
  techniques: z.array(z.object({ id: z.string(), name: z.string() })),
  ruleList: z.array(z.object({ id: z.string(), yaml: z.string(), admitted: z.boolean(), faults: z.array(z.string()) })),
})

const chatIndicator = z.object({ type: z.enum(draftTypes), value: z.string() })
export const chatDraft = z.object({
  id: z.string(),
  group: z.string(),
  from: z.string(),
  at: z.number(),
  text: z.string(),
  tlp: tlp.nullable(),
  edited: z.boolean(),
  state: z.enum(['new', 'used', 'dismissed']),
  advisory: z.string().nullable(),
  artefacts: z.array(z.object({ type: z.string(), value: z.string() })),
  personal: z.array(chatIndicator),
  warned: z.array(chatIndicator.extend({ why: z.string() })),
})

export const coverage = z.object({
  version: z.string(),
  notice: z.string(),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  techniques: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      tactics: z.array(z.string()),
      groups: z.array(z.string()),
      rules: z.array(z.object({ id: z.string(), title: z.string(), pack: z.string(), sealed: z.boolean() })),
    }),
  ),
})

const identifier = z.strictObject({ type: z.enum(tokenTypes), value: z.string().trim().min(3).max(300) })
const evidenceClass = z.enum(['document-forged', 'identity-borrowed', 'proxy-interview', 'admitted', 'law-enforcement', 'malware-delivery'])
export const entryForm = z.strictObject({
  identifiers: z.array(identifier).min(1).max(16),
  evidence: evidenceClass,
  victim: z.boolean(),
  /** The case it rests on: erased with it. */
  case: z.uuid().nullable().default(null),
})
export const questionForm = z.strictObject({ identifiers: z.array(identifier).min(1).max(8), purpose: z.enum(purposes) })
const entryRow = z.object({
  id: z.string(),
  identifiers: z.array(identifier),
  evidence: evidenceClass,
  victim: z.boolean(),
  proposedBy: z.string(),
  proposedAt: z.number(),
  confirmedBy: z.string().nullable(),
  state: z.enum(['proposed', 'published', 'withdrawn', 'expired']),
  mayConfirm: z.boolean(),
})
export const matchingPage = z.object({
  entries: z.array(entryRow),
  asked: z.array(z.object({ at: z.number(), peer: z.string(), purpose: z.enum(purposes), nonce: z.string(), tokens: z.int(), outcome: z.string() })),
  askings: z.array(z.object({ at: z.number(), peer: z.string(), purpose: z.enum(purposes), nonce: z.string(), by: z.string(), outcome: z.string() })),
  alarms: z.array(z.object({ at: z.number(), peer: z.string(), why: z.string() })),
  quota: z.int(),
})
export const matchingAnswer = z.object({
  answers: z.array(
    z.object({
      peer: z.string(),
      /** Age of the peer's filter, milliseconds. */
      dataAge: z.number(),
      failed: z.string().nullable(),
      hits: z.array(z.object({ of: z.int(), victim: z.boolean().nullable(), evidence: evidenceClass.nullable(), month: z.string().nullable(), contact: z.string().nullable() })),
    }),
  ),
  silent: z.array(z.object({ peer: z.string(), why: z.string() })),
})

export const lockfileForm = z.strictObject({ name: z.string().trim().min(1).max(120), text: z.string().max(30_000_000) })
export const lockfileRow = z.object({ name: z.string(), at: z.number(), packages: z.int() })
