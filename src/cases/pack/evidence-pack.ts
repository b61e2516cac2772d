import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { Json } from '../../core/facts.ts'
import type { Finding } from '../../core/finding.ts'
import { weigh, type Ledger } from '../../core/weigh.ts'
import { canonical } from './canonical.ts'
import { packPdf } from './pdf.ts'

export const packFormat = 'sallyport.evidence-pack/1'

/** What is handed over: everything a decision rests on, as it was at `asOf`. */
export interface PackBody {
  readonly format: typeof packFormat
  readonly organisation: string
  readonly case: { readonly id: string; readonly door: string; readonly label: string; readonly openedAt: number }
  /** Nothing later is in it: the same case at the same time gives the same pack, whenever it is made. */
  readonly asOf: number
  readonly decision: { readonly outcome: string; readonly by: string; readonly reason: string; readonly at: number } | null
  readonly verifications: readonly string[]
  readonly playbookVersion: string
  readonly ledger: Ledger
  readonly evidence: readonly { readonly id: string; readonly kind: string; readonly name: string; readonly source: string; readonly receivedAt: number; readonly sha256: string; readonly bytes: number }[]
  readonly timeline: readonly { readonly at: number; readonly what: string; readonly by: string | null; readonly text: string | null }[]
  readonly collected: readonly { readonly item: string; readonly title: string; readonly state: string; readonly note: string | null }[]
}

export interface EvidencePack {
  readonly body: PackBody
  readonly integrity: {
    /** SHA-256 of the canonical JSON of `body`. */
    readonly sha256: string
    /** SHA-256 of the PDF made from `body`. */
    readonly pdfSha256: string
    /** Ed25519 over the text `sallyport.evidence-pack/1\n<sha256>\n<pdfSha256>\n`, base64. */
    readonly signature: string
    /** Public key, SPKI, base64: compare it with the organisation's. */
    readonly key: string
  }
}

export function sealPack(body: PackBody, key: KeyObject): EvidencePack {
  const sha256 = digest(canonical(body as unknown as Json))
  const pdfSha256 = digest(packPdf(body, sha256))
  const signature = sign(null, signedText(sha256, pdfSha256), key).toString('base64')
  return { body, integrity: { sha256, pdfSha256, signature, key: spki(createPublicKey(key)) } }
}

export interface PackVerdict {
  readonly ok: boolean
  /** What does not fit, in words; empty when all does. */
  readonly faults: readonly string[]
  /** Whether the signing key is the one asked for; null: none was given. */
  readonly keyKnown: boolean | null
}

/**
 * Holds a pack against itself: digest, signature, the PDF made anew from the body, and the ledger added up anew from its
 * findings.
 *
 * @param pdf     the PDF that came with it; absent: only its digest is compared with one made anew
 * @param trusted the organisation's public key, SPKI base64
 */
export function verifyPack(pack: EvidencePack, pdf: Uint8Array | null = null, trusted: string | null = null): PackVerdict {
  const faults: string[] = []
  const { body, integrity } = pack
  const sha256 = digest(canonical(body as unknown as Json))
  if (sha256 !== integrity.sha256) faults.push('The content was changed after it was signed.')
  const remade = packPdf(body, integrity.sha256)
  if (digest(remade) !== integrity.pdfSha256) faults.push('The PDF that belongs to this content is another one.')
  if (pdf !== null && digest(pdf) !== integrity.pdfSha256) faults.push('The PDF was changed, or belongs to another pack.')
  if (!signatureFits(integrity)) faults.push('The signature does not fit.')
  faults.push(...ledgerFaults(body.ledger))
  const late = body.timeline.find(({ at }) => at > body.asOf)
  if (late !== undefined) faults.push('The timeline holds something later than the pack.')
  const keyKnown = trusted === null ? null : trusted === integrity.key
  return { ok: faults.length === 0 && keyKnown !== false, faults, keyKnown }
}

/** The sum is no opinion: from the same findings it must come out the same. */
function ledgerFaults(ledger: Ledger): string[] {
  const findings: Finding[] = [...ledger.groups.flatMap((group) => group.findings), ...ledger.notAssessed]
  const held = ledger.groups.some(({ heldBack }) => heldBack !== null)
  const again = weigh(findings, held ? { artefacts: 0, rarestBits: 0 } : { artefacts: 2, rarestBits: 0 }, ledger.prior)
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6
  return near(again.totalDecibans, ledger.totalDecibans) && near(again.posterior, ledger.posterior) ? [] : ['The ledger does not add up to its total.']
}

function signatureFits({ sha256, pdfSha256, signature, key }: EvidencePack['integrity']): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signedText(sha256, pdfSha256), publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

export function spki(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}

function signedText(sha256: string, pdfSha256: string): Buffer {
  return Buffer.from(`${packFormat}\n${sha256}\n${pdfSha256}\n`)
}

function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
