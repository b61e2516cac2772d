import { createHash, sign, type KeyObject } from 'node:crypto'
import type { Id } from '../../core/ids.ts'
import { regroupAround } from '../links/relink.ts'
import { transact, type House } from '../house.ts'
import { mustBeFree } from './hold.ts'

/** What a person gets as proof that their data is gone, and the company keeps as proof that it did. */
export interface ErasureProof {
  readonly format: 'sallyport.erasure/1'
  readonly subject: Id
  readonly at: number
  readonly by: string
  readonly reason: string
  /** Rows about the subject, by table, before. */
  readonly before: Readonly<Record<string, number>>
  /** … and after: empty. */
  readonly after: Readonly<Record<string, number>>
  /** The key was destroyed: what copies and backups hold opens no more. */
  readonly keyDestroyed: boolean
  /** What is left, and why. */
  readonly remains: readonly string[]
  readonly sha256: string
  /** Ed25519 over `sha256`, base64. */
  readonly signature: string
}

const remains = [
  'The identifier of the record, without a name, so that the audit log stays whole.',
  'The audit log: who did what and when, by identifiers, kept for at least 24 months.',
  'Counts in statistics, which name nobody.',
  'In backups: sealed bytes whose key is gone from every backup made from now on; backups from before age out by their own clock.',
]

/**
 * Erases a subject: key, bytes, facts, findings, derived fingerprints, ties and cluster. Counts before and after in the
 * same transaction, so that the proof says what happened and not what was meant to.
 *
 * @throws SP_LEGAL_HOLD
 */
export async function eraseSubject(house: House, org: Id, subject: Id, by: string, reason: string, key: KeyObject): Promise<ErasureProof> {
  const done = await transact(house, async (tables) => {
    await mustBeFree(tables, org, subject)
    const before = await tables.retention.rowsOf(org, subject)
    const fellows = [...(await tables.clusters.around(org, [subject])).values()].flat().filter((member) => member !== subject)
    await tables.subjects.erase(org, subject)
    await tables.selfIdentifications.erase(org, subject)
    if (fellows.length > 0) await regroupAround(tables, org, fellows, await tables.artefacts.population(org))
    return { before, after: await tables.retention.rowsOf(org, subject), at: house.clock.now() }
  })
  const content = { format: 'sallyport.erasure/1' as const, subject, at: done.at, by, reason, before: done.before, after: done.after, keyDestroyed: done.after['data_keys'] === undefined, remains }
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const proof: ErasureProof = { ...content, sha256, signature: sign(null, Buffer.from(sha256), key).toString('base64') }
  await transact(house, (tables) => tables.doorRows.put(org, 'cases', 'erasure-proof', subject, proof, { sortAt: proof.at }))
  return proof
}
