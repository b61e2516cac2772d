import { pick, shuffle, type Random } from '../../../src/core/random.ts'

/** What makes a template: everything that is the template's and not the person's. Lengths in points. */
export interface Style {
  readonly body: number
  readonly name: number
  readonly heading: number
  readonly small: number
  readonly leading: number
  readonly fonts: { readonly body: string; readonly heading: string }
  readonly ink: string
  readonly muted: string
  readonly accent: string
  readonly page: 'A4' | 'Letter'
  readonly margins: readonly [top: number, side: number]
  readonly plan: 'single' | 'side-left' | 'side-right' | 'band'
  readonly sideWidth: number
  readonly sideGround: string
  readonly align: 'left' | 'center' | 'right'
  readonly nameCase: 'none' | 'uppercase'
  readonly nameBold: boolean
  readonly nameAccent: boolean
  readonly label: boolean
  readonly contactSeparator: string
  readonly headingCase: 'none' | 'uppercase' | 'lowercase'
  readonly headingBold: boolean
  readonly headingAccent: boolean
  readonly headingRule: 'none' | 'below' | 'above' | 'left' | 'ground'
  readonly headingBefore: number
  readonly headingAfter: number
  readonly spaced: boolean
  readonly entry: 'title-date' | 'employer-title' | 'inline' | 'date-column' | 'stacked'
  readonly titleBold: boolean
  readonly employerItalic: boolean
  readonly dates: 'Mon YYYY' | 'Month YYYY' | 'YYYY' | 'MM/YYYY' | 'YYYY-MM' | 'Mon. YYYY'
  readonly dateSeparator: string
  readonly present: string
  readonly bullet: string
  readonly bulletIndent: number
  readonly bulletGap: number
  readonly entryGap: number
  readonly skills: 'commas' | 'grouped' | 'list' | 'tags'
  readonly words: Readonly<Record<Part, string>>
  readonly order: readonly Part[]
  readonly justified: boolean
}

export const parts = ['summary', 'work', 'projects', 'education', 'skills', 'languages', 'awards', 'interests'] as const
export type Part = (typeof parts)[number]

const sans = ['Liberation Sans', 'DejaVu Sans', 'Nimbus Sans', 'URW Gothic', 'Liberation Sans Narrow']
const serif = ['Liberation Serif', 'DejaVu Serif', 'P052', 'C059', 'URW Bookman', 'Nimbus Roman', 'Utopia']
const accents = [
  '#1a5276',
  '#2a7ae2',
  '#b03a2e',
  '#117a65',
  '#6c3483',
  '#ca6f1e',
  '#2e86c1',
  '#c2185b',
  '#00695c',
  '#34495e',
  '#000000',
  '#000000',
  '#222222',
]
const wordings: Readonly<Record<Part, readonly string[]>> = {
  summary: ['Summary', 'Profile', 'About', 'Professional Summary', 'Objective', 'About Me'],
  work: ['Experience', 'Work Experience', 'Professional Experience', 'Employment History', 'Work', 'Employment'],
  projects: ['Projects', 'Selected Projects', 'Personal Projects'],
  education: ['Education', 'Academic Background', 'Education'],
  skills: ['Skills', 'Technical Skills', 'Core Skills', 'Technologies'],
  languages: ['Languages'],
  awards: ['Awards', 'Honors and Awards', 'Achievements'],
  interests: ['Interests', 'Hobbies'],
}

