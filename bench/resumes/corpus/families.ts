import { seededRandom } from '../../../src/core/random.ts'
import { latexKinds, type LatexKind } from './latex.ts'
import { makeStyle, siblingOf, type Style } from './style.ts'

/** One template: what prints it, and what it looks like. */
export type Family =
  | { readonly producer: 'browser' | 'webkit' | 'office'; readonly name: string; readonly style: Style }
  | { readonly producer: 'latex'; readonly name: string; readonly style: Style; readonly kind: LatexKind }
  | { readonly producer: 'browser'; readonly name: string; readonly theme: string }

/**
 * Families of the seed: `each` parametric ones a producer class, and one for every theme; each parametric one with so
 * many `siblings`, which differ from it in four things.
 */
export function makeFamilies(seed: number, each: number, themes: readonly string[], siblings = 0): Family[] {
  return alone(seed, each, themes).flatMap((family, number) => {
    // A class that sets a whole curriculum vitae hardly listens to the style: its children would be itself.
    if ('theme' in family || siblings === 0 || (family.producer === 'latex' && family.kind !== 'article')) return [family]
    const random = seededRandom(seed * 77_003 + number)
    const others = Array.from({ length: siblings }, (_, i) => ({
      ...family,
      name: `${family.name}${'bcdefgh'[i]}`,
      style: siblingOf(family.style, random),
    }))
    return [family, ...others]
  })
}

function alone(seed: number, each: number, themes: readonly string[]): Family[] {
  const styleOf = (producer: number, i: number): Style =>
    makeStyle(seededRandom(seed * 1_000_003 + producer * 10_007 + i))
  const two = (i: number): string => String(i).padStart(2, '0')
  const numbers = Array.from({ length: each }, (_, i) => i)
  const families: Family[] = []
  // Interleaved, so that a corpus that was stopped early holds something of every class.
  for (const i of numbers) {
    families.push({ producer: 'browser', name: `html-${two(i)}`, style: styleOf(1, i) })
    families.push({ producer: 'office', name: `word-${two(i)}`, style: styleOf(2, i) })
    families.push({ producer: 'webkit', name: `wk-${two(i)}`, style: styleOf(3, i) })
    families.push({
      producer: 'latex',
      name: `tex-${two(i)}`,
      style: styleOf(4, i),
      kind: i % 4 === 0 ? (latexKinds[1 + ((i / 4) % (latexKinds.length - 1))] as LatexKind) : 'article',
    })
    const theme = themes[i]
    if (theme !== undefined) families.push({ producer: 'browser', name: `theme-${theme}`, theme })
  }
  for (const theme of themes.slice(each)) families.push({ producer: 'browser', name: `theme-${theme}`, theme })
  return families
}
