import type { SectionKind } from '../resume/read/sections.ts'
import { datesIn, type Span } from './dates.ts'
import type { Passage } from './passages.ts'

/** `regular` employment is what nobody does twice at once; `side` work is done beside something. */
export type EntryKind = 'regular' | 'side' | 'study' | 'pause' | 'certificate' | 'other'

/** Something dated: a job, a course of study, a pause. */
export interface Entry {
  readonly kind: EntryKind
  readonly section: SectionKind | null
  readonly span: Span
  /** Offsets of the dates in the document. */
  readonly start: number
  readonly end: number
  /** The words of the head, dates taken out. */
  readonly head: string
  readonly title: string | null
  readonly employer: string | null
  /** Parts of the head that may name the employer. */
  readonly names: readonly string[]
  /** What follows the head, up to the next entry. */
  readonly body: readonly Passage[]
  /** Full-time is said in so many words. */
  readonly fullTime: boolean
  /** Says itself how it fits beside something else: part of the week, a hand-over, a client of the job around it. */
  readonly explained: boolean
  /** A line inside another entry: a project, a stretch of a task. */
  readonly inner: boolean
}

const titleWords =
  /\b(?:engineer(?:ing manager)?|developer|dev|programmer|architect|manager|lead|head|director|officer|cto|ceo|coo|vp|vice president|consultant|analyst|scientist|designer|administrator|admin|specialist|researcher|founder|co-?founder|freelance\w*|contractor|associate|assistant|tester|qa|sdet|devops|sre|auditor|teacher|tutor|instructor|lecturer|professor|coordinator|technician|representative|owner|master|principal|staff|nurse|accountant|chef|clerk|advis[eo]r|mentor|volunteer|intern|trainee|apprentice|writer|editor|supervisor|agent|operator|support|swe|sysadmin|postdoc\w*|fellow|cook|driver|journalist|librarian|barista|waiter|musician|pharmacist|lawyer|paralegal|marketer|strategist|recruiter|planner|buyer|cashier|strategist|maintainer)s?\b/i
const sideWords =
  /\b(?:part[- ]time|half[- ]time|freelanc\w*|contract(?:or|ing|s)?|consult(?:ant|ants|ing|ancy)|self[- ]employed|independent|sole trader|advis[eo]r|advisory|advising|board|mentor\w*|volunteer\w*|pro[- ]bono|intern|internship|trainee|apprentice\w*|placement|teaching|research assistant|lecturer|instructor|tutor|adjunct|visiting|guest|founder|co-?founder|cofounder|owner|proprietor|side|open[- ]source|maintainer|contributor|contributions|student|working student|werkstudent|reserv\w+|national guard|seasonal|temp(?:orary)?|gigs?|upwork|fiverr|toptal|clients?|projects?|second(?:ed|ment)|casual|evenings?|weekends?|nights|fellow|fellowship|ambassador|moonlight\w*|hobby|bount(?:y|ies)|dao|hackathon|community|coach\w*|fractional|retainer|zero[- ]hours|per diem|on[- ]call cover|angel|investor|trustee|treasurer|organi[sz]er|speaker|writer|author|blog\w*|podcast\w*|\d{1,2}\s?(?:h|hrs?|hours)\s?(?:\/|per|a)\s?(?:wk|week)|\d\s?days?\s?(?:\/|per|a)\s?week|(?<!\d)\d{2}\s?%|0\.[1-9]\s?fte|interim|cover|maternity cover|agency|umbrella|b2b|1099|corp[- ]to[- ]corp|c2c)\b/i
const pauseWords =
  /\b(?:sabbatical|career break|break|parental|maternity leave|paternity|family leave|leave of absence|caregiv\w+|caring|gap year|travel(?:l?ing)?|world trip|relocation|medical leave|illness|recovery|military service|national service|unemployed|job search|time off|garden leave|gardening leave)\b/i
