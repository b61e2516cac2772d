import type { Entry } from './entries.ts'
import type { Passage } from './passages.ts'
import { datesIn } from './dates.ts'

/** A number of years as a résumé says it. */
export interface YearsSaid {
  readonly years: number
  readonly passage: Passage
  /** Offsets in the passage. */
  readonly start: number
  readonly end: number
}

const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]
const number = `\\d{1,2}(?:\\.\\d)?|(?:twenty|thirty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|thirty|forty|${numberWords.slice(1).toReversed().join('|')}`
const years = new RegExp(
  `(?<![\\d./$€£-])\\b(?:(${number})(?:\\s*(?:-|–|to|or)\\s*(?:${number}))?\\s*(?:\\(\\d{1,2}\\)\\s*)?\\+?\\s*(?:plus\\s+)?(?:full\\s+|solid\\s+|good\\s+)?(?:years?|yrs?\\.?)(?![- ]?old|\\s+(?:ago|later|earlier|before|after|running|warranty|plan|roadmap|contract|term|bond|budget|in a row))|(?:(two|three)\\s+|(?:a|over a|one)\\s+)decades?)`,
  'giu',
)

/** Every "N years" of a text that may be a claim. */
export function yearsSaid(passages: readonly Passage[]): YearsSaid[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(years)].map((match) => ({
      years:
        match[1] !== undefined
          ? numberOf(match[1])
          : 10 * (match[2] === undefined ? 1 : match[2].toLowerCase() === 'two' ? 2 : 3),
      passage,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
}

function numberOf(text: string): number {
  const digits = Number(text)
  if (!Number.isNaN(digits)) return digits
  const [tens, ones] = text.toLowerCase().split(/[- ]/) as [string, string?]
  const base = tens === 'thirty' ? 30 : tens === 'forty' ? 40 : numberWords.indexOf(tens)
  return base + (ones === undefined ? 0 : numberWords.indexOf(ones))
}

const afterExperience =
  /^\s*(?:['’]s?)?\s*(?:of\s+|in\s+)?(?:[\p{L}/&+#.,-]+\s+){0,7}?(?:experience|expertise|background|track record|career)\b/iu
const afterDoing =
  /^\s*(?:in (?:the )?(?:industry|business|field|software|tech|it|engineering|development|web|backend|frontend|fintech|finance|infrastructure|data|security|blockchain|crypto|devops|cloud)\b|(?:of |spent )?(?:professionally )?(?:building|writing|developing|designing|shipping|working|delivering|coding|programming|making|creating|engineering|crafting|architecting|running|operating)\b|as an? (?:[\p{L}/-]+ ){0,3}?(?:engineer|developer|architect|programmer)\b|in (?:[\p{L}/&-]+ ){1,4}(?:engineering|development|roles|positions)\b|(?:professional(?:ly)?|hands-on)\b|across\b|,?\s*(?:i(?:['’]ve| have)|having)\b)/iu
const beforeTitle =
  /\b(?:engineer|developer|architect|programmer|professional|specialist|consultant|analyst|scientist|manager|administrator|designer|technologist|lead|generalist)\b[^.;\n]{0,40}?\b(?:with|having|has|bringing|brings|offering|of|for|boasting|,|–|—|-)\s*(?:over|more than|nearly|almost|about|around|roughly|some|at least|close to|a solid|the past|the last|upwards of|in excess of)?\s*$/i
const label =
  /(?:years of experience|(?:total|overall|professional|work(?:ing)?) experience|experience)\s*[:=–-]\s*(?:over|more than|about|approx\.?)?\s*$/i
const notOwn =
  /\b(?:combined|collective(?:ly)?|team (?:of|with)|company (?:with|of)|years? old|aged?|warranty|founded|our |clients? (?:with|of)|history of|sentence|guarantee|mortgage|roadmap|plan)\b/i

/** The greatest total that is claimed in a summary, a header or a line of its own. */
export function totalClaim(said: readonly YearsSaid[], entries: readonly Entry[]): YearsSaid | null {
  const bodies = new Set(entries.flatMap(({ body }) => body))
  const claims = said.filter(({ passage, start, end, years: n }) => {
    if (n < 2 || n > 50 || (bodies.has(passage) && passage.section !== null)) return false
    const sentence = clauseAround(passage.text, start, end)
    if (notOwn.test(sentence)) return false
    const after = passage.text.slice(end)
    const before = passage.text.slice(0, start)
    return afterExperience.test(after) || afterDoing.test(after) || beforeTitle.test(before) || label.test(before)
  })
  return claims.toSorted((a, b) => b.years - a.years)[0] ?? null
}

/** "12 years since graduating", "post-qualification", with the year of the degree beside it or in its section. */
const graduating =
  /^\s*(?:['’]s?)?\s*(?:of\s+)?(?:(?:professional |relevant |industry |work(?:ing)? )?experience\s+)?(?:since|after|post)[- ]?(?:my |the )?(?:graduat\w+|qualif\w+|degree|university|college|finishing (?:my )?(?:degree|studies|university|college))/i

export function graduationClaims(said: readonly YearsSaid[]): YearsSaid[] {
  return said.filter(({ passage, end }) => graduating.test(passage.text.slice(end)))
}

/** "3 yrs 2 mos", "(5 years)" written beside the dates of a job. */
export function statedTenure(entry: Entry): { months: number; start: number; end: number } | null {
  const match =
    /(?:^|[\s(·|,–—-])(?:(\d{1,2})\s*(?:years?|yrs?|y)\b)?\.?,?\s*(?:and\s+|&\s+)?(?:(\d{1,2})\s*(?:months?|mos?|m)\b)?\.?\s*\)?(?=[\s|·,;)\]]|$)/gi
  for (const found of entry.head.matchAll(match)) {
    if (found[1] === undefined && found[2] === undefined) continue
    return { months: Number(found[1] ?? 0) * 12 + Number(found[2] ?? 0), start: entry.start, end: entry.end }
  }
  return null
}

/** "six years at Acme": the employer's name follows. */
export function tenureAt(
  said: readonly YearsSaid[],
  employers: readonly string[],
): { said: YearsSaid; employer: string }[] {
  return said.flatMap((one) => {
    // "worked at Acme for nine years"
    const before =
      /\b(?:at|with|for)\s+(?:the\s+)?([^,.;:]{2,50}?),?\s+(?:for|over|during|the past|the last|\s)*(?:more than|over|almost|nearly|about|around)?\s*$/i
        .exec(one.passage.text.slice(Math.max(0, one.start - 90), one.start))?.[1]
        ?.toLowerCase()
    const named = before === undefined ? undefined : employers.find((name) => name.toLowerCase() === before)
    if (named !== undefined) return [{ said: one, employer: named }]
    const after = one.passage.text.slice(one.end, one.end + 90)
    const match =
      /^\s*(?:(?:spent|working|engineering|as an? [\p{L} /-]{3,40}?|of (?:work|service|employment))\s+)?(?:at|with|for|inside|within)\s+(?:the\s+)?/iu.exec(
        after,
      )
    if (match === null) return []
    const rest = after.slice(match[0].length).toLowerCase()
    const employer = employers.find((name) => rest.startsWith(name.toLowerCase()))
    return employer === undefined ? [] : [{ said: one, employer }]
  })
}

export function clauseAround(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('. ', start), text.lastIndexOf('; ', start), text.lastIndexOf('• ', start)) + 1
  const tail = /[.;•]\s|$/.exec(text.slice(end))
  return text.slice(from, end + (tail?.index ?? text.length))
}

const birth = /\b(?:born|date of birth|d\.?o\.?b\.?|birth ?date|birthday|year of birth)\b\s*(?:on|in|:|\|)?\s*/i

/** The month of birth, where the person wrote it; used for arithmetic only and kept nowhere. */
export function birthMonth(passages: readonly Passage[]): { lo: number; hi: number } | null {
  for (const { text } of passages) {
    const match = birth.exec(text)
    if (match === null) continue
    const point = datesIn(text.slice(match.index + match[0].length, match.index + match[0].length + 40)).points[0]
    if (point !== undefined) return { lo: point.lo, hi: point.hi }
  }
  return null
}
