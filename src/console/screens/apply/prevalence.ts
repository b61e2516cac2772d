import type { ClusterPrevalence, Comparison } from '../../../http/rooms/apply/contract.ts'
import { countInWords, startSentence, wholeNumber } from '../../words/numbers.ts'

/** While fewer people than this were cleared, nothing can be called rare. */
const enoughCleared = 30

/** "11 of 480 cleared applicants use this layout." */
export function prevalenceWords({ cleared, clearedInAll, subjects }: ClusterPrevalence): string {
  if (clearedInAll < enoughCleared) {
    return `${startSentence(countInWords(subjects, 'applicant uses', 'applicants use'))} this layout. Too few were cleared so far (${wholeNumber(clearedInAll)}) to say whether that is rare.`
  }
  return `${wholeNumber(cleared)} of ${wholeNumber(clearedInAll)} cleared applicants use this layout.`
}

/** How much that says, in words: a layout alone never ties two people. */
export function weightWords({ rarityBits, clearedInAll }: ClusterPrevalence): string {
  if (clearedInAll < enoughCleared) return 'unknown'
  if (rarityBits < 3) return 'common: it says almost nothing'
  return rarityBits < 5 ? 'uncommon: it says little' : 'rare: it counts beside a second thing that ties them'
}

/** The answer of the comparison in one sentence. */
export function comparisonAnswer({ passages, layout, shared }: Comparison): string {
  const things = shared.filter(({ type }) => type !== 'bullet-shingle').length
  const parts = [
    passages.length > 0 && `${countInWords(passages.length, 'sentence')}`,
    things > 0 && `${countInWords(things, 'other thing')}`,
    layout !== null && layout.margin >= 0 && 'a layout',
  ].filter((part) => part !== false)
  if (parts.length === 0) return 'These two résumés share nothing that was found.'
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  return `These two résumés share ${list}.`
}
