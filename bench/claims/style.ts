import { pick, type Random } from '../../src/core/random.ts'

export type Part = 'development' | 'held-out'

export interface Job {
  readonly title: string
  readonly employer: string
  readonly from: number
  /** Null while it lasts. */
  readonly to: number | null
  readonly bullets: readonly string[]
  /** "full-time", "contract": written beside the title. */
  readonly type?: string
  readonly place?: string
  readonly yearsOnly?: boolean
}

export interface Course {
  readonly degree: string
  readonly school: string
  readonly from: number
  readonly to: number
  readonly note?: string
  /** Written as it stands instead of the years. */
  readonly when?: string
}

export interface Career {
  readonly name: string
  readonly summary: string
  readonly jobs: readonly Job[]
  readonly study: readonly Course[]
  readonly skills: readonly string[]
  readonly extra: readonly (readonly [heading: string, lines: readonly string[]])[]
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
const two = (n: number): string => String(n).padStart(2, '0')
const y = (m: number): number => Math.floor(m / 12)
const mo = (m: number): number => ((m % 12) + 12) % 12

type Format = readonly [month: (m: number) => string, joint: string, now: string]

const formats: Readonly<Record<Part, readonly Format[]>> = {
  development: [
    [(m) => `${short[mo(m)]} ${y(m)}`, ' – ', 'Present'],
    [(m) => `${two(mo(m) + 1)}/${y(m)}`, '-', 'present'],
    [(m) => `${long[mo(m)]} ${y(m)}`, ' to ', 'Present'],
    [(m) => `${y(m)}-${two(mo(m) + 1)}`, ' – ', 'now'],
    [(m) => `${short[mo(m)]}. ${y(m)}`, ' - ', 'Current'],
    [(m) => `${y(m)}`, '–', 'present'],
    [(m) => `${y(m)}`, ' to ', 'today'],
  ],
  'held-out': [
    [(m) => `${short[mo(m)]} '${two(y(m) % 100)}`, ' – ', 'Now'],
    [(m) => `${two(mo(m) + 1)}.${y(m)}`, ' — ', 'ongoing'],
    [(m) => `${long[mo(m)]}, ${y(m)}`, ' until ', 'present'],
    [(m) => `${y(m)}/${two(mo(m) + 1)}`, ' ~ ', 'current'],
    [(m) => `Q${Math.floor(mo(m) / 3) + 1} ${y(m)}`, ' – ', 'today'],
    [(m) => `${y(m)}`, ' - ', 'to date'],
    [(m) => `1 ${long[mo(m)]} ${y(m)}`, ' → ', 'Present'],
    [(m) => `${two(mo(m) + 1)}/01/${y(m)}`, ' - ', 'Present'],
  ],
}

type Head = (title: string, employer: string, dates: string, place: string, type: string) => string[]

const heads: Readonly<Record<Part, readonly Head[]>> = {
  development: [
    (t, e, d, p, k) => [`${t}${k === '' ? '' : ` (${k})`}, ${e}${p === '' ? '' : `, ${p}`} — ${d}`],
    (t, e, d, p, k) => [`${e}${p === '' ? '' : ` | ${p}`}`, `${t}${k === '' ? '' : `, ${k}`} | ${d}`],
    (t, e, d, p, k) => [`${d}`, `${t} at ${e}${k === '' ? '' : ` · ${k}`}${p === '' ? '' : ` · ${p}`}`],
    (t, e, d, p, k) => [`${e} — ${t}${k === '' ? '' : ` — ${k}`}`, `${d}${p === '' ? '' : ` | ${p}`}`],
    (t, e, d, _p, k) => [`${t}`, `${e}${k === '' ? '' : ` (${k})`}`, `${d}`],
    (t, e, d, p, k) => [`${e}${p === '' ? '' : ` (${p})`}    ${d}`, `${t}${k === '' ? '' : `, ${k}`}`],
  ],
  'held-out': [
    (t, e, d, p, k) => [`### ${t} @ ${e}${p === '' ? '' : ` (${p})`}`, `*${d}*${k === '' ? '' : ` · ${k}`}`],
    (t, e, d, _p, k) => [`${d}: ${t}, ${e}${k === '' ? '' : ` [${k}]`}`],
    (t, e, d, p, k) => [`**${e}**`, `${t} (${d})${k === '' ? '' : ` ${k}`}${p === '' ? '' : `, ${p}`}`],
    (t, e, d, p, k) => [
      `${t.toUpperCase()} / ${e.toUpperCase()} / ${[p, d, k].filter((one) => one !== '').join(' / ')}`,
    ],
    (t, e, d, _p, k) => [`- ${t} for ${e}, ${d}${k === '' ? '' : ` (${k})`}`],
    (t, e, d, p, k) => [
      `Company: ${e}${p === '' ? '' : `, ${p}`}`,
      `Role: ${t}${k === '' ? '' : ` (${k})`}`,
      `Period: ${d}`,
    ],
  ],
}

const headings: Readonly<Record<Part, Readonly<Record<'summary' | 'work' | 'study' | 'skills', readonly string[]>>>> = {
  development: {
    summary: ['Summary', 'PROFILE', 'About me'],
    work: ['Experience', 'WORK EXPERIENCE', 'Employment History'],
    study: ['Education', 'EDUCATION'],
    skills: ['Skills', 'TECHNICAL SKILLS'],
  },
  'held-out': {
    summary: ['## Intro', 'WHO I AM', ''],
    work: ['## Where I have worked', 'CAREER', 'Professional Background'],
    study: ['## Studies', 'Academic Background'],
    skills: ['## Toolbox', 'TECH STACK', 'Technologies'],
  },
}

/** A career as the text of a résumé, in one style drawn for it. */
export function writeResume(career: Career, random: Random, part: Part): string {
  const format = pick(random, formats[part])
  const years: Format = [(m) => `${y(m)}`, pick(random, ['–', ' - ', ' to ']), 'present']
  const head = pick(random, heads[part])
  const mark = pick(random, part === 'development' ? ['• ', '- ', '* '] : ['▪ ', '– ', '+ ', '○ '])
  const name = (kind: 'summary' | 'work' | 'study' | 'skills'): string => pick(random, headings[part][kind])
  const dates = ([show, joint, now]: Format, from: number, to: number | null): string =>
    `${show(from)}${joint}${to === null ? now : show(to)}`
  const work = career.jobs.flatMap((job) => [
    ...head(
      job.title,
      job.employer,
      dates(job.yearsOnly === true ? years : format, job.from, job.to),
      job.place ?? '',
      job.type ?? '',
    ),
    ...job.bullets.map(
      (bullet) => `${head.length > 0 && /^- /.test(head('', '', '', '', '')[0] as string) ? '  ' : ''}${mark}${bullet}`,
    ),
    '',
  ])
  const study = career.study.map(
    ({ degree, school, from, to, note, when }) =>
      `${degree}, ${school}, ${when ?? (from === to ? `${y(to)}` : `${y(from)}${pick(random, [' – ', '-', ' to '])}${y(to)}`)}${note === undefined ? '' : ` (${note})`}`,
  )
  const blocks = {
    summary: career.summary === '' ? [] : [name('summary'), career.summary, ''],
    work: [name('work'), '', ...work],
    study: career.study.length === 0 ? [] : [name('study'), ...study, ''],
    skills: [name('skills'), career.skills.join(pick(random, [', ', ' | ', ' · '])), ''],
    extra: career.extra.flatMap(([heading, lines]) => [heading, ...lines, '']),
  }
  const order = pick(random, [
    ['summary', 'work', 'study', 'skills', 'extra'],
    ['summary', 'skills', 'work', 'extra', 'study'],
    ['summary', 'study', 'work', 'skills', 'extra'],
  ] as const)
  return [
    career.name,
    `${career.name.toLowerCase().replaceAll(' ', '.')}@example.org | +1 202 555 0${100 + Math.floor(random.next() * 99)}`,
    '',
    ...order.flatMap((block) => blocks[block]),
  ].join('\n')
}
