import { createContext, use } from 'react'
import type { Accepted } from '../../http/contract.ts'

/** A file on its way in. */
export interface Parcel {
  readonly key: number
  readonly name: string
  readonly bytes: number
  readonly share: number
  readonly step: 'waiting' | 'sending' | 'reading' | 'read' | 'refused'
  readonly accepted: Accepted | null
  /** The case it belongs to, once it was judged. */
  readonly case: string | null
  readonly trouble: { readonly code: string; readonly detail: string; readonly advice: string } | null
}

export interface Intake {
  readonly parcels: readonly Parcel[]
  readonly take: (files: readonly File[]) => void
  readonly clear: () => void
}

export const IntakeContext = createContext<Intake>({ parcels: [], take: () => undefined, clear: () => undefined })
export const useIntake = (): Intake => use(IntakeContext)
