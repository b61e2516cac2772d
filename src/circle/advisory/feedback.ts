import type { StixObject } from '../stix/object.ts'
import { stixTime } from '../stix/object.ts'
import { madeId } from '../stix/ids.ts'
import { findMatch, type Seen } from '../stix/pattern/evaluate.ts'
import { parsePattern } from '../stix/pattern/parse.ts'
import { authorIdentity, type Author } from './bundle.ts'

/** Something of ours that an indicator of a peer speaks about. */
export interface Hunted {
  readonly indicator: StixObject
  /** Indices of the observations that match. */
  readonly seen: readonly number[]
}

/** Retro-hunt: do we already have any of this? Revoked, expired and unreadable indicators are passed over. */
export function hunt(objects: readonly StixObject[], seen: readonly Seen[], now: number): Hunted[] {
  return objects.flatMap((indicator) => {
    if (indicator.type !== 'indicator' || indicator.revoked === true || indicator['pattern_type'] !== 'stix') return []
    const until = indicator['valid_until']
    if (typeof until === 'string' && Date.parse(until) <= now) return []
    const parsed = parsePattern(String(indicator['pattern']))
    const match = parsed.ok ? findMatch(parsed.pattern, seen) : null
    return match === null ? [] : [{ indicator, seen: match }]
  })
}

/** "We have seen it too": a count and two dates, no word of whom. The producer's object is never edited. */
export function sighting(
  of: StixObject,
  count: number,
  first: number,
  last: number,
  author: Author,
  now: number,
): StixObject {
  const creator = authorIdentity(author)
  const at = stixTime(now)
  return {
    type: 'sighting',
    spec_version: '2.1',
    id: madeId('sighting', creator.id, of.id, at),
    created: at,
    modified: at,
    created_by_ref: creator.id,
    sighting_of_ref: of.id,
    where_sighted_refs: [creator.id],
    count,
    first_seen: stixTime(first),
    last_seen: stixTime(last),
    ...(of.object_marking_refs === undefined ? {} : { object_marking_refs: of.object_marking_refs }),
  }
}

export type Opinion = 'strongly-disagree' | 'disagree' | 'neutral' | 'agree' | 'strongly-agree'

export function opinion(of: StixObject, value: Opinion, why: string, author: Author, now: number): StixObject {
  const creator = authorIdentity(author)
  const at = stixTime(now)
  return {
    type: 'opinion',
    spec_version: '2.1',
    id: madeId('opinion', creator.id, of.id, at),
    created: at,
    modified: at,
    created_by_ref: creator.id,
    explanation: why,
    opinion: value,
    object_refs: [of.id],
    ...(of.object_marking_refs === undefined ? {} : { object_marking_refs: of.object_marking_refs }),
  }
}
