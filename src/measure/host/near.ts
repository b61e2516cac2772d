import { publicBrands } from './official.ts'
import { skeleton } from './skeleton.ts'

/** A name that looks like a brand's without being written like it. */
export interface Near {
  readonly brand: string
  readonly word: string
  /** `same-look`: equal skeletons (`rn` for `m`, Cyrillic letters, digits for letters); `one-edit`: one letter off. */
  readonly how: 'same-look' | 'one-edit'
}

/** Words too short or too common as parts of other words to be compared by edit distance. */
const shortest = 5

interface Target {
  readonly brand: string
  readonly word: string
}

const bySkeleton = new Map<string, Target>()
const byDeletion = new Map<string, Target[]>()
for (const brand of publicBrands) {
  for (const word of brand.look) {
    const target = { brand: brand.id, word }
    bySkeleton.set(skeleton(word), target)
    if (word.length < shortest) continue
    for (const key of [word, ...deletions(word)]) byDeletion.set(key, [...(byDeletion.get(key) ?? []), target])
  }
}

function deletions(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))
}

/**
 * The brand a word looks like, when it is not that brand's word itself.
 *
 * Candidates come from a deletion index (SymSpell), so that the cost does not grow with the number of brands; an edit is
 * an insertion, deletion, substitution or swap of neighbours (Damerau). The first letter must be right and the word as
 * long as five letters: shorter names are one edit from everything.
 *
 * @param word letters of one label, or one hyphen-separated part of it
 */
export function nearBrand(word: string): Near | null {
  const same = bySkeleton.get(skeleton(word))
  if (same !== undefined) return same.word === word ? null : { ...same, how: 'same-look' }
  if (word.length < shortest || word.length > 24) return null
  for (const key of [word, ...deletions(word)]) {
    for (const target of byDeletion.get(key) ?? []) {
      if (target.word === word) return null
      if (target.word[0] === word[0] && oneEdit(target.word, word)) return { ...target, how: 'one-edit' }
    }
  }
  return null
}

/** Whether two different words are one insertion, deletion, substitution or swap of neighbours apart. */
export function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let endA = a.length
  let endB = b.length
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  const left = a.slice(start, endA)
  const right = b.slice(start, endB)
  if (left.length <= 1 && right.length <= 1) return left !== right
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