const degreeWords =
  /\b(?:b\.?\s?sc\.?|m\.?\s?sc\.?|b\.?a\.?|m\.?a\.|b\.?\s?eng|m\.?\s?eng|b\.?\s?tech|m\.?\s?tech|b\.?e\.|b\.?s\.|m\.?s\.|bs|ms|ma|mba|ph\.?\s?d\.?|d\.?phil|doctora(?:te|l)|doctor of|bachelor'?s?|master'?s?(?! of ceremonies)|master of|magister|diplom\w*|associate'?s? (?:degree|of)|associate degree|undergraduate|postgraduate|graduate (?:student|certificate|diploma)|degree|university|universit\w+|college|polytechnic|institute of technology|school of|high school|bootcamp|boot camp|coursework|hnd|a-levels?|abitur|ged|major|minor in)\b/i
const certificateWords =
  /\b(?:certifi\w+|licen[cs]e\w*|credential|exam|badge|accredit\w+|ckad?|cks|aws solutions|oscp|cissp|pmp|scrum master)\b/i
const fullTimeWords =
  /\b(?:full[- ]?time|permanent(?: employee| position| contract| role)?|40\s?(?:h|hrs?|hours)\s?(?:\/|per|a)\s?(?:wk|week)|w-?2|100\s?%|1\.0 fte)\b/i
const explainWords =
  /\b(?:part[- ]time|half[- ]time|(?:hours|hrs|days?|mornings|afternoons|evenings|nights) (?:a|per|each) (?:week|month)|evenings|weekends|alongside|in parallel|concurrent(?:ly)?|on the side|beside my|besides|while (?:stud|work|employ|complet|finish|at )|overlap(?:ped|s|ping)?|hand[- ]?over|notice period|transition(?:al|ing)? (?:period|phase)|phased|garden(?:ing)? leave|second(?:ed|ment)|acquired|merger|merged|renamed|rebrand\w*|spun (?:out|off)|spin-?off|subsidiary|same (?:group|company)|parent company|transferred|consult(?:ing|ed) (?:for|to)|job[- ]?shar\w*|reduced hours|on leave|sabbatical|freelance|contract(?:or)?|self[- ]employed|retainer|moonlight\w*|fractional)\b/i
const typeOnly =
  /^(?:remote|on-?site|hybrid|full[- ]?time|part[- ]?time|contract(?:or)?|freelance|permanent|internship|temporary|self-employed|employment type|location|employer|company|title|role|position|dates?|period|duration|tenure|from|to|start|end|until|since|as|at|with|the|a|an|worked|working|work|wfh|distributed|usa?|uk|eu)$/i

/** The dated entries of a résumé, in the order written. */
export function entriesOf(passages: readonly Passage[]): Entry[] {
  const dated: Dated[] = []
  for (const [at, passage] of passages.entries()) {
    if (passage.isHeading) continue
    const pieces = sentences(passage)
    for (const piece of pieces) {
      const dates = datesIn(piece.text)
      const spans: Span[] = [...dates.spans]
      // A degree or a certificate may carry a single date: when it was given.
      if (
        spans.length === 0 &&
        (passage.section === 'education' ||
          passage.section === 'certifications' ||
          (degreeWords.test(piece.text) && words(piece.text) < 16 && passage.section !== 'summary'))
      )
        for (const point of dates.points.slice(-1))
          spans.push({ from: point, to: point, start: point.start, end: point.end })
      for (const [i, span] of spans.entries()) {
        const from = i === 0 ? 0 : (spans[i - 1] as Span).end
        const to = i === spans.length - 1 ? piece.text.length : span.end
        dated.push({
          at,
          passage,
          span,
          own: `${piece.text.slice(from, span.start)} | ${piece.text.slice(span.end, to)}`,
          offset: piece.offset,
          single: spans.length === 1,
          prose: pieces.length > 1 || words(piece.text) > 18,
        })
      }
    }
  }
  return dated.map((one, i) => entryOf(one, i, dated, passages))
}

interface Dated {
  readonly at: number
  readonly passage: Passage
  readonly span: Span
  readonly own: string
  readonly offset: number
  readonly single: boolean
  readonly prose: boolean
}

function entryOf(one: Dated, i: number, dated: readonly Dated[], passages: readonly Passage[]): Entry {
  const { at, passage, span } = one
  const head = [clean(one.own)]
  let bodyFrom = at + 1
  const datedAt = new Set(dated.map((other) => other.at))
  const usable = (index: number): Passage | null => {
    const other = passages[index]
    if (
      other === undefined ||
      other.isHeading ||
      other.marked ||
      datedAt.has(index) ||
      words(other.text) > 12 ||
      /[.;!]$/.test(other.text.trim())
    )
      return null
    return other
  }
  const complete = (): boolean => {
    const { title, names } = partsOf(head.join(' | '))
    return title !== null && names.length > 0
  }
  if (!one.prose && !passage.marked) {
    // Upwards while nothing separates them; downwards only for what is still missing.
    for (let k = at - 1; !(passages[k + 1] as Passage).first && head.length < 3; k--) {
      const above = usable(k)
      if (above === null || (complete() && head.length > 1)) break
      head.unshift(clean(above.text))
    }
    for (let k = at + 1; head.length < 4 && !complete(); k++) {
      const below = usable(k)
      if (below === null || below.first) break
      head.push(clean(below.text))
      bodyFrom = k + 1
    }
  }
  const next = dated.find((other, j) => j > i && other.at > at)
  const body: Passage[] = []
  for (let k = bodyFrom; k < passages.length; k++) {
    const other = passages[k] as Passage
    if (other.isHeading || (next !== undefined && k >= next.at)) break
    body.push(other)
  }
  // The lines that head the next entry are not this one's body.
  const touches = next !== undefined && !next.passage.first
  while (
    touches &&
    body.length > 0 &&
    !(body.at(-1) as Passage).marked &&
    words((body.at(-1) as Passage).text) <= 9 &&
    !/[.;]$/.test((body.at(-1) as Passage).text.trim())
  )
    body.pop()
  const text = head.join(' | ')
  const { title, employer, names } = partsOf(text)
  const near = `${text} | ${body
    .filter((other) => !other.marked && words(other.text) <= 8)
    .slice(0, 2)
    .map((other) => other.text)
    .join(' | ')}`
  const whole = `${near} ${body.map((other) => other.text).join(' ')}`
  return {
    kind: kindOf(passage, near, text, title),
    section: passage.section,
    span,
    start: passage.start + one.offset + span.start,
    end: passage.start + one.offset + span.end,
    head: text,
    title,
    employer,
    names,
    body,
    fullTime: fullTimeWords.test(near) || (one.prose && fullTimeWords.test(one.own)),
    explained: explainWords.test(whole),
    inner:
      passage.marked &&
      !/^\W*$/.test(passage.text.slice(0, span.start).replace(/^\s*\S\s+/, '')) &&
      !(titleWords.test(text) && words(text) <= 14),
  }
}

function kindOf(passage: Passage, near: string, head: string, title: string | null): EntryKind {
  if (pauseWords.test(head)) return 'pause'
  if (passage.section === 'certifications') return 'certificate'
  if (passage.section === 'education')
    return certificateWords.test(head) && !degreeWords.test(head) ? 'certificate' : 'study'
  if (
    degreeWords.test(head) &&
    (title === null || passage.section !== 'experience') &&
    !/\bprofessor|lecturer|postdoc/i.test(head)
  )
    return 'study'
  if (passage.section !== null && !['experience', 'summary'].includes(passage.section))
    return passage.section === 'skills' || passage.section === 'interests' ? 'other' : 'side'
  if (title === null && certificateWords.test(head)) return 'certificate'
  // "Working with X since 2011", "Engineer since 2010": in a summary only what names an employer is a job.
  if (
    passage.section !== 'experience' &&
    (title === null || (passage.section !== null && partsOf(head).employer === null))
  )
    return 'other'
  if (
    sideWords.test(near) ||
    /\b(?:freelanc|contract|consult|independent|volunteer|advisory|clients?|engagement|side|gigs?|part[- ]time)/.test(
      passage.heading,
    )
  ) {
    // "Senior Contracts Engineer (full-time)": said in so many words, it is a job.
    return fullTimeWords.test(near) &&
      !/\b(?:contract(?:or)?|freelance|intern(?:ship)?|founder|co-?founder|consultant)\b/i.test(near)
      ? 'regular'
      : 'side'
  }
  return 'regular'
}

/** Title and employer among the parts of a head. */
function partsOf(head: string): { title: string | null; employer: string | null; names: string[] } {
  const parts = head
    .split(
      /\t| {3,}|\s*[|•·;@]\s*|\s+[–—-]+\s+|,\s+|\s\/\s|[()\[\]]|:\s|\bat\b|\bfor\b|\bby\b|\bsince\b|\bfrom\b|\bwith\b(?= \p{Lu})|\bas an?\b/u,
    )
    .map((part) => part.replaceAll(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '').trim())
    .filter(
      (part) => /\p{L}{2}/u.test(part) && !typeOnly.test(part) && !/^\d+\s*(?:years?|yrs?|months?|mos?)\b/i.test(part),
    )
  const title = parts.find((part) => titleWords.test(part)) ?? null
  const names = parts.filter(
    (part) => !/^I\b/.test(part) && !titleWords.test(part) && /\p{Lu}|\d/u.test(part) && words(part) <= 7,
  )
  return { title, employer: names[0] ?? null, names }
}

function clean(text: string): string {
  return text
    .replaceAll(/[#*_`]+/g, ' ')
    .replaceAll(/\s+/g, (gap) => (gap.length >= 3 ? '   ' : ' '))
    .trim()
}

/** A long passage is prose, and each of its sentences may tell of another job. */
function sentences(passage: Passage): { text: string; offset: number }[] {
  // The head of a job may hold an abbreviation's full stop; only a summary is prose however short it is.
  if (words(passage.text) <= 22 && passage.section !== 'summary') return [{ text: passage.text, offset: 0 }]
  const out: { text: string; offset: number }[] = []
  let from = 0
  for (const match of passage.text.matchAll(
    /(?<=[a-z\d)]{2})(?<!\b(?:Inc|Ltd|Corp|Univ|Dept|St|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec))[.!;]\s+(?=\p{Lu})/gu,
  )) {
    out.push({ text: passage.text.slice(from, match.index + 1), offset: from })
    from = match.index + match[0].length
  }
  out.push({ text: passage.text.slice(from), offset: from })
  return out
}

export function words(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
