import { pick, shuffle, type Random } from '../../../src/core/random.ts'

/** A made-up person as a JSON Resume (https://jsonresume.org/schema); every sentence is generated. */
export interface Person {
  readonly basics: {
    readonly name: string
    readonly label: string
    readonly email: string
    readonly phone: string
    readonly url: string
    readonly summary: string
    readonly location: {
      readonly city: string
      readonly countryCode: string
      readonly region: string
      readonly address: string
      readonly postalCode: string
    }
    readonly profiles: readonly { readonly network: string; readonly username: string; readonly url: string }[]
  }
  readonly work: readonly Job[]
  readonly projects: readonly {
    readonly name: string
    readonly description: string
    readonly highlights: readonly string[]
    readonly keywords: readonly string[]
    readonly startDate: string
    readonly endDate: string
    readonly url: string
  }[]
  readonly education: readonly {
    readonly institution: string
    readonly area: string
    readonly studyType: string
    readonly startDate: string
    readonly endDate: string
    readonly score: string
    readonly courses: readonly string[]
  }[]
  readonly skills: readonly { readonly name: string; readonly level: string; readonly keywords: readonly string[] }[]
  readonly languages: readonly { readonly language: string; readonly fluency: string }[]
  readonly interests: readonly { readonly name: string; readonly keywords: readonly string[] }[]
  readonly awards: readonly {
    readonly title: string
    readonly date: string
    readonly awarder: string
    readonly summary: string
  }[]
  readonly volunteer: readonly []
  readonly publications: readonly []
  readonly references: readonly []
}

export interface Job {
  readonly name: string
  readonly company: string
  readonly position: string
  readonly location: string
  readonly startDate: string
  /** Empty while it lasts. */
  readonly endDate: string
  readonly summary: string
  readonly highlights: readonly string[]
}

const syllables =
  'ba be bo ca ce da de do el en fa fi ga ha hi ja jo ka ke la le li lo ma me mi mo na ne no or pa pe ra re ri ro sa se si so ta te ti to va ve vi wa wi ya za'.split(
    ' ',
  )
const verbs =
  'Built,Led,Designed,Migrated,Rewrote,Automated,Reduced,Improved,Shipped,Introduced,Maintained,Extended,Profiled,Documented,Replaced,Tested,Deployed,Modelled,Refactored,Audited'.split(
    ',',
  )
const adjectives =
  'internal,legacy,distributed,customer-facing,nightly,multi-region,event-driven,read-heavy,regulated,experimental,shared,high-volume'.split(
    ',',
  )
const objects =
  'billing service,data pipeline,design system,search index,order book,mobile client,ledger,reporting dashboard,access control layer,message queue,build system,wallet backend,payments gateway,scheduling engine,test suite,monitoring stack,feature store,contract library'.split(
    ',',
  )
const technologies =
  'TypeScript,Go,Rust,Python,PostgreSQL,Kafka,React,Kubernetes,Solidity,Redis,Terraform,GraphQL,gRPC,Java,Node.js,Swift,Kotlin,AWS,Docker,Elixir'.split(
    ',',
  )
const results = [
  (n: number) => `, cutting latency by ${n} %`,
  (n: number) => `, which saved ${n} hours a week`,
  (n: number) => ` for ${n * 3} thousand monthly users`,
  (n: number) => `, raising coverage to ${50 + (n % 49)} %`,
  () => '',
  (n: number) => ` and mentored ${1 + (n % 6)} colleagues`,
  (n: number) =>
    ` across ${2 + (n % 9)} teams and ${1 + (n % 4)} offices, with weekly reviews and a written plan for each release`,
  () => ' after a survey of what support staff were asked most often',
]
const titles =
  'Software Engineer,Senior Software Engineer,Backend Developer,Frontend Developer,Full Stack Engineer,Platform Engineer,Data Engineer,Smart Contract Developer,Engineering Manager,DevOps Engineer,QA Engineer,Product Designer'.split(
    ',',
  )
const firmEnds = 'Labs,Systems,Works,Digital,Group,Technologies,Studio,Networks,Analytics,Logistics'.split(',')
const areas =
  'Computer Science,Mathematics,Electrical Engineering,Information Systems,Physics,Software Engineering'.split(',')

