import { casesMatrix } from './cases/testing.ts'
import { checkin } from './checkin/testing.ts'
import { messagesMatrix } from './messages/testing.ts'
import { workMatrix } from './work/testing.ts'
import { matrix as circle } from './circle/testing.ts'
import { learningMatrix } from './learning/testing.ts'
import { linksMatrix } from './links/testing.ts'
import { packagesMatrix } from './packages/testing.ts'
import { peopleMatrix } from './people/testing.ts'
import { rightsMatrix } from './rights/testing.ts'
import { interviewMatrix } from './interview/testing.ts'
import { applyMatrix } from './apply/permissions.testing.ts'

/** A room's part of the authorisation matrix, written by hand beside its routes: `<room>/testing.ts`. */
export interface RoomMatrix {
  /** `get /api/…/{id}` → roles that may. */
  readonly may: Readonly<Record<string, readonly string[]>>
  /** What to send where the usual sample does not fit: the address with its parameters filled in, and a well-formed body. */
  readonly ask?: Readonly<Record<string, { readonly path?: string; readonly body?: unknown }>>
}

/** All rooms'. Adding a room adds a line here. */
export const matrices: readonly RoomMatrix[] = [
  applyMatrix,
  checkin,
  circle,
  workMatrix,
  casesMatrix,
  learningMatrix,
  linksMatrix,
  packagesMatrix,
  peopleMatrix,
  rightsMatrix,
  interviewMatrix,
  messagesMatrix,
]