/** A template of the seed. */
export function makeStyle(random: Random): Style {
  const of = <T>(...items: readonly T[]): T => pick(random, items)
  const chance = (p: number): boolean => random.next() < p
  const body = of(9, 9.5, 10, 10, 10.5, 11, 11, 12)
  const faces = chance(0.6) ? sans : serif
  const text = pick(random, faces)
  const accent = pick(random, accents)
  const rest = shuffle(random, ['projects', 'education', 'skills'] as Part[])
  return {
    body,
    name: Math.round(body * of(1.6, 1.8, 2, 2.2, 2.4, 2.6, 2.8, 3) * 2) / 2,
    heading: Math.round(body * of(1, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6) * 2) / 2,
    small: Math.round(body * of(0.8, 0.85, 0.9, 1, 1) * 4) / 4,
    leading: of(1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4, 1.5),
    fonts: { body: text, heading: chance(0.7) ? text : pick(random, chance(0.5) ? sans : serif) },
    ink: of('#000000', '#000000', '#111111', '#222222', '#333333', '#2c3e50', '#444444'),
    muted: of('#555555', '#666666', '#777777', '#888888', '#000000', '#999999'),
    accent,
    page: of('A4', 'Letter'),
    margins: [of(28, 36, 43, 50, 54, 72), of(36, 43, 50, 54, 57, 64, 72)],
    plan: of('single', 'single', 'single', 'single', 'single', 'side-left', 'side-right', 'band'),
    sideWidth: of(28, 30, 32, 35),
    sideGround: of('none', '#f2f2f2', '#eaf2f8', accent === '#000000' ? '#333333' : accent),
    align: of('left', 'left', 'center', 'center', 'right'),
    nameCase: of('none', 'none', 'uppercase'),
    nameBold: chance(0.6),
    nameAccent: chance(0.4),
    label: chance(0.6),
    contactSeparator: of(' | ', ' · ', ' • ', ', ', '\n', ' – '),
    headingCase: of('none', 'none', 'uppercase', 'uppercase', 'lowercase'),
    headingBold: chance(0.7),
    headingAccent: chance(0.5),
    headingRule: of('none', 'below', 'below', 'below', 'above', 'left', 'ground'),
    headingBefore: of(6, 8, 10, 12, 14, 18, 22),
    headingAfter: of(2, 3, 4, 6, 8, 10),
    spaced: chance(0.15),
    entry: of('title-date', 'title-date', 'employer-title', 'inline', 'date-column', 'stacked'),
    titleBold: chance(0.75),
    employerItalic: chance(0.4),
    dates: of('Mon YYYY', 'Mon YYYY', 'Month YYYY', 'YYYY', 'MM/YYYY', 'YYYY-MM', 'Mon. YYYY'),
    dateSeparator: of(' – ', ' - ', '–', ' to ', '-', ' — '),
    present: of('Present', 'Present', 'Current', 'present', 'Now'),
    bullet: of('disc', 'disc', 'square', 'circle', '–', '▸', '»', 'none'),
    bulletIndent: of(9, 12, 14, 18, 20, 24, 30),
    bulletGap: of(0, 0, 1, 2, 3),
    entryGap: of(3, 4, 6, 8, 10, 12),
    skills: of('commas', 'grouped', 'grouped', 'list', 'tags'),
    words: Object.fromEntries(parts.map((part) => [part, pick(random, wordings[part])])) as Record<Part, string>,
    order: [
      ...(chance(0.8) ? (['summary'] as Part[]) : []),
      ...(chance(0.75) ? (['work', ...rest] as Part[]) : ([rest[0], 'work', rest[1], rest[2]] as Part[])),
      ...shuffle(random, ['languages', 'awards', 'interests'] as Part[]),
    ],
    justified: chance(0.15),
  }
}

/** What a person who makes a template of her own out of another one turns: each of these is the template's. */
const turns: readonly ((style: Style, random: Random) => Partial<Style>)[] = [
  (style, random) => ({ name: nudged(style.name, [0.82, 0.88, 1.14, 1.22], random) }),
  (style, random) => ({ heading: nudged(style.heading, [0.85, 1.15, 1.25], random) }),
  (style, random) => ({ leading: nudged(style.leading, [0.9, 0.94, 1.07, 1.12], random, 0.01) }),
  ({ margins: [top, side] }, random) => ({
    margins: [nudged(top, [0.75, 1.3], random), nudged(side, [0.8, 1.25], random)],
  }),
  ({ align }, random) => ({ align: another(['left', 'center', 'right'] as const, align, random) }),
  ({ nameCase }) => ({ nameCase: nameCase === 'none' ? 'uppercase' : 'none' }),
  ({ contactSeparator }, random) => ({
    contactSeparator: another([' | ', ' · ', ' • ', ', ', '\n'], contactSeparator, random),
  }),
  ({ headingCase }) => ({ headingCase: headingCase === 'uppercase' ? 'none' : 'uppercase' }),
  ({ headingBold }) => ({ headingBold: !headingBold }),
  ({ headingRule }, random) => ({ headingRule: another(['none', 'below', 'above', 'ground'] as const, headingRule, random) }),
  (style, random) => ({ headingBefore: nudged(style.headingBefore, [0.6, 1.5], random) }),
  (style, random) => ({ headingAfter: nudged(style.headingAfter, [0.5, 1.8], random) }),
  ({ entry }, random) => ({
    entry: another(['title-date', 'employer-title', 'inline', 'stacked'] as const, entry, random),
  }),
  ({ dates }, random) => ({ dates: another(['Mon YYYY', 'Month YYYY', 'MM/YYYY', 'YYYY-MM'] as const, dates, random) }),
  ({ bullet }, random) => ({ bullet: another(['disc', 'square', '–', '▸'], bullet, random) }),
  (style, random) => ({ bulletIndent: nudged(style.bulletIndent, [0.65, 1.4], random) }),
  (style, random) => ({ entryGap: nudged(style.entryGap, [0.5, 1.7], random) }),
  ({ skills }, random) => ({ skills: another(['commas', 'grouped', 'list'] as const, skills, random) }),
  ({ words }, random) => ({
    words: Object.fromEntries(
      parts.map((part) => [part, random.next() < 0.5 ? pick(random, wordings[part]) : words[part]]),
    ) as Record<Part, string>,
  }),
]

