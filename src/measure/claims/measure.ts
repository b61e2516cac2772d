import type { Place } from '../../core/evidence.ts'
import type { ResumeDocument } from '../resume/document.ts'
import { placeOf } from '../resume/read/place.ts'
import { readSections } from '../resume/read/sections.ts'
import { jobsBeforeFounding, knownEmployers, type EmployerLookup } from './employers.ts'
import { entriesOf, type Entry } from './entries.ts'
import { birthMonth, graduationClaims, statedTenure, tenureAt, totalClaim, yearsSaid } from './experience.ts'
import type { ClaimFacts } from './facts.ts'
import { futureDates } from './future.ts'
import { overlapsOf, sameEmployer } from './overlaps.ts'
import { passagesOf, type Passage } from './passages.ts'
import { lastDegreeBefore, studyProblems } from './study.ts'
import { claimedYears, datedUse, namedTooEarly, notYetPublic } from './technology-claims.ts'
import { web3Claim } from './web3.ts'

export interface ClaimContext {
  /** When the résumé was received; milliseconds since 1970. */
  readonly receivedAt: number
  readonly employers?: EmployerLookup
  /** First dated public artefact of blockchain work, milliseconds since 1970; null: looked for and not found. */
  readonly firstPublicWeb3?: number | null
}

const selfEmployed =
  /\b(?:freelanc\w+|self-?employed|independent (?:contractor|consultant|developer|engineer|software)|contractor|contracting|portfolio career|fractional|sole trader|consultancy of my own|own consultancy|own company|gig|several clients|multiple clients|parallel (?:contracts|engagements|clients))\b/i
const abridged =
  /\b(?:earlier (?:roles?|positions?|experience|career|work|jobs?|history|employment)|previous (?:roles|positions) (?:omitted|available|on request)|selected (?:experience|positions?|roles|employment|work|highlights|engagements)|prior to (?:19|20)\d\d|before (?:19|20)\d\d|additional (?:experience|roles|positions)|(?:further|older|other|more) (?:positions|roles|experience|jobs)|recent (?:experience|roles|positions|employment|work)|last (?:ten|10|five|5|eight|8|fifteen|15|\d+|few) years (?:only|shown|listed)|abridged|condensed|full (?:history|cv|career|details|list)|on request|omitted|not listed|career chang\w+|(?:chang|switch)\w+ careers?|second career|first career|prior career|previous career|career (?:switch|pivot|transition)|transition(?:ed|ing)? (?:from|into)|formerly an? |former(?:ly)? [a-z]+(?:er|or|ist|ian|ant|ect|man|nurse|chef|pilot)\b|previously (?:an? |worked (?:as|in)|in )|in a previous life|before (?:moving|switching|turning|becoming|software|tech|that|programming|this)|including (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:years )?(?:in|as|of)|self-taught since|hobby|as a teenager|since (?:childhood|school|i was|the age)|retrained|retraining|came to (?:software|programming|tech))/i

/** What the résumé claims about time, with places. Judges nothing. */
export function measureClaims(document: ResumeDocument, context: ClaimContext): ClaimFacts {
  const received = new Date(context.receivedAt)
  const asOf = received.getUTCFullYear() * 12 + received.getUTCMonth()
  const passages = passagesOf(document, readSections(document))
  const entries = entriesOf(passages)
  const said = yearsSaid(passages)
  const at = (start: number, end: number): Place => placeOf(document, start, end)
  const jobs = entries.filter((entry) => ['regular', 'side'].includes(entry.kind) && !entry.inner)
  const whole = passages.map(({ text }) => text).join('\n')
  const web3 = web3Claim(said, entries, passages, asOf)
  const entryPassages = new Set(
    entries
      .filter(({ inner, kind }) => !inner && kind !== 'other')
      .flatMap(({ start }) =>
        passages.filter((one) => one.start <= start && one.start + one.text.length > start).map((one) => one.start),
      ),
  )

  return {
    asOf,
    positions: jobs.length,
    selfEmployed: selfEmployed.test(whole),
    abridged: abridged.test(whole),
    reversed: entries
      .filter(({ span }) => span.to !== null && span.to.hi < span.from.lo)
      .map(({ span, start, end }) => ({
        months: span.from.lo - (span.to as { hi: number }).hi,
        places: [at(start, end)],
      })),
    future: futureDates(entries, passages, asOf).map(({ what, months, planned, start, end }) => ({
      what,
      months,
      planned,
      places: [at(start, end)],
    })),
    overlaps: overlapsOf(entries, asOf).map(({ first, second, months, bothFullTime, eitherFullTime, explained }) => ({
      months,
      bothFullTime,
      eitherFullTime,
      explained,
      places: [at(first.start, first.end), at(second.start, second.end)],
    })),
    experience: experienceOf(said, entries, jobs, asOf, at),
    sinceGraduation: graduationClaims(said).flatMap((one) => {
      const degree = entries
        .filter(({ kind, span }) => kind === 'study' && span.to !== null)
        .map(({ span }) => (span.to as { lo: number }).lo)
        .toSorted((a, b) => a - b)[0]
      return degree === undefined
        ? []
        : [
            {
              years: one.years,
              elapsed: round((asOf - degree) / 12),
              places: [at(one.passage.start + one.start, one.passage.start + one.end)],
            },
          ]
    }),
    tenures: tenuresOf(said, jobs, asOf, at),
    technologies: [
      ...claimedYears(said, asOf),
      ...namedTooEarly(entries),
      ...datedUse(passages, entryPassages),
      ...notYetPublic(passages, asOf),
    ]
      .map((claim) => ({
        name: claim.technology.name,
        how: claim.how,
        beforePublic: claim.technology.public - claim.at,
        beforeUsable: claim.technology.usable - claim.at,
        early: claim.early,
        chained: claim.chained,
        source: claim.technology.source,
        places: [at(claim.start, claim.end)],
      }))
      .filter(({ beforeUsable }) => beforeUsable > 0),
    employers: jobsBeforeFounding(entries, context.employers ?? knownEmployers).map(({ name, months, entry }) => ({
      name,
      months,
      places: [at(entry.start, entry.end)],
    })),
    study: studyProblems(entries, birthMonth(passages)).map(({ what, months, explained, entries: involved }) => ({
      what,
      months,
      explained,
      places: involved.map(({ start, end }) => at(start, end)),
    })),
    web3:
      web3 === null
        ? null
        : {
            years: web3.years,
            private: web3.private,
            places: web3.spans.map(({ start, end }) => at(start, end)),
            publicYears:
              context.firstPublicWeb3 === undefined
                ? null
                : context.firstPublicWeb3 === null
                  ? 0
                  : round((context.receivedAt - context.firstPublicWeb3) / yearMs),
          },
  }
}

