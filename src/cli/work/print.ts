import type { Measured } from '../../core/facts.ts'
import type { IntakeReport } from '../../doors/work/intake.ts'
import { actogramText } from '../../measure/rhythm/actogram.ts'
import type { ActivityFacts } from '../../measure/rhythm/facts.ts'

/** The accounts of a log, alphabetically, each with the clock it follows. How much anybody did is not printed. */
export function listText(accounts: readonly { account: string; facts: ActivityFacts }[], report: IntakeReport): string {
  const width = Math.min(48, Math.max(8, ...accounts.map(({ account }) => account.length)))
  const rows = accounts.map(
    ({ account, facts }) =>
      `  ${clean(account).slice(0, width).padEnd(width)}  ${facts.zone === null ? 'too little to tell' : zoneShort(facts.zone)}`,
  )
  return `${accounts.length} accounts. Choose one with --author (git) or --account (log).\n\n${rows.join('\n')}\n${intakeWords(report)}`
}

export function accountText(
  account: string,
  { facts, unavailable }: Measured<ActivityFacts>,
  report: IntakeReport,
  rows: number,
): string {
  const offset = facts.claim?.offsetMinutes ?? 0
  const inZone = facts.claim === null ? 'UTC' : `the claimed zone, ${facts.claim.zone}`
  const lines = [
    clean(account),
    '',
    `Clock     ${zoneWords(facts)}`,
    ...dial(facts),
    `Claim     ${claimWords(facts, unavailable)}`,
    `Hands     ${handoverWords(facts, unavailable)}`,
    `Sharing   ${sharingWords(facts, unavailable)}`,
    `Nights    ${facts.quiet === null ? notAssessed(unavailable, 'quiet') : `usual night ${hours(facts.quiet.medianNightHours)} over ${facts.quiet.denseWeeks} weeks with enough activity`}`,
    `Explained ${explainedWords(facts)}`,
    '',
    `Actogram, two days a line, in ${inZone}   █ active   · nothing   - leave, travel, on call   ╱ source gap`,
    `${' '.repeat(11)}${ruler()}`,
    ...actogramText(facts.actogram, offset).slice(-rows),
    '',
    'Two people who work at the same hours leave one clock: sharing within one zone cannot be seen here.',
    'This shows when an account was active. It says nothing about how much or how well anybody works.',
  ]
  return `${lines.join('\n')}\n${intakeWords(report)}`
}

function zoneWords({ zone, basis }: ActivityFacts): string {
  if (zone === null) return `not assessed: only ${basis.halfHours} active half hours, 30 are needed`
  return `${zoneShort(zone)} (${basis.halfHours} active half hours)`
}

function zoneShort(zone: NonNullable<ActivityFacts['zone']>): string {
  return `${utc(zone.bestOffsetMinutes)}, within an hour of it with probability ${zone.withinHour.toFixed(2)}`
}

function dial({ zone }: ActivityFacts): string[] {
  const likely = (zone?.posterior ?? []).filter(({ probability }) => probability >= 0.02)
  return likely.map(
    ({ offsetMinutes, probability }) =>
      `          ${utc(offsetMinutes).padEnd(10)} ${'▇'.repeat(Math.max(1, Math.round(probability * 40)))} ${probability.toFixed(2)}`,
  )
}

function claimWords({ claim, claimTest }: ActivityFacts, unavailable: Readonly<Record<string, string>>): string {
  if (claim === null || claimTest === null) return notAssessed(unavailable, 'claimTest')
  return `${claim.zone}: ${odds(claimTest.againstDecibans)} that the clock is five or more hours from it; best fit ${hours(claimTest.hoursFromBest)} away`
}

function handoverWords({ handover }: ActivityFacts, unavailable: Readonly<Record<string, string>>): string {
  if (handover === null) return notAssessed(unavailable, 'handover')
  const when = new Date(handover.atMs).toISOString().slice(0, 10)
  return `${odds(handover.decibans)} that somebody far away took over; largest change in the week of ${when} (${hours(handover.distanceHours)} round the clock)`
}

function sharingWords({ sharing }: ActivityFacts, unavailable: Readonly<Record<string, string>>): string {
  if (sharing === null) return notAssessed(unavailable, 'sharing')
  return `${odds(sharing.twoShiftDecibans)} two shifts a day, ${odds(sharing.turnsDecibans)} turns by the week; ${Math.round(sharing.emptiestSixHours * 100)} % of activity in the emptiest six hours`
}

function explainedWords({ explained, basis }: ActivityFacts): string {
  const parts = [
    ['automated', explained.automatedShare],
    ['scheduled', explained.scheduledShare],
    ['merges', explained.mergeShare],
    ['declared travel', explained.travelShare],
    ['on call', explained.onCallShare],
    ['machine set to UTC', explained.utcMachineShare ?? 0],
  ] as const
  const said = parts.filter(([, share]) => share >= 0.01).map(([name, share]) => `${name} ${Math.round(share * 100)} %`)
  if (explained.journeys > 0) said.push(`${explained.journeys} journeys told by the machine's clock`)
  if (basis.gapDays > 0) said.push(`${basis.gapDays.toFixed(0)} days of source gaps`)
  return said.length === 0 ? 'nothing had to be taken out' : said.join(', ')
}

function notAssessed(unavailable: Readonly<Record<string, string>>, fact: string): string {
  return `not assessed: ${unavailable[`activity.${fact}`] ?? 'not measured'}`
}

/** Odds in words, before any prior: decibans are for the ledger. */
function odds(decibans: number): string {
  const ratio = 10 ** (Math.abs(decibans) / 10)
  const shown = ratio >= 10 ? Math.min(9999, Math.round(ratio)).toString() : ratio.toFixed(1)
  return decibans >= 0 ? `${shown} to 1 for` : `${shown} to 1 against`
}

function intakeWords(report: IntakeReport): string {
  const refused = Object.entries(report.refused).map(([why, count]) => `${count} lines left out: ${why}`)
  const more = [
    report.duplicates > 0 ? `${report.duplicates} seen twice` : '',
    report.future > 0 ? `${report.future} dated in the future` : '',
    ...refused,
  ].filter((part) => part !== '')
  return more.length === 0 ? '' : `\n${more.join('; ')}\n`
}

function ruler(): string {
  const day = Array.from({ length: 8 }, (_, index) => String(index * 3).padEnd(6)).join('')
  return `${day}│${day}`
}

function utc(minutes: number): string {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`}`
}

function hours(value: number): string {
  return `${value.toFixed(1)} h`
}

/** Names come from the log: control characters would reach the terminal. */
function clean(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
}
