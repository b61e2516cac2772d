import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import { collect } from '../doors/work/parsers/activity.ts'
import { GIT_FORMAT } from '../doors/work/parsers/git-log.ts'
import type { Taken } from '../doors/work/parsers/lines.ts'
import { intake, newReport, type IntakeReport } from '../doors/work/intake.ts'
import { nobodyElse } from '../doors/work/measure.ts'
import type { Explainer, PresenceEvent } from '../measure/rhythm/event.ts'
import { measureActivity } from '../measure/rhythm/measure.ts'
import { zoneClock } from '../measure/rhythm/zone-clock.ts'
import { readArguments } from './arguments.ts'
import { accountText, listText } from './work/print.ts'
import { textOf } from './work/run-git.ts'

const HELP = `Usage: sallyport work git <repository> [--author MAIL] [--zone IANA] [--since DATE] [--json | --lines]
       sallyport work log <file>       [--account NAME] [--zone IANA] [--json | --lines]

Reads when an account was active, from a local clone or a log file of any known source, and prints the clock it
follows: zone posterior, nights, change of hands, actogram. Nothing is stored. Without --author or --account it lists
the accounts, in alphabetical order.

  --zone IANA     the zone the person claims to work in (Europe/Lisbon): turns on the tests against the claim
  --since DATE    only what happened after (git's own words: "6 months ago")
  --rows N        days of the actogram shown, newest last (default 60)
  --json          the facts as JSON
  --lines         nothing measured: the normalised facts as JSON lines, to hand in at the console (Work, Hand in a log)
`

/** `sallyport work …`. Returns the exit code. */
export async function run(args: readonly string[], print: (text: string) => void = toStdout): Promise<number> {
  const text = { type: 'string' } as const
  const { positionals, values: options } = readArguments(args, {
    author: text,
    account: text,
    zone: text,
    since: text,
    rows: text,
    lines: { type: 'boolean' },
  })
  const [what, where] = positionals
  if (options.help === true || (what !== 'git' && what !== 'log') || where === undefined) {
    if (options.help === true) print(HELP)
    else process.stderr.write(HELP)
    return options.help === true ? 0 : 2
  }
  if (!existsSync(where))
    throw new SallyportError('SP_INPUT', `There is no ${what === 'git' ? 'repository' : 'file'} at ${where}.`)
  const zone = options.zone ?? null
  if (zone !== null && zoneClock(zone) === null)
    throw new SallyportError('SP_INPUT', `There is no time zone "${zone}". Use an IANA name such as Europe/Lisbon.`, {
      field: 'zone',
    })

  const report = newReport()
  const chunks =
    what === 'git' ? textOf(path.resolve(where), logArguments(options.since)) : createReadStream(where, 'utf8')
  const asked = (options.author ?? options.account)?.toLowerCase()
  if (options.lines === true) {
    if (zone !== null && asked !== undefined) print(`${JSON.stringify({ claim: { zone, account: asked } })}\n`)
    for await (const { event } of intake(chunks, systemClock.now(), report, true))
      if (event !== undefined && (asked === undefined || event.account === asked)) print(`${JSON.stringify(event)}\n`)
    return 0
  }
  const { events, explainers } = await readAll(chunks, report, asked)
  const accounts = Map.groupBy(events, ({ account }) => account)
  const wanted = asked ?? (accounts.size === 1 ? [...accounts.keys()][0] : undefined)
  if (wanted === undefined) {
    const listed = [...accounts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, own]) => ({ account, facts: measured(account, own, explainers, zone).facts }))
    print(
      options.json === true
        ? `${JSON.stringify({ accounts: listed.map(({ account, facts }) => ({ account, zone: facts.zone })) })}\n`
        : listText(listed, report),
    )
    return 0
  }
  const own = accounts.get(wanted)
  if (own === undefined) throw new SallyportError('SP_NOT_FOUND', `Nothing in it is by ${wanted}.`)
  const found = measured(wanted, own, explainers, zone)
  print(
    options.json === true
      ? `${JSON.stringify({ account: wanted, ...found, report })}\n`
      : accountText(wanted, found, report, Number(options.rows ?? 60) || 60),
  )
  return 0
}

function measured(
  account: string,
  events: readonly PresenceEvent[],
  explainers: readonly Explainer[],
  zone: string | null,
): ReturnType<typeof measureActivity> {
  const taken: Taken[] = [...events.map((event) => ({ event })), ...explainers.map((explainer) => ({ explainer, account: null }))]
  const activity = collect(zone === null ? taken : [...taken, { claim: { zone, account } }])
  return measureActivity(activity, nobodyElse)
}

/** Of a named account only its own events are kept, so that a log of any size fits. */
async function readAll(
  chunks: AsyncIterable<string>,
  report: IntakeReport,
  asked: string | undefined,
): Promise<{ events: PresenceEvent[]; explainers: Explainer[] }> {
  const events: PresenceEvent[] = []
  const explainers: Explainer[] = []
  for await (const { event, explainer } of intake(chunks, systemClock.now(), report, true)) {
    if (event !== undefined && (asked === undefined || event.account === asked)) events.push(event)
    if (explainer !== undefined) explainers.push(explainer)
  }
  return { events, explainers }
}

function logArguments(since: string | undefined): string[] {
  return [
    'log',
    '--all',
    '--no-show-signature',
    `--format=${GIT_FORMAT}`,
    ...(since === undefined ? [] : [`--since=${since}`]),
  ]
}

function toStdout(text: string): void {
  process.stdout.write(text)
}
