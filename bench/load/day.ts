import { demoStory } from '../../src/cli/demo/story.ts'
import { writePackage } from '../packages/archive.ts'
import type { Intake } from '../../src/doors/work/intake.ts'

export interface DayFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly ref?: string
}

export interface Day {
  /** Applications, check-in visits, calls, messages, packages of a lockfile that changed. */
  readonly files: readonly DayFile[]
  /** Sign-ins and commits of everybody, as the work door's sources deliver them. */
  readonly events: readonly Intake[]
  readonly people: number
}

/** What a company of ten thousand sees on a working day; scaled with its size. Own figures, stated so that they can be argued with. */
const of10k = { applications: 120, messages: 200, packages: 80 } as const
/** Facts of one person on one day: four sign-ins and renewals, four commits or reviews. */
const factsADay = 8
const hour = 3_600_000

/** A day, seeded. Every message and package is another one, so that none is taken for known. */
export function companyDay(people: number, at: number, seed: number): Day {
  const share = people / 10_000
  const n = (whole: number): number => Math.max(2, Math.round(whole * share))
  const story = demoStory(at, seed, { applicants: Math.max(20, n(of10k.applications)), accounts: 4 }).filter(({ name }) => !name.endsWith('.jsonl'))
  const mails = story.filter(({ name }) => name.endsWith('.eml'))
  const others = story.filter(({ name }) => !name.endsWith('.eml')).slice(0, n(of10k.applications) * 2)
  const messages = Array.from({ length: n(of10k.messages) }, (_, i) => varied(mails[i % mails.length] as DayFile, i))
  const packages = Array.from({ length: n(of10k.packages) }, (_, i) => archive(i))
  return { files: interleaved(others, messages, packages), events: eventsOf(people, at), people }
}

function varied(mail: DayFile, i: number): DayFile {
  const text = new TextDecoder().decode(mail.bytes).replace(/^Subject: (.*)$/m, `Subject: $1 (${i})`)
  return { name: `${i}-${mail.name}`, bytes: new TextEncoder().encode(text) }
}

function archive(i: number): DayFile {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  const code = Array.from({ length: 40 }, (_, line) => `exports.f${line} = function (value) { return value.map((one) => one * ${i + line}) }`).join('\n')
  return { name: `tool-${i}-1.0.${i}.tgz`, bytes: writePackage([['package.json', text(JSON.stringify({ name: `tool-${i}`, version: `1.0.${i}`, main: 'index.js' }))], ['index.js', text(code)]]) }
}

/** What the logs call a colleague. */
export function accountOf(who: number): string {
  return `person-${who}@example.com`
}

function eventsOf(people: number, at: number): Intake[] {
  const midnight = Math.floor(at / 86_400_000) * 86_400_000
  return Array.from({ length: people * factsADay }, (_, i): Intake => {
    const who = Math.floor(i / factsADay)
    const fact = i % factsADay
    const when = midnight + 8 * hour + fact * hour + ((who * 7_919 + fact * 104_729) % hour)
    return { event: { source: fact < 4 ? 'okta' : 'github', id: `${who}-${fact}`, account: accountOf(who), at: when, received: null, class: 'interactive', session: null, device: `laptop-${who}`, network: `net-${who % 2_000}`, asn: null, country: 'PT', offset: null, client: 'chrome/macos', author: null, factor: null } }
  })
}

/** In turn, as a day mixes them, not one kind after the other. */
function interleaved(...kinds: readonly (readonly DayFile[])[]): DayFile[] {
  return kinds.flatMap((files) => files.map((file, i) => ({ file, at: (i + 0.5) / files.length }))).sort((a, b) => a.at - b.at).map(({ file }) => file)
}
