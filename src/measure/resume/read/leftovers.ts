import type { ResumeDocument } from '../document.ts'

/** A stretch of text of a known kind. */
export interface Stretch {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface HiddenStretch extends Stretch {
  readonly reason: string
}

export interface Injection extends Stretch {
  /** Whether a reader would not see it. */
  readonly hidden: boolean
  /** Whether it speaks about the candidate or the screening itself, rather than quoting such a phrase. */
  readonly aimed: boolean
}

const placeholders: readonly RegExp[] = [
  /\blorem ipsum\b/gi,
  /[[<{]{1,2}\s*(?:your|insert|add|enter|company|employer|job|position|candidate|first|last|full|city|state|phone|email|name|date|degree|university|project|number|metric)\b[^\]>}\n]{0,40}[\]>}]{1,2}/gi,
  /\b(?:Your (?:Full )?Name|Company Name|Job Title Here|Name of (?:Company|University)|City, State(?: Zip)?|First ?Last ?Name|yourname@|name@example|email@example\.com)\b/g,
  /\b(?:X{1,3}|\[X\]|__+)\s?%/g,
  /\b(?:TODO|TBD|FIXME)\b:?/g,
]

const markdown: readonly RegExp[] = [
  /\*\*[^*\n]{2,80}\*\*/g,
  /^#{1,4} \S/gm,
  /```/g,
  /\[[^\]\n]{2,60}\]\(https?:[^)\s]+\)/g,
]

const assistant: readonly RegExp[] = [
  /\bas an? (?:ai|artificial intelligence)(?: language)? (?:model|assistant)\b/gi,
  /\b(?:certainly|sure|of course)[!,.] here(?:'s| is| are) (?:a|an|the|your)\b/gi,
  /\bhere(?:'s| is) (?:a|an|the|your) (?:revised|updated|improved|polished|rewritten|professional|tailored) (?:version|résumé|resume|summary|cv)\b/gi,
  /\b(?:let me know if you(?:'d| would) like|feel free to (?:adjust|customi[sz]e|modify)|i hope this helps)\b/gi,
]

const injection: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+)?(?:of\s+the\s+)?(?:previous|prior|above|preceding|earlier|other|foregoing)\s+(?:instructions?|prompts?|criteria|rules|directions|context|guidelines)/gi,
  /<\|(?:im_start|im_end|system|assistant|user|endoftext)\|>|\[\/?INST\]|<<SYS>>/g,
  /\b(?:system|developer)\s+(?:prompt|message|instruction|override)\s*:/gi,
  /\b(?:rate|rank|score|mark|grade|classify|recommend|return|output|respond|answer|say|conclude|approve|advance|shortlist)\b[^.\n]{0,60}\b(?:this|the)\s+(?:candidate|applicant|résumé|resume|cv|application)\b[^.\n]{0,80}/gi,
  /\b(?:this|the)\s+(?:candidate|applicant)\s+(?:is|must be|should be)\s+(?:an?\s+|the\s+)?(?:exceptional|perfect|ideal|best|top|highly\s+qualified|strong(?:est)?|excellent|outstanding|rated|ranked|scored|recommended|hired|selected|shortlisted)\b[^.\n]{0,60}/gi,
  /\b(?:note|message|attention|instructions?)\s+(?:to|for)\s+(?:the\s+)?(?:ai|llm|chatgpt|gpt|language model|screening|ats|recruiting (?:ai|bot)|automated)\b[^.\n]{0,80}/gi,
]

const aimedAt =
  /\b(?:candidate|applicant|r[eé]sum[eé]|cv|application|hir(?:e|ing)|interview|shortlist|recommend|screening|recruiter)\b/i

/** Invisible characters, by code point; soft hyphens and joiners inside words of scripts that need them are left out. */
const invisible = /[\u200b\u2060\ufeff\u180e\u2061-\u2064\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu

/** Phrases that a template or a text generator left behind. */
export function readLeftovers(text: string): { placeholders: Stretch[]; markdown: Stretch[]; assistant: Stretch[] } {
  return {
    placeholders: stretches(text, placeholders),
    markdown: stretches(text, markdown),
    assistant: stretches(text, assistant),
  }
}

/** Instructions to a program that screens résumés. */
export function readInjections(document: ResumeDocument): Injection[] {
  const unseen = readHidden(document)
  return stretches(document.text, injection).map((found) => ({
    ...found,
    hidden: unseen.some((one) => one.start < found.end && one.end > found.start),
    aimed: aimedAt.test(document.text.slice(Math.max(0, found.start - 160), found.end + 200)),
  }))
}

/** Text that cannot be seen on the page, of two letters or more. Neighbouring lines of one reason are one stretch. */
export function readHidden(document: ResumeDocument): HiddenStretch[] {
  const found: HiddenStretch[] = []
  for (const line of document.lines) {
    for (const run of line.runs) {
      if (run.hidden === undefined || !/[\p{L}\p{N}]{2}/u.test(run.text)) continue
      const start = line.start + run.at
      const last = found.at(-1)
      if (last !== undefined && last.reason === run.hidden && start - last.end <= 2) {
        found[found.length - 1] = {
          ...last,
          end: start + run.text.length,
          text: `${last.text} ${run.text}`.slice(0, 500),
        }
      } else found.push({ text: run.text.slice(0, 500), start, end: start + run.text.length, reason: run.hidden })
    }
  }
  return found.slice(0, 50)
}

/** Characters that take no room, and switches of the writing direction. */
export function readInvisible(text: string): Stretch[] {
  return stretches(text, [invisible]).map((found) => ({
    ...found,
    text: `U+${(found.text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  }))
}

function stretches(text: string, patterns: readonly RegExp[]): Stretch[] {
  const found = patterns
    .flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({
        text: match[0].slice(0, 200),
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.start - b.start)
  // Two patterns may know one phrase; it is told once.
  return found.filter((one, at) => at === 0 || one.start >= (found[at - 1] as Stretch).end).slice(0, 50)
}
