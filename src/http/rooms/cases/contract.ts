import type { Deadline } from '../../../cases/deadlines.ts'
import type { ExitItem, ExitState } from '../../../cases/exit-items.ts'
import type { LetterKind } from '../../../cases/letters/letter.ts'
import type { MenuItem } from '../../../cases/menu.ts'
import type { CaseMode, CaseSettings } from '../../../cases/settings.ts'

/** `GET /api/cases/{id}/life`: what can be done on a case, and by when. */
export interface CaseLife {
  readonly mode: CaseMode
  /** The same for everybody in the band; empty: nothing is asked of anybody in it. */
  readonly menu: readonly MenuItem[]
  /** Checks that were offered and are open, with whether the alternative took its place. */
  readonly offered: readonly { readonly check: string; readonly at: number; readonly alternative: boolean }[]
  readonly deadlines: readonly Deadline[]
  readonly letters: readonly { readonly jurisdiction: string; readonly title: string; readonly asOf: string }[]
  /** Until when a notice given before has to run. */
  readonly noticeUntil: number | null
  readonly contests: readonly { readonly at: number; readonly text: string | null; readonly answer: string | null }[]
  readonly exit: readonly { readonly id: ExitItem; readonly title: string; readonly state: ExitState | 'open'; readonly note: string | null }[]
  readonly hold: { readonly by: string; readonly reason: string; readonly at: number } | null
  readonly cluster: { readonly id: string; readonly records: number } | null
}

/** `POST /api/cases/{id}/letters` */
export interface LetterText {
  readonly title: string
  readonly jurisdiction: string
  readonly kind: LetterKind
  readonly text: string
  readonly sources: readonly string[]
  readonly businessDaysBefore: number
  readonly contestUntil: number | null
}

/** `GET /api/case-settings` */
export type CaseSettingsAnswer = CaseSettings
