import type { ResumeDocument } from '../document.ts'
import { fingerprintOf } from './fingerprint.ts'

/** The layout part of the facts, without what look-ups add; null when there is too little on the page to speak of. */
export function describeLayout(
  document: ResumeDocument,
): { geometry: 'exact' | 'estimated'; columns: number; fingerprint: string } | null {
  const fingerprint = fingerprintOf(document)
  if (fingerprint === null) return null
  return {
    geometry: document.geometry === 'exact' ? 'exact' : 'estimated',
    columns: fingerprint.columns,
    fingerprint: JSON.stringify(fingerprint),
  }
}
