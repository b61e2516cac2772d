import { pick, type Random } from '../../src/core/random.ts'
import { shifted } from './clean.ts'
import { int, spelled, totals, type Person } from './people.ts'
import type { Job, Part } from './style.ts'

/** First year in which each could be used at all; from public release notes, apart from the shipped table. */
const released: readonly (readonly [name: string, year: number])[] = [
  ['Next.js', 2016],
  ['Kubernetes', 2014],
  ['Solidity', 2015],
  ['Hardhat', 2019],
  ['SwiftUI', 2019],
  ['Terraform', 2014],
  ['React', 2013],
  ['TypeScript', 2012],
  ['GraphQL', 2015],
  ['zkSync', 2020],
  ['Arbitrum', 2021],
  ['Docker', 2013],
  ['Flutter', 2017],
  ['Kotlin', 2012],
  ['PyTorch', 2016],
  ['TensorFlow', 2015],
  ['FastAPI', 2018],
  ['Tailwind CSS', 2017],
  ['Vue.js', 2014],
  ['LangChain', 2022],
  ['GitHub Actions', 2018],
  ['Svelte', 2016],
]
const young: readonly (readonly [name: string, year: number])[] = [
  ['OpenSea', 2017],
  ['Uniswap Labs', 2018],
  ['Coinbase', 2012],
  ['Stripe', 2010],
  ['Binance', 2017],
  ['OpenAI', 2015],
  ['Figma', 2012],
  ['Databricks', 2013],
  ['Revolut', 2015],
]

