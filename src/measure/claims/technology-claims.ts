import type { Entry } from './entries.ts'
import { clauseAround, type YearsSaid } from './experience.ts'
import { datesIn } from './dates.ts'
import type { Passage } from './passages.ts'
import { mentionsIn, type Mention, type Technology } from './technologies.ts'

export interface TechnologyClaim {
  readonly technology: Technology
  readonly how: 'years' | 'job' | 'since' | 'listed'
  /** Last month in which the claimed use can have begun (`years`, `since`) or ended (`job`). */
  readonly at: number
  readonly early: boolean
  readonly chained: boolean
  readonly start: number
  readonly end: number
}

const early =
  /\b(?:alpha|beta|preview|pre-?release|pre-?1\.0|early access|early adopter|prototype|incubat\w+|nightly|release candidate|private release|testnet|whitepaper|white paper|co-?creat\w+|creator|created|inventor|invented|co-?author\w*|core (?:team|contributor|developer)|founding|before (?:its|the) (?:public|official|first|stable)|before (?:version )?v?\d|(?:version |v)?0\.\d|internal(?:ly| (?:build|preview|release|version))|in-house (?:build|preview)|predecessor|precursor|research(?:ed)? into)\b/i
const later =
  /\b(?:later|eventually|nowadays|today|since then|successor|subsequently|afterwards|would become|became|now (?:runs|uses|on|known|called)|now part|previously known|formerly|which is now|inspired|predecessor|precursor|similar to|comparable|equivalent|like|akin|before .{0,20} existed|pre-dat\w+|predat\w+|long before|ahead of|preparing|plan(?:ned|ning)? (?:for|to)|ported .{0,20} years later)\b/i

/** Words that may stand between a number of years and the technology they are claimed for. */
const connecting =
  '(?:of|in|with|using|on|as|an?|the|my|hands-on|practical|professional|commercial|production|solid|deep|strong|proven|extensive|direct|industry|experience|experienced|expertise|working|work|writing|building|developing|development|programming|coding|engineering|shipping|use|usage|full-time|daily|real-world|enterprise|senior)'
