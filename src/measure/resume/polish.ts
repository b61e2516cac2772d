import type { ResumeDocument } from './document.ts'
import type { ResumeFacts } from './facts.ts'
import type { Reading } from './read/index.ts'
import { readHidden, readInjections, readInvisible, readLeftovers, type Stretch } from './read/leftovers.ts'
import { placeOf } from './read/place.ts'

/**
 * What polishing left behind. No guess at who or what wrote the text is made: such guesses fail people who write in a
 * second language (Liang et al. 2023, arXiv 2304.02819), so only what can be pointed at on the page is told.
 */
export function measurePolish(
  document: ResumeDocument,
  reading: Reading,
  advert: string | null,
): NonNullable<ResumeFacts['polish']> {
  const at = ({ text, start, end }: Stretch): { text: string; place: ReturnType<typeof placeOf> } => ({
    text,
    place: placeOf(document, start, end),
  })
  const leftovers = readLeftovers(document.text)
  const hidden = readHidden(document)
  const invisible = readInvisible(document.text)
  const bullets = reading.bullets.filter((bullet) => bullet.mark !== 'none').map((bullet) => bullet.text)
  const echo = advert === null ? null : advertEcho(document.text, advert)
  return {
    placeholders: leftovers.placeholders.map(at),
    markdown: leftovers.markdown.map(at),
    assistant: leftovers.assistant.map(at),
    injections: readInjections(document).map(({ hidden: unseen, aimed, ...stretch }) => ({
      ...at(stretch),
      hidden: unseen,
      aimed,
    })),
    hidden: hidden.map(({ reason, ...stretch }) => ({ ...at(stretch), reason })),
    hiddenWords: hidden.reduce(
      (sum, { text }) => sum + text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
      0,
    ),
    invisible: invisible.length,
    invisiblePlaces: invisible.slice(0, 10).map(({ start, end }) => placeOf(document, start, end)),
    verbFirst: share(bullets, (text) =>
      /^\p{Lu}?\p{Ll}+(?:ed|led|built|ran|won|wrote|drove|grew|cut|made|took|set)\b/u.test(text),
    ),
    withPercentage: share(bullets, (text) => /\d\s?%/.test(text)),
    lengthSpread: spread(bullets.map((text) => text.split(/\s+/).length)),
    advertRun: echo?.run ?? null,
    advertEcho: echo?.share ?? null,
  }
}

/** Fewer achievements than this say nothing about how alike they are. */
const ENOUGH = 6

function share(items: readonly string[], test: (item: string) => boolean): number | null {
  return items.length < ENOUGH ? null : items.filter(test).length / items.length
}

/** Standard deviation over mean. */
function spread(values: readonly number[]): number | null {
  if (values.length < ENOUGH) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean
}

/** Words of the longest phrase that stands in both, and the share of the advert's five-word phrases that the résumé holds. */
function advertEcho(resume: string, advert: string): { run: number; share: number } {
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? []
  const ours = words(advert).slice(0, 3_000)
  const theirs = words(resume).slice(0, 6_000)
  let run = 0
  let row = new Uint16Array(theirs.length + 1)
  for (const word of ours) {
    const next = new Uint16Array(theirs.length + 1)
    for (let i = 0; i < theirs.length; i++) {
      if (theirs[i] !== word) continue
      const length = (row[i] as number) + 1
      next[i + 1] = length
      if (length > run) run = length
    }
    row = next
  }
  const phrases = (list: readonly string[]): Set<string> =>
    new Set(list.slice(4).map((_, i) => list.slice(i, i + 5).join(' ')))
  const wanted = phrases(ours)
  const said = phrases(theirs)
  const shared = [...wanted].filter((phrase) => said.has(phrase)).length
  return { run, share: wanted.size === 0 ? 0 : shared / wanted.size }
}