/** Contradictions, each put into an honest career. */
export const contradictions: Readonly<Record<string, (person: Person, random: Random, part: Part) => Person>> = {
  overlap: (person, random) => {
    const [newest, second, ...rest] = person.jobs as [Job, Job, ...Job[]]
    const latest = { ...newest, from: Math.min(newest.from, person.asOf - 40), to: null }
    const type = random.next() < 0.5 ? pick(random, ['full-time', 'Full-time', 'permanent, full time']) : undefined
    return {
      ...person,
      jobs: [
        { ...latest, ...(type === undefined ? {} : { type }) },
        {
          ...second,
          to: Math.min(person.asOf - 1, latest.from + int(random, 24, 36)),
          ...(type === undefined ? {} : { type }),
        },
        ...rest,
      ],
    }
  },
  'overlap-years': (person, random) => {
    const [latest, second, ...rest] = person.jobs as [Job, Job, ...Job[]]
    const from = Math.min(latest.from, person.asOf - 50)
    return {
      ...person,
      summary: '',
      jobs: [
        { ...latest, from, yearsOnly: true },
        { ...second, from: from - 20, to: from + int(random, 30, 44), yearsOnly: true },
        ...rest.map((job) => ({ ...job, yearsOnly: true, from: job.from - 40, to: (job.to ?? 0) - 40 })),
      ],
    }
  },
  tenure: (person, random, part) => {
    const true_ = Math.ceil((person.asOf - (person.jobs.at(-1) as Job).from) / 12)
    const n = true_ + int(random, 4, 8)
    return {
      ...person,
      summary: pick(random, totals[part])(random.next() < 0.3 && n <= 20 ? (spelled[n] as string) : String(n)),
    }
  },
  'technology-years': (person, random, part) => {
    const [name, year] = pick(random, released)
    const asOf = (year + int(random, 3, 6)) * 12 + int(random, 0, 11)
    const n = Math.ceil(asOf / 12 - year) + int(random, 2, 5)
    const say =
      part === 'development'
        ? [
            `${n} years of ${name}.`,
            `${n}+ years of experience with ${name}.`,
            `Developer with ${spelled[n] ?? n} years of hands-on ${name} experience.`,
            `${name} (${n} years), SQL (3 years).`,
          ]
        : [
            `I have used ${name} for ${n} years.`,
            `${n} years working with ${name} in production.`,
            `${name}: ${n} years`,
            `${name} developer with over ${n} years.`,
            `More than ${n} years' professional experience in ${name}.`,
          ]
    const text = pick(random, say)
    const moved = shifted(person, asOf)
    return random.next() < 0.3
      ? { ...moved, skills: [], extra: [['Technical skills', [text]]] }
      : { ...moved, summary: text }
  },
  'technology-in-job': (person, random) => {
    const [name, year] = pick(random, released)
    const moved = shifted(person, (year + int(random, 5, 9)) * 12)
    const old: Job = {
      ...(moved.jobs.at(-1) as Job),
      from: (year - 4) * 12 + 3,
      to: (year - int(random, 1, 2)) * 12 + int(random, 0, 8),
      employer: 'Whitlow Partners',
      bullets: [
        pick(random, [
          `Built internal tools with ${name}.`,
          `Introduced ${name} to the team of seven`,
          `Stack: Java, ${name}, PostgreSQL`,
          `Migrated three services to ${name}`,
        ]),
      ],
    }
    return { ...moved, jobs: [...moved.jobs.filter(({ from }) => from > (old.to as number)), old], study: [] }
  },
  'technology-since': (person, random) => {
    const [name, year] = pick(random, released)
    const moved = shifted(person, (year + int(random, 4, 8)) * 12)
    const since = year - int(random, 2, 5)
    return {
      ...moved,
      summary: pick(random, [
        `Working with ${name} since ${since}.`,
        `${name} user since ${since}; I like small tools.`,
        `In ${since} I moved our stack to ${name}.`,
      ]),
    }
  },
  future: (person, random) => {
    const [latest, ...rest] = person.jobs as [Job, ...Job[]]
    const ahead = person.asOf + int(random, 13, 30)
    return random.next() < 0.5
      ? { ...person, jobs: [{ ...latest, to: ahead }, ...rest] }
      : {
          ...person,
          jobs: [{ ...latest, from: ahead - 1, to: ahead + 14, employer: 'Whitlow Partners' }, ...person.jobs],
        }
  },
  reversed: (person, random) => {
    const at = int(random, 0, person.jobs.length - 1)
    return {
      ...person,
      summary: '',
      jobs: person.jobs.map((job, i) =>
        i === at ? { ...job, from: job.to ?? person.asOf - 2, to: job.from - 1 } : job,
      ),
    }
  },
  'degree-order': (person, random) => {
    const to = (person.jobs.at(-1) as Job).from
    const gap = int(random, 24, 48)
    return {
      ...person,
      study: [
        { degree: 'MSc Computer Science', school: 'University of Eastmere', from: to - gap - 60, to: to - gap - 36 },
        { degree: 'BSc Computer Science', school: 'University of Eastmere', from: to - gap, to },
      ],
    }
  },
  'degree-length': (person, random) => ({
    ...person,
    study: [
      {
        ...(person.study[0] as Person['study'][number]),
        degree: pick(random, ['BSc Computer Science', 'PhD in Computer Science', 'Bachelor of Engineering']),
        from: (person.study[0] as Person['study'][number]).to - 4 - int(random, 0, 1) * 6,
      },
    ],
  }),
  employer: (person, random) => {
    const [name, year] = pick(random, young)
    const moved = shifted(person, (year + int(random, 3, 8)) * 12)
    const from = (year - int(random, 2, 4)) * 12 + 3
    const kept = moved.jobs.filter((job) => job.from > from + 20)
    return {
      ...moved,
      jobs: [
        ...kept,
        { title: 'Software Engineer', employer: name, from, to: from + 18, bullets: ['Worked on the billing service'] },
      ],
      study: [],
    }
  },
  'tenure-at': (person, random) => {
    const job = person.jobs[1] as Job
    const n = Math.ceil(((job.to ?? person.asOf) - job.from) / 12) + int(random, 2, 5)
    return {
      ...person,
      summary: pick(random, [
        `Spent ${spelled[n] ?? n} years at ${job.employer}.`,
        `My ${n} years at ${job.employer} taught me patience.`,
        `After ${n} years with ${job.employer} I look for a small team.`,
      ]),
    }
  },
}
