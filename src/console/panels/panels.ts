import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { EvidenceItem } from '../../http/contract.ts'
import { activityDays } from './activity-days.ts'
import { callSummary } from './call-summary.ts'
import { claimedYears } from './claimed-years.ts'
import { insertedLines } from './inserted-lines.ts'
import { visitOf } from './session/visit.ts'

/** A drawing of one kind of evidence, fed with its facts as unknown JSON. Loaded when a case holds such evidence. */
export type Panel = ComponentType<{ readonly facts: unknown; readonly evidence: string }>

const actogram = lazy(() => import('./Actogram.tsx').then((module) => ({ default: module.Actogram })))
const packageDiff = lazy(() => import('./PackageDiff.tsx').then((module) => ({ default: module.PackageDiff })))
const years = lazy(() => import('./ClaimedYears.tsx').then((module) => ({ default: module.ClaimedYears })))
const message = lazy(() => import('./MessagePreview.tsx').then((module) => ({ default: module.MessagePreview })))
const call = lazy(() => import('./CallSummary.tsx').then((module) => ({ default: module.CallSummary })))
const session = lazy(() => import('./session/Session.tsx').then((module) => ({ default: module.Session })))

/** The panel for a piece of evidence, or null when its facts do not hold what the panel draws. */
export function panelFor(item: EvidenceItem): LazyExoticComponent<Panel> | null {
  if (item.kind === 'activity' && activityDays(item.facts) !== null) return actogram
  if (item.kind === 'package' && insertedLines(item.facts).length > 0) return packageDiff
  if (item.kind === 'resume' && claimedYears(item.facts).length > 0) return years
  if (item.kind === 'session' && visitOf(item.facts) !== null) return session
  if (item.kind === 'message') return message
  if (item.kind === 'call' && callSummary(item.facts) !== null) return call
  return null
}
