import { seededRandom, type Random } from '../../core/random.ts'
import type { DemoFile } from '../../jobs/load-demo.ts'
import { writeActivity } from './activity.ts'
import type { Applicant } from './applicant.ts'
import { between, daysBefore } from './calendar.ts'
import { writeCall, type DemoCall } from './calls.ts'
import { demoCompany } from './company.ts'
import { employees, hired } from './employees.ts'
import { demoMessages } from './messages.ts'
import { demoPackages } from './packages.ts'
import { writeVisit, type Visit } from './visits.ts'
import { writeResume } from './write-resume.ts'

/** How large a story is told. The whole one has three hundred people; tests tell a short one. */
export interface StorySize {
  readonly applicants: number
  readonly accounts: number
}

export const wholeStory: StorySize = { applicants: 236, accounts: 64 }

/** Days before now at which the crew applied: three times in a year, each time as other people. */
const waves = [305, 190, 96] as const
const crewSize = 10
/** Which of the crew writes with which machine: four of the ten kept one browser. */
const sharedKey = 'c4'.repeat(32)

/**
 * A year of the fictional company as files, each with the day it arrived: one crew applies three times, gets one person
 * hired, sends a call that "has no sound" and a package with one line more. Beside it the innocent who look unusual: a
 * popular template, a couple on one telephone, somebody who travels, a new parent, somebody who likes VPNs. What tells
 * the story comes first, so that a first look has something to see; the days carry the order of events.
 *
 * @param now milliseconds since 1970
 */
export function demoStory(now: number, seed = 1, size: StorySize = wholeStory): readonly DemoFile[] {
  const random = seededRandom(seed)
  const { applicants, crew } = demoCompany(seed, size.applicants, crewSize)
  const applied = applicants.map((_, index) => appliedAt(now, crew.indexOf(index), random))
  const files = applicants.map((applicant, index) => ({ ref: refOf(applicant), ...writeResume(applicant), observedAt: applied[index] as number }))
  const isCrew = (_: unknown, index: number): boolean => crew.includes(index)
  const others = (_: unknown, index: number): boolean => !crew.includes(index)
  const accounts = employees(now, random, size.accounts)
  const activity = accounts.map((account): DemoFile => ({ name: `${account.account}.jsonl`, bytes: writeActivity(account, now, random), ref: `demo:account:${account.account}`, observedAt: daysBefore(now, 1, 6) }))
  return [
    ...demoMessages(now),
    ...demoPackages(now, (applicants[crew.at(-1) as number] as Applicant).email),
    ...files.filter(isCrew),
    ...visitsOf(applicants, applied, crew, random),
    ...callsOf(applicants, applied, crew, random),
    ...activity.slice(-4),
    firstWeek(now, random),
    ...files.filter(others),
    ...activity.slice(0, -4),
  ]
}

function refOf({ email }: Applicant): string {
  return `demo:applicant:${email}`
}

/** The crew comes in three waves of a few days; everybody else over the year. */
function appliedAt(now: number, member: number, random: Random): number {
  const wave = waves[member < 3 ? 0 : member < 6 ? 1 : 2]
  return member === -1 ? daysBefore(now, Math.floor(between(random, 4, 350)), between(random, 6, 22)) : daysBefore(now, wave - (member % 3), between(random, 7, 11))
}

/** Check-ins were introduced in summer: the last wave met them, and a third of the others since. */
function visitsOf(applicants: readonly Applicant[], applied: readonly number[], crew: readonly number[], random: Random): DemoFile[] {
  const lastWave = crew.slice(6)
  const since = Math.min(...lastWave.map((index) => applied[index] as number))
  const recent = applicants.map((_, index) => index).filter((index) => (applied[index] as number) >= since && !crew.includes(index))
  const honest = recent.slice(0, Math.ceil(recent.length / 3)).map((index, nth): [number, Omit<Visit, 'at'>] => [
    index,
    // The first of them likes a VPN. It is a fact with an innocent explanation, and nothing more.
    { from: nth === 0 ? 'vpn' : 'household', zone: 'Europe/Lisbon', country: 'PT', claimed: 'PT', deviceKey: keyOf(index) },
  ])
  const members = lastWave.map((index): [number, Omit<Visit, 'at'>] => [index, { from: 'split-path', zone: 'America/Denver', country: 'US', claimed: 'US', deviceKey: sharedKey }])
  return [...members, ...honest].map(([index, visit]) => {
    const at = (applied[index] as number) + 26 * 3_600_000
    return { name: `check-in-${index}.json`, bytes: writeVisit({ ...visit, at }, random), ref: refOf(applicants[index] as Applicant), observedAt: at }
  })
}

function callsOf(applicants: readonly Applicant[], applied: readonly number[], crew: readonly number[], random: Random): DemoFile[] {
  const honest = applicants.map((_, index) => index).filter((index) => !crew.includes(index)).slice(0, 9)
  const call = (index: number, how: Partial<DemoCall>): DemoFile => {
    const applicant = applicants[index] as Applicant
    const bytes = writeCall({ candidate: applicant.name, added: 0, slow: 0, ...how }, random)
    return { name: `call-${applicant.handle}.json`, bytes, ref: refOf(applicant), observedAt: (applied[index] as number) + 9 * 86_400_000 }
  }
  return [
    call(crew[4] as number, { added: 1_900, artefact: true }),
    call(crew[7] as number, { added: 1_500 }),
    // Slow is not translated, and whoever brings an interpreter said so beforehand.
    ...honest.map((index, nth) => call(index, nth === 0 ? { slow: 1_200 } : nth === 1 ? { added: 2_200, accommodated: true } : {})),
  ]
}

/** The check-in of the first working week: the account answers from the crew's machine. */
function firstWeek(now: number, random: Random): DemoFile {
  const at = daysBefore(now, 62, 15)
  const bytes = writeVisit({ at, from: 'split-path', zone: 'America/Denver', country: 'US', claimed: 'US', deviceKey: sharedKey }, random)
  return { name: 'check-in-first-week.json', bytes, ref: `demo:account:${hired.account}`, observedAt: at }
}

function keyOf(index: number): string {
  return index.toString(16).padStart(4, '0').repeat(16)
}
