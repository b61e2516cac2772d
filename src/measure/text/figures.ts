import { wordsOf } from './shingles.ts'

/**
 * Keys that survive a rewrite: an achievement told in other words keeps its figures ("cut gas by 37 % across 14
 * contracts"). A key is two figures of one passage, or one figure of three digits or more with a name beside it.
 * Years and round figures say nothing and make none.
 *
 * @returns keys as text, each once
 */
export function figureKeys(passages: readonly string[]): string[] {
  const keys = new Set<string>()
  for (const passage of passages) {
    const figures = figuresOf(passage)
    for (const [i, a] of figures.entries())
      for (const b of figures.slice(i + 1)) if (a !== b) keys.add(`${[a, b].sort().join('|')}`)
    for (const figure of figures) {
      if (figure.replace(/0+$/, '').replace('.', '').length < 3) continue
      keys.add(figure)
      for (const name of namesOf(passage)) keys.add(`${name}|${figure}`)
    }
  }
  return [...keys].slice(0, 300)
}

/** Figures of a passage in order: "38,400", "37 %", "$3.1M" as plain numbers; small and round ones left out. */
export function figuresOf(passage: string): string[] {
  const out: string[] = []
  for (const match of passage.matchAll(
    /(?<![\p{L}\d.])(\d{1,3}(?:[,'\u00a0]\d{3})+|\d+)(\.\d+)?\s?(%|percent|k\b|m\b|million|bn\b|billion|x\b)?/giu,
  )) {
    const whole = (match[1] as string).replaceAll(/[,'\u00a0]/g, '')
    const text = `${whole}${match[2] ?? ''}`
    const unit = (match[3] ?? '').toLowerCase()
    const value = Number(text) * ({ k: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9 }[unit] ?? 1)
    const isYear = /^(?:19|20)\d\d$/.test(text) && unit === ''
    const isRound = /^(?:[1-9]|[1-9]0|25|50|75|1?00|[1-9]0{2,})$/.test(String(value))
    if (!isYear && !isRound) out.push(`${value}${unit === '%' || unit === 'percent' ? '%' : ''}`)
  }
  return out
}

/** Capitalised words inside the sentence: names of projects, products and places. */
function namesOf(passage: string): string[] {
  return [...passage.matchAll(/(?<=[\p{Ll}\d,)]\s)(\p{Lu}[\p{L}\p{N}]{2,})/gu)]
    .map((match) => wordsOf(match[1] as string)[0]?.text ?? '')
    .filter((name) => name !== '')
}
