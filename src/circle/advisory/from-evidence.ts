import { artefactTypes, type Artefact } from '../../core/artefact.ts'
import type { Id } from '../../core/ids.ts'
import { knownTechnique } from '../attack/attack.ts'
import { packageUrl } from '../hunt/package-key.ts'
import type { AdvisoryArtefact } from './advisory.ts'

/** What a case holds that may become an advisory. */
export interface CaughtCase {
  readonly label: string
  readonly why: string
  readonly door: string
  readonly artefacts: readonly Artefact[]
  /** SHA-256 of what was received, for a package. */
  readonly sha256: string | null
  /** Techniques of the rules that spoke, and what they found in their own words. */
  readonly techniques: readonly string[]
  readonly findings: readonly string[]
}

const shown = 8

/** A draft in one click: public values of the case, the techniques of the rules that spoke, and their titles. Of people, nothing. */
export function fromCase(id: Id, caught: CaughtCase): Parameters<typeof import('./advisory.ts').draft>[0] {
  const artefacts = new Map<string, AdvisoryArtefact>()
  for (const { type, value } of caught.artefacts) {
    if (artefactTypes[type] !== 'public') continue
    const written = type === 'package' ? packageUrl(value) : value
    const isArchive = type === 'package' && caught.sha256 !== null
    artefacts.set(`${type} ${written}`, { type, value: written, ...(isArchive ? { sha256: caught.sha256 as string } : {}) })
  }
  const techniques = [...new Set(caught.techniques)].flatMap((one) => knownTechnique(one) ?? [])
  const findings = [...new Set(caught.findings)].slice(0, shown)
  return {
    id,
    title: caught.door === 'packages' ? `Poisoned package ${caught.label}` : caught.label,
    description: [caught.why, ...findings.map((one) => `– ${one}`)].join('\n'),
    tlp: 'AMBER',
    pap: 'GREEN',
    confidence: 70,
    artefacts: [...artefacts.values()],
    techniques,
    rules: [],
  }
}
