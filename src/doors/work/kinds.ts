import type { Activity } from '../../measure/rhythm/event.ts'
import { activityFacts, type ActivityFacts } from '../../measure/rhythm/facts.ts'
import { measureActivity, type Shared } from '../../measure/rhythm/measure.ts'
import type { Kind } from '../door.ts'
import { activityArtefacts, matchActivity, nobodyElse } from './measure.ts'

/** An account's activity from logs that exist anyway. */
export const activity: Kind<Activity, Shared, ActivityFacts> = {
  facts: activityFacts,
  parser: new URL('./parsers/activity.ts', import.meta.url),
  gather: () => Promise.resolve(nobodyElse),
  measure: measureActivity,
  match: matchActivity,
  // A pseudonym, as the subject is: the account's name shows only to two people with a reason.
  label: () => null,
  artefacts: activityArtefacts,
}