const yearMs = 365.25 * 86_400_000

type At = (start: number, end: number) => Place

function experienceOf(
  said: ReturnType<typeof yearsSaid>,
  entries: readonly Entry[],
  jobs: readonly Entry[],
  asOf: number,
  at: At,
): ClaimFacts['experience'] {
  const claim = totalClaim(said, entries)
  if (claim === null || jobs.length === 0) return null
  const begun = Math.min(...jobs.map(({ span }) => span.from.lo))
  const degree = lastDegreeBefore(entries, begun)
  const { passage, start, end, years } = claim
  return {
    years,
    elapsed: round((asOf - begun + 1) / 12),
    covered: round(
      coveredMonths(
        entries.filter(({ kind, inner }) => kind !== 'other' && kind !== 'certificate' && !inner),
        asOf,
      ) / 12,
    ),
    elapsedSinceDegree: round((asOf - Math.min(begun, degree ?? begun) + 1) / 12),
    places: [at(passage.start + start, passage.start + end)],
  }
}

/** Months that the entries cover together, each counted once and taken as long as what is written allows. */
function coveredMonths(entries: readonly Entry[], asOf: number): number {
  const months = new Set<number>()
  for (const { span } of entries)
    for (let m = span.from.lo; m <= Math.min(asOf, span.to === null ? asOf : span.to.hi); m++) months.add(m)
  return months.size
}

/** A stated length and the dates beside it; a month of rounding at either end belongs to the reading. */
function tenuresOf(
  said: ReturnType<typeof yearsSaid>,
  jobs: readonly Entry[],
  asOf: number,
  at: At,
): ClaimFacts['tenures'] {
  const beside = jobs.flatMap((entry) => {
    const stated = statedTenure(entry)
    if (stated === null || entry.title === null) return []
    const last = entry.span.to === null ? { lo: asOf, hi: asOf } : entry.span.to
    const most = last.hi - entry.span.from.lo + 1
    const least = last.lo - entry.span.from.hi
    const off = stated.months > most ? stated.months - most : Math.max(0, least - stated.months)
    return off === 0 || least < 0
      ? []
      : [
          {
            stated: round(stated.months / 12),
            dated: round(most / 12),
            months: off,
            places: [at(stated.start, stated.end)],
          },
        ]
  })
  // "Acme" for "Acme Corp": people leave the legal form out.
  const names = [
    ...new Set(
      jobs.flatMap(({ names }) =>
        names
          .slice(0, 2)
          .flatMap((name) => [
            name,
            name.replace(
              /,?\s+(?:Inc|Ltd|LLC|GmbH|Corp|Corporation|Co|AG|PLC|BV|Oy|AB|SA|Limited|Group|Labs|Technologies|Systems|Software)\.?$/i,
              '',
            ),
          ]),
      ),
    ),
  ].filter((name) => name.length > 2)
  const told = tenureAt(said, names).flatMap(({ said: one, employer }) => {
    const own = jobs.filter(
      (entry) =>
        entry.names.some((name) => name.startsWith(employer)) ||
        jobs.some(
          (other) =>
            other.names.some((name) => name.startsWith(employer)) &&
            other.employer !== null &&
            entry.employer !== null &&
            sameEmployer(other, entry),
        ),
    )
    const most = coveredMonths(own, asOf)
    const off = one.years * 12 - most
    return off <= 0
      ? []
      : [
          {
            stated: one.years,
            dated: round(most / 12),
            months: off,
            places: [at(one.passage.start + one.start, one.passage.start + one.end)],
          },
        ]
  })
  return [...beside, ...told]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

export type { Passage }
