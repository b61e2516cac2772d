import { pick, type Random } from '../../src/core/random.ts'
import { int, type Person } from './people.ts'
import type { Job } from './style.ts'

/** Innocent look-alikes: each turns an honest career into one that a careless check would flag. */
export const lookAlikes: Readonly<Record<string, (person: Person, random: Random) => Person>> = {
  plain: (person) => person,
  'year-only': (person) => ({
    ...person,
    summary: '',
    jobs: person.jobs.map((job, i) => ({
      ...job,
      yearsOnly: true,
      to: job.to,
      ...(i === 0 ? {} : { to: (person.jobs[i - 1] as Job).from }),
    })),
  }),
  contractor: (person, random) => ({
    ...person,
    summary: pick(random, [
      'Freelance engineer; most engagements ran in parallel.',
      'Independent contractor for finance and logistics clients.',
      'Self-employed since 2014, usually two clients at a time.',
    ]),
    jobs: person.jobs.map((job) => ({
      ...job,
      from: job.from - int(random, 3, 12),
      type: pick(random, ['contract', 'freelance', 'part-time contract']),
    })),
  }),
  'unlabelled-contractor': (person, random) => ({
    ...person,
    summary: pick(random, [
      'Contractor with several clients at a time.',
      'I run my own consultancy as a self-employed engineer.',
    ]),
    jobs: person.jobs.map((job) => ({ ...job, from: job.from - int(random, 3, 12) })),
  }),
  changer: (person, random) => {
    const first = person.jobs.at(-1) as Job
    const trade = pick(random, ['Teacher', 'Nurse', 'Accountant', 'Sous Chef', 'Journalist'])
    const began = first.from - int(random, 40, 90)
    return {
      ...person,
      summary: `${trade} turned developer: ${Math.floor((person.asOf - began) / 12)} years of professional experience, ${Math.floor((person.asOf - first.from) / 12)} of them in software.`,
      jobs: [
        ...person.jobs,
        {
          title: trade,
          employer: pick(random, ['St. Bride School', 'Harbour Clinic', 'Town Gazette', 'Hotel Meridian']),
          from: began,
          to: first.from - int(random, 3, 12),
          bullets: ['Worked in a team of nine'],
        },
      ],
      study: [{ degree: 'BA History', school: 'College of Norwold', from: began - 40, to: began - 3 }],
    }
  },
  abridged: (person, random) => ({
    ...person,
    summary: `Engineer with ${Math.ceil((person.asOf - (person.jobs.at(-1) as Job).from) / 12) + int(random, 5, 9)} years of experience.`,
    extra: [
      [
        pick(random, ['Earlier', 'Note']),
        [
          pick(random, [
            'Earlier roles available on request.',
            'Positions before 2010 omitted.',
            'Earlier experience: various junior positions.',
          ]),
        ],
      ],
    ],
  }),
  'notice-overlap': (person, random) => ({
    ...person,
    jobs: person.jobs.map((job, i) =>
      i === 0 ? job : { ...job, to: (person.jobs[i - 1] as Job).from + int(random, 0, 1) },
    ),
  }),
  promotions: (person) => {
    const [latest, ...rest] = person.jobs as [Job, ...Job[]]
    const middle = Math.floor((latest.from + (latest.to ?? person.asOf)) / 2)
    return {
      ...person,
      jobs: [
        { ...latest, from: middle, title: 'Lead Engineer' },
        { ...latest, to: middle, title: 'Software Engineer' },
        ...rest,
      ],
    }
  },
  sabbatical: (person, random) => {
    const [latest, ...rest] = person.jobs as [Job, ...Job[]]
    return {
      ...person,
      jobs: [
        latest,
        {
          title: pick(random, ['Sabbatical', 'Parental leave', 'Career break']),
          employer: 'Travel and family',
          from: latest.from - 10,
          to: latest.from - 1,
          bullets: ['Looked after our daughter'],
        },
        ...rest.map((job) => ({ ...job, from: job.from - 12, to: job.to === null ? null : job.to - 12 })),
      ],
    }
  },
  'part-time-study': (person, random) => ({
    ...person,
    study: [
      {
        degree: 'MSc Data Science',
        school: 'Harbour Technical University',
        from: person.asOf - 50,
        to: person.asOf - 14,
        note: pick(random, ['part-time', 'evening programme', 'alongside work']),
      },
      ...person.study,
    ],
  }),
  'expected-degree': (person, random) => ({
    ...person,
    study: [
      {
        degree: 'MBA',
        school: 'College of Norwold',
        from: person.asOf - 8,
        to: person.asOf + 16,
        note: pick(random, ['expected', 'in progress', 'anticipated', 'part-time, expected']),
      },
      ...person.study,
    ],
  }),
  advisor: (person, random) => ({
    ...person,
    jobs: [
      ...person.jobs,
      {
        title: pick(random, [
          'Technical Advisor',
          'Volunteer Mentor',
          'Board Member',
          'Open-source maintainer',
          'Co-Founder',
          'Teaching Assistant',
          'Guest Lecturer',
        ]),
        employer: pick(random, ['Seedling', 'Code for Calder', 'Harbour Technical University']),
        from: person.asOf - 40,
        to: null,
        bullets: ['A few hours each month'],
      },
    ],
  }),
  beta: (person, random) => {
    const [name, asOf, years] = pick(random, [
      ['Rust', 2020 * 12, 7],
      ['Flutter', 2022 * 12, 5],
      ['Kubernetes', 2021 * 12, 6],
      ['Go', 2019 * 12, 8],
    ] as const)
    return {
      ...shifted(person, asOf),
      summary: pick(random, [
        `${years} years of ${name}, from the early beta on.`,
        `Using ${name} since ${Math.floor(asOf / 12) - years}, before its first stable release.`,
      ]),
    }
  },
  'technology-in-time': (person, random) => {
    const [name, year] = pick(random, [
      ['Next.js', 2017],
      ['Terraform', 2015],
      ['Solidity', 2016],
      ['SwiftUI', 2020],
      ['Kubernetes', 2016],
      ['Hardhat', 2021],
      ['TypeScript', 2014],
    ] as const)
    const moved = shifted(person, (year + int(random, 3, 6)) * 12)
    return {
      ...moved,
      summary: `${Math.floor(moved.asOf / 12 - year)} years of ${name}.`,
      skills: [...moved.skills, name],
    }
  },
  'years-rounded': (person) => ({
    ...person,
    summary: `Engineer with ${Math.round((person.asOf - (person.jobs.at(-1) as Job).from) / 12 + 0.4)} years of experience.`,
  }),
  'company-words': (person, random) => ({
    ...person,
    summary: pick(random, [
      'Worked with Cloud Foundry and SWIFT payment messages for a team with 40 years of combined experience.',
      'My team of nine has 90 years of combined experience; I like React-style thinking.',
      'Supported a 15-year-old core banking system and a roadmap to 2035.',
      'Lived through a 10 year migration plan; aiming for a calm 2030 architecture.',
    ]),
  }),
  'java-then-list': (person, random) => ({
    ...shifted(person, 2021 * 12),
    summary: pick(random, [
      'Backend engineer using Java, Spring Boot and Kubernetes.',
      'JVM person (Java, Kotlin); recently Kubernetes and Terraform.',
      'Web development with JavaScript, TypeScript, React and Next.js.',
    ]),
  }),
  'second-degree': (person, random) => {
    const began = (person.jobs.at(-1) as Job).from
    return {
      ...person,
      study: [
        {
          degree: 'BSc Computer Science',
          school: pick(random, ['College of Norwold']),
          from: began - 40,
          to: began - 4,
        },
        { degree: 'MA Musicology', school: 'University of Eastmere', from: began - 100, to: began - 76 },
      ],
    }
  },
  'fixed-term': (person, random) => {
    const [latest, ...rest] = person.jobs as [Job, ...Job[]]
    return {
      ...person,
      jobs: [
        {
          ...latest,
          to: person.asOf + int(random, 4, 10),
          type: pick(random, ['fixed-term contract', 'contract until then']),
        },
        ...rest,
      ],
    }
  },
  certificates: (person, random) => ({
    ...person,
    extra: [
      [
        'Certifications',
        [
          `AWS Solutions Architect (${Math.floor(person.asOf / 12) - 1}, valid until ${Math.floor(person.asOf / 12) + 2})`,
          pick(random, ['Scrum Master, 2018', 'First aid, renewed yearly']),
        ],
      ],
    ],
  }),
}

/** The same career with another day of reading. */
export function shifted(person: Person, asOf: number): Person {
  const by = asOf - person.asOf
  const move = (m: number): number => m + by
  return {
    ...person,
    asOf,
    summary: '',
    jobs: person.jobs.map((job) => ({ ...job, from: move(job.from), to: job.to === null ? null : move(job.to) })),
    study: person.study.map((course) => ({
      ...course,
      from: Math.floor(move(course.from) / 12) * 12 + 5,
      to: Math.floor(move(course.to) / 12) * 12 + 5,
    })),
  }
}