const afterYears = new RegExp(`^\\s*(?:['’]s?)?\\s*(?:${connecting}\\s+)*(?:\\(|:|–|—|-)?\\s*$`, 'i')
const beforeYears =
  /^\s*(?:(?:experience|development|developer|engineer(?:ing)?|dev|programmer|programming|expert|specialist|smart contracts?)\s*)?(?:\(|:|–|—|-|\||\[|=|,?\s*for(?: the (?:last|past))?|\s+with|\s{2,}|\t|•|·|→|\.{2,})\s*(?:(?:expert|advanced|proficient|senior|professional|intermediate|expert level)\s*[,;|–—-]?\s*)?(?:over|more than|nearly|almost|about|around|~|≈|>|for|at least|experience:?)?\s*$/i
const listGap = /^(?:\s*(?:,|\/|&|\+|and|plus|,\s*and)\s*)$/i

/** "8 years of X", "X (8 years)", "X developer with 8 years". */
export function claimedYears(said: readonly YearsSaid[], asOf: number): TechnologyClaim[] {
  return said.flatMap((one) => {
    const { passage, start, end, years } = one
    const clause = clauseAround(passage.text, start, end)
    const mentions = mentionsIn(passage.text)
    const at = asOf - Math.round(years * 12)
    const claim = (mention: Mention, chained: boolean): TechnologyClaim => ({
      technology: mention.technology,
      how: 'years',
      at,
      early: early.test(clause),
      chained,
      start: passage.start + Math.min(start, mention.start),
      end: passage.start + Math.max(end, mention.end),
    })
    const first = mentions.findIndex(
      (mention) => mention.start >= end && afterYears.test(passage.text.slice(end, mention.start)),
    )
    if (first !== -1) {
      const out = [claim(mentions[first] as Mention, false)]
      for (let i = first + 1; i < mentions.length; i++) {
        if (!listGap.test(passage.text.slice((mentions[i - 1] as Mention).end, (mentions[i] as Mention).start))) break
        out.push(claim(mentions[i] as Mention, true))
      }
      return out
    }
    const before = mentions.findLast(
      (mention) => mention.end <= start && beforeYears.test(passage.text.slice(mention.end, start)),
    )
    // "React (2 years), Go" must not read as years of Go; "Java, 12 years: Kubernetes" not as years of the latter.
    return before === undefined ? [] : [claim(before, false)]
  })
}

/** Technologies named in work that had ended before they were out. */
export function namedTooEarly(entries: readonly Entry[]): TechnologyClaim[] {
  return entries
    .filter(
      ({ kind, inner, span }) =>
        ['regular', 'side', 'certificate', 'study'].includes(kind) &&
        !inner &&
        span.to !== null &&
        span.to.hi >= span.from.lo,
    )
    .flatMap((entry) => {
      const ended = (entry.span.to as { hi: number }).hi
      // A company may bear the name of what it makes, so of the head only the title counts.
      const title = entry.kind === 'certificate' ? entry.head : (entry.title ?? '')
      const inTitle = mentionsIn(title).map(({ technology }) => ({
        technology,
        start: entry.start,
        end: entry.end,
        clause: title,
      }))
      const inBody =
        entry.kind === 'study'
          ? []
          : entry.body.flatMap((passage) =>
              mentionsIn(passage.text).map(({ technology, start, end }) => ({
                technology,
                start: passage.start + start,
                end: passage.start + end,
                clause: clauseAround(passage.text, start, end),
              })),
            )
      return [...inTitle, ...inBody]
        .filter(
          ({ technology, clause }) => technology.usable > ended && !later.test(clause) && !laterDate(clause, ended),
        )
        .map(({ technology, start, end, clause }): TechnologyClaim => ({
          technology,
          how: 'job',
          at: ended,
          early: early.test(clause),
          chained: false,
          start,
          end,
        }))
    })
}

/** A sentence with a date of its own, after the job: a sequel that is told there. */
function laterDate(clause: string, ended: number): boolean {
  const { points, spans } = datesIn(clause)
  return [...points, ...spans.map(({ from }) => from)].some(({ lo }) => lo > ended)
}

/** "Using X since 2011", "in 2012 moved to X", outside dated entries or inside their sentences. */
export function datedUse(passages: readonly Passage[], skip: ReadonlySet<number>): TechnologyClaim[] {
  return passages.flatMap((passage) => {
    if (passage.isHeading || skip.has(passage.start)) return []
    const mentions = mentionsIn(passage.text)
    if (mentions.length === 0) return []
    const { spans, points } = datesIn(passage.text)
    const dated = [
      ...spans.map(({ from, to, start, end }) => ({
        lo: from.lo,
        hi: to === null ? from.hi : Math.max(from.hi, to.hi),
        ongoing: to === null,
        start,
        end,
        since: /\bsince\s*:?\s*(?:early |mid |late )?$/i.test(passage.text.slice(0, start)) || to === null,
      })),
      ...points.map((point) => ({ ...point, ongoing: false, since: false })),
    ]
    return dated.flatMap((date) => {
      const before = passage.text.slice(0, date.start)
      const said =
        date.since ||
        /\b(?:in|back in|during|by|from|around|as early as)\s*(?:early |mid |late )?[-\s]*$/i.test(before) ||
        /\(\s*$/.test(before)
      if (!said) return []
      // "X since 2016, Y since 2017": nothing stands between the name and its date.
      const beside = mentions.find(
        ({ end }) =>
          end <= date.start &&
          /^\s*\(?(?:since|in|from|back in)?\s*(?:early |mid |late )?$/i.test(passage.text.slice(end, date.start)) &&
          /since|in|from/i.test(passage.text.slice(end, date.start)),
      )
      if (beside !== undefined && !later.test(clauseAround(passage.text, beside.start, date.end)))
        return [
          {
            technology: beside.technology,
            how: 'since' as const,
            at: date.hi,
            early: early.test(clauseAround(passage.text, beside.start, date.end)),
            chained: false,
            start: passage.start + beside.start,
            end: passage.start + date.end,
          },
        ]
      const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('; '), before.lastIndexOf('• '), -1) + 1
      const tail = /[.;•]\s|$/.exec(passage.text.slice(date.end))
      const to = date.end + (tail?.index ?? 0)
      const clause = passage.text.slice(from, to)
      // Two dates in one sentence: what belongs to which is anybody's guess.
      if (dated.filter(({ start }) => start >= from && start < to).length > 1) return []
      const near = mentions.filter(({ start, end }) => start >= from && end <= to)
      const nearest = near.toSorted((a, b) => gap(a, date) - gap(b, date))[0]
      if (nearest === undefined || later.test(clause)) return []
      if (
        date.start > nearest.end
          ? /[,(]/.test(passage.text.slice(nearest.end, date.start).replace(/\(\s*$|\((?:since|in)\s*$/i, ''))
          : gap(nearest, date) > 60
      )
        return []
      return [
        {
          technology: nearest.technology,
          how: 'since' as const,
          at: date.hi,
          early: early.test(clause),
          chained: false,
          start: passage.start + Math.min(nearest.start, date.start),
          end: passage.start + Math.max(nearest.end, date.end),
        },
      ]
    })
  })
}

function gap(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return Math.max(0, a.start - b.end, b.start - a.end)
}

/** Technologies that were not yet public when the résumé was received. */
export function notYetPublic(passages: readonly Passage[], asOf: number): TechnologyClaim[] {
  return passages.flatMap((passage) =>
    mentionsIn(passage.text)
      .filter(({ technology }) => technology.public > asOf)
      .map(({ technology, start, end }): TechnologyClaim => ({
        technology,
        how: 'listed',
        at: asOf,
        early: false,
        chained: false,
        start: passage.start + start,
        end: passage.start + end,
      })),
  )
}