/** A person of the seed: two to six jobs, one to three degrees, sections that may be missing. */
export function makePerson(random: Random): Person {
  const chance = (p: number): boolean => random.next() < p
  const count = (low: number, high: number): number => low + Math.floor(random.next() * (high - low + 1))
  const word = (n: number): string => {
    const text = Array.from({ length: n }, () => pick(random, syllables)).join('')
    return text[0]?.toUpperCase() + text.slice(1)
  }
  const sentence = (): string =>
    `${pick(random, verbs)} the ${pick(random, adjectives)} ${pick(random, objects)} with ${pick(random, technologies)}${chance(0.4) ? ` and ${pick(random, technologies)}` : ''}${pick(random, results)(count(5, 60))}`
  const several = (low: number, high: number): string[] => Array.from({ length: count(low, high) }, sentence)
  const first = word(count(2, 3))
  const last = word(count(2, 4))
  const handle = `${first}${last}`.toLowerCase()

  let year = 2026
  let month = count(1, 12)
  const date = (): string => `${year}-${String(month).padStart(2, '0')}-01`
  const back = (months: number): void => {
    const total = year * 12 + month - 1 - months
    year = Math.floor(total / 12)
    month = (total % 12) + 1
  }
  const work = Array.from({ length: count(2, 6) }, (_, i): Job => {
    const endDate = i === 0 && chance(0.7) ? '' : date()
    back(count(8, 40))
    const startDate = date()
    back(count(0, 3))
    const name = `${word(2)} ${pick(random, firmEnds)}`
    return {
      name,
      company: name,
      position: pick(random, titles),
      location: word(3),
      startDate,
      endDate,
      summary: chance(0.4) ? `${sentence()}.` : '',
      highlights: several(2, 6),
    }
  })
  const education = Array.from({ length: count(1, 3) }, () => {
    const endDate = date()
    back(count(24, 48))
    const item = {
      institution: `${word(3)} University`,
      area: pick(random, areas),
      studyType: pick(random, ['Bachelor', 'Master', 'BSc', 'MSc']),
      startDate: date(),
      endDate,
      score: chance(0.3) ? `3.${count(1, 9)}` : '',
      courses: chance(0.3) ? shuffle(random, areas).slice(0, 2) : [],
    }
    back(count(0, 6))
    return item
  })
  const groups = shuffle(random, ['Languages', 'Backend', 'Frontend', 'Cloud', 'Databases', 'Tools']).slice(
    0,
    count(2, 5),
  )
  return {
    basics: {
      name: `${first} ${last}`,
      label: pick(random, titles),
      email: `${handle}@example.org`,
      phone: `+1 415 555 01${String(count(0, 99)).padStart(2, '0')}`,
      url: `https://${handle}.example.org`,
      summary: several(1, 4)
        .map((text) => `${text}.`)
        .join(' '),
      location: {
        city: word(3),
        countryCode: 'US',
        region: word(2),
        address: `${count(1, 999)} ${word(2)} Street`,
        postalCode: String(count(10_000, 99_999)),
      },
      profiles: [
        { network: 'GitHub', username: handle, url: `https://github.com/${handle}` },
        ...(chance(0.6) ? [{ network: 'LinkedIn', username: handle, url: `https://linkedin.com/in/${handle}` }] : []),
      ],
    },
    work,
    projects: chance(0.6)
      ? Array.from({ length: count(1, 3) }, () => ({
          name: word(3),
          description: `${sentence()}.`,
          highlights: several(1, 3),
          keywords: shuffle(random, technologies).slice(0, 3),
          startDate: '2021-02-01',
          endDate: '2022-05-01',
          url: `https://${word(2).toLowerCase()}.example.org`,
        }))
      : [],
    education,
    skills: groups.map((name) => ({
      name,
      level: pick(random, ['Advanced', 'Master', 'Intermediate']),
      keywords: shuffle(random, technologies).slice(0, count(3, 7)),
    })),
    languages: chance(0.5)
      ? [{ language: 'English', fluency: 'Fluent' }, ...(chance(0.6) ? [{ language: word(2), fluency: 'Native' }] : [])]
      : [],
    interests: chance(0.4)
      ? [
          { name: 'Climbing', keywords: ['bouldering', 'alpine'] },
          { name: 'Music', keywords: ['cello'] },
        ].slice(0, count(1, 2))
      : [],
    awards: chance(0.3)
      ? [{ title: `${word(2)} Prize`, date: '2020-05-01', awarder: `${word(2)} Foundation`, summary: `${sentence()}.` }]
      : [],
    volunteer: [],
    publications: [],
    references: [],
  }
}
