import type { EvidenceKind, Place } from '../../../core/evidence.ts'
import type { PresentFinding } from '../../../core/finding.ts'
import type { CaseFile, EvidenceItem } from '../../../http/contract.ts'
import { moment } from '../../words/numbers.ts'

/** How a place is called in a sentence. */
export function placeName(place: Place): string {
  if (place.in === 'page') return `Page ${place.page}`
  if (place.in === 'text') return `Characters ${place.start}–${place.end}`
  if (place.in === 'code') return `${place.file}:${place.line}`
  if (place.in === 'call') return `Turn ${place.turn}, ${clock(place.atMs)}`
  if (place.in === 'time') return `${moment(place.fromMs)} – ${moment(place.toMs)}`
  if (place.in === 'field') return place.path.split('.').slice(1).join(', ') || place.path
  return 'Another record'
}

/** The place in the address: rule and number of the place among those it points at. */
export function placeKey(rule: string, index: number): string {
  return `${rule}~${index}`
}

export interface FoundPlace {
  readonly finding: PresentFinding
  readonly index: number
  readonly place: Place
}

/** The place that a key of the address names, or null when the case was judged anew since. */
export function findPlace(file: CaseFile, key: string): FoundPlace | null {
  const cut = key.lastIndexOf('~')
  const rule = key.slice(0, cut)
  const index = Number(key.slice(cut + 1))
  for (const group of file.ledger.groups) {
    for (const finding of group.findings) {
      if (finding.outcome !== 'present' || finding.rule !== rule) continue
      const place = finding.places[index]
      return place === undefined ? null : { finding, index, place }
    }
  }
  return null
}

/** Kinds whose evidence has places of this sort. */
const kindsWith: Readonly<Record<Place['in'], readonly EvidenceKind[]>> = {
  page: ['resume', 'message'],
  text: ['resume', 'message', 'call', 'advisory'],
  code: ['package', 'repository', 'message'],
  call: ['call'],
  time: ['activity', 'session', 'endpoint'],
  field: ['resume', 'session', 'endpoint', 'activity', 'package', 'repository', 'message', 'call', 'advisory'],
  evidence: [],
}

const rootKinds: Readonly<Record<string, EvidenceKind>> = { pkg: 'package', repo: 'repository' }

/**
 * The evidence a place lies in: places do not name it, so it is the newest of the kind that has such places (for a
 * field, of the kind at the root of its path).
 */
export function evidenceOf(file: CaseFile, place: Place): EvidenceItem | null {
  if (place.in === 'evidence') return file.evidence.find((item) => item.id === place.evidence) ?? null
  const root = place.in === 'field' ? (place.path.split('.')[0] ?? '') : ''
  const kinds = place.in === 'field' ? [rootKinds[root] ?? root] : kindsWith[place.in]
  return (
    file.evidence.filter((item) => kinds.includes(item.kind)).toSorted((a, b) => b.receivedAt - a.receivedAt)[0] ?? null
  )
}

/** 201 000 → "03:21". */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}
