import { pick, shuffle, type Random } from '../../src/core/random.ts'
import type { Career, Course, Job, Part } from './style.ts'

const given = ['Ada', 'Bruno', 'Chloe', 'Dana', 'Eliot', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Leon']
const family = ['Abbott', 'Brandt', 'Castell', 'Dorner', 'Ekholm', 'Falk', 'Garner', 'Hollis', 'Iversen', 'Jansson']
const firms: Readonly<Record<Part, readonly string[]>> = {
  development: [
    'Alderway Systems',
    'Basalt Labs',
    'Cinderpath',
    'Dovetail Freight',
    'Emberline Inc',
    'Fathom Ledger',
    'Glasswing Pay',
    'Harrow & Tide',
    'Inkwell Data',
    'Juniper Rail',
    'Kestrel Maps Ltd',
  ],
  'held-out': [
    'Lanternfish',
    'Millrace GmbH',
    'Northquay Corp',
    'Orchard Metrics',
    'Pinhole Studio',
    'Quarrystone AG',
    'Rookery.io',
    'Saltmarsh Bank',
    'Tessellate',
    'Undertow Games',
    'Vellum Health',
  ],
}
const titles: Readonly<Record<Part, readonly string[]>> = {
  development: [
    'Software Engineer',
    'Senior Software Engineer',
    'Backend Engineer',
    'Platform Engineer',
    'Staff Engineer',
    'Full-Stack Developer',
    'Frontend Developer',
  ],
  'held-out': [
    'Site Reliability Engineer',
    'Data Engineer',
    'Principal Developer',
    'Engineering Manager',
    'DevOps Engineer',
    'Mobile Developer',
    'QA Lead',
  ],
}
const tasks: Readonly<Record<Part, readonly string[]>> = {
  development: [
    'Rebuilt the settlement service and halved its p99 to 40 ms',
    'Led four engineers through a move of data centres',
    'Wrote the nightly reconciliation in Java',
    'Cut support tickets by 30 % with better error texts',
    'Designed the audit log with PostgreSQL',
    'Replaced a SOAP bridge by a small REST service',
    'Introduced code review for 12 colleagues',
  ],
  'held-out': [
    'Owned on-call for 14 services',
    'Brought release time from two days to 40 minutes',
    'Moved 3 TB of reports to a columnar store',
    'Taught SQL to the support desk',
    'Shipped the mobile checkout used by 200,000 people',
    'Kept the ledger consistent over 9 regions',
    'Hired and mentored six juniors',
  ],
}
const schools = [
  'University of Eastmere',
  'Harbour Technical University',
  'College of Norwold',
  'Calder Institute of Technology',
]
const subjects = ['Computer Science', 'Mathematics', 'Electrical Engineering', 'Physics', 'Information Systems']
const skills = ['SQL', 'Linux', 'Java', 'Python', 'Git', 'PostgreSQL', 'REST', 'C++', 'Bash', 'HTML']
export const towns = ['Lisbon', 'Austin', 'Toronto', 'Leeds', 'Ghent', 'Remote', '']

export interface Person extends Career {
  readonly asOf: number
}

const int = (random: Random, from: number, to: number): number => from + Math.floor(random.next() * (to - from + 1))

/** An honest career without anything remarkable: jobs one after the other, a degree before them. */
export function plainPerson(random: Random, part: Part): Person {
  const asOf = int(random, 2019 * 12, 2026 * 12 + 8)
  const count = int(random, 2, 4)
  const where = shuffle(random, firms[part])
  const jobs: Job[] = []
  let end: number | null = random.next() < 0.7 ? null : asOf - int(random, 0, 4)
  for (let i = 0; i < count; i++) {
    const last: number = end ?? asOf
    const from = last - int(random, 14, 52)
    jobs.push({
      title: pick(random, titles[part]),
      employer: where[i] as string,
      from,
      to: end,
      bullets: shuffle(random, tasks[part]).slice(0, int(random, 1, 3)),
      place: pick(random, towns),
    })
    end = from - int(random, 0, 5)
  }
  const began = (jobs.at(-1) as Job).from
  const graduated = Math.floor((began - int(random, 1, 10)) / 12) * 12 + 5
  const course: Course = {
    degree: `${pick(random, ['BSc', 'Bachelor of Science in', 'B.Eng.'])} ${pick(random, subjects)}`,
    school: pick(random, schools),
    from: graduated - int(random, 36, 48),
    to: graduated,
  }
  const years = Math.floor((asOf - began) / 12)
  return {
    asOf,
    name: `${pick(random, given)} ${pick(random, family)}`,
    summary: pick(
      random,
      [
        totals[part].map((say) => say(String(years))),
        ['Engineer who likes boring technology and clear writing.'],
      ].flat(),
    ),
    jobs,
    study: [course],
    skills: shuffle(random, skills).slice(0, 5),
    extra: [],
  }
}

/** Ways to state a total. */
export const totals: Readonly<Record<Part, readonly ((n: string) => string)[]>> = {
  development: [
    (n) => `Software engineer with ${n} years of experience in payments and data.`,
    (n) => `${n}+ years of professional software development experience across startups and banks.`,
    (n) => `I have spent ${n} years building backend systems.`,
    (n) => `Engineer with over ${n} years in the industry.`,
  ],
  'held-out': [
    (n) => `Over the last ${n} years I have worked as a software engineer in small teams.`,
    (n) => `Experience: ${n} years. Reliable, curious, direct.`,
    (n) => `A seasoned developer bringing ${n} years' experience to product teams.`,
    (n) => `${n} yrs of hands-on engineering experience, mostly backend.`,
    (n) => `Pragmatic engineer, ${n} years in software.`,
  ],
}

export const spelled = [
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
export { int }