/** Another template that differs from this one in `count` things only: popular templates are each other's children. */
export function siblingOf(style: Style, random: Random, count = 4): Style {
  return shuffle(random, [...turns])
    .slice(0, count)
    .reduce((now, turn) => ({ ...now, ...turn(now, random) }), style)
}

function nudged(value: number, factors: readonly number[], random: Random, grain = 0.5): number {
  return Math.round((value * pick(random, factors)) / grain) * grain
}

function another<T>(items: readonly T[], now: T, random: Random): T {
  return pick(
    random,
    items.filter((item) => item !== now),
  )
}

const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const long = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2021-03-01` as the style writes it. */
export function showDate(date: string, style: Style): string {
  if (date === '') return style.present
  const [year, month] = date.split('-') as [string, string]
  const at = Number(month) - 1
  switch (style.dates) {
    case 'Mon YYYY':
      return `${short[at]} ${year}`
    case 'Mon. YYYY':
      return `${short[at]}${at === 4 ? '' : '.'} ${year}`
    case 'Month YYYY':
      return `${long[at]} ${year}`
    case 'MM/YYYY':
      return `${month}/${year}`
    case 'YYYY-MM':
      return `${year}-${month}`
    default:
      return year
  }
}

export function showSpan(from: string, to: string, style: Style): string {
  return `${showDate(from, style)}${style.dateSeparator}${showDate(to, style)}`
}

/** The style with one thing changed, as somebody who wants it to look different would change it. */
export function perturbed(style: Style, what: Perturbation, random: Random): Style {
  const other = <T>(items: readonly T[], now: T): T =>
    pick(
      random,
      items.filter((item) => item !== now),
    )
  const k = 0.9
  switch (what) {
    case 'font': {
      const face = other([...sans, ...serif], style.fonts.body)
      return {
        ...style,
        fonts: {
          body: face,
          heading: style.fonts.heading === style.fonts.body ? face : other([...sans, ...serif], face),
        },
      }
    }
    case 'recolour': {
      const accent = other(accents.slice(0, 10), style.accent)
      return { ...style, accent, sideGround: style.sideGround === style.accent ? accent : style.sideGround }
    }
    case 'scale':
      return {
        ...style,
        body: style.body * k,
        name: style.name * k,
        heading: style.heading * k,
        small: style.small * k,
        headingBefore: style.headingBefore * k,
        headingAfter: style.headingAfter * k,
        bulletIndent: style.bulletIndent * k,
        bulletGap: style.bulletGap * k,
        entryGap: style.entryGap * k,
      }
    case 'reorder':
      return { ...style, order: shuffle(random, style.order) }
    case 'columns':
      return { ...style, plan: 'single' }
    default:
      return style
  }
}

/** Changes made before printing. What is done to the printed file (`cairo`, `ghostscript`) is in redistil.ts. */
export const perturbations = ['font', 'recolour', 'scale', 'reorder', 'columns'] as const
export type Perturbation = (typeof perturbations)[number]
