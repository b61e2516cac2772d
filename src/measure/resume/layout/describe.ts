import type { ResumeDocument } from '../document.ts'

/** The layout part of the facts, without what look-ups add. */
export function describeLayout(document: ResumeDocument): {
  geometry: 'exact' | 'estimated'
  columns: number
  fingerprint: string
} {
  return { geometry: document.geometry === 'exact' ? 'exact' : 'estimated', columns: 1, fingerprint: '' }
}
