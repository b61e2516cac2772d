import type { PrivacyClass } from '../core/rule.ts'
import type { CaseSettings } from './settings.ts'

/** What is really configured: the document is made from it, so that it cannot promise what the machine does not do. */
export interface DpiaInput {
  readonly organisation: string
  readonly at: number
  readonly version: string
  readonly store: string
  readonly settings: CaseSettings
  readonly prior: number
  readonly jurisdiction: string | null
  readonly doors: readonly { readonly id: string; readonly title: string; readonly kinds: readonly string[]; readonly received: number }[]
  readonly rules: readonly { readonly id: string; readonly door: string; readonly privacy: PrivacyClass; readonly sealed: boolean; readonly excludedIn: readonly string[] }[]
  readonly packs: readonly string[]
  readonly retention: readonly { readonly title: string; readonly days: number; readonly default: number; readonly why: string }[]
  readonly peers: number
  readonly webhooks: number
  readonly singleSignOn: boolean
  readonly holds: number
}

/** A data protection impact assessment (Art. 35 GDPR) as far as a machine can write it; what only people know is asked for. */
export function dpiaDocument(input: DpiaInput): string {
  return [head(input), processing(input), necessity(input), risks(input), retention(input), rights(input), gaps(input)].join('\n')
}

const ask = (what: string): string => `> **To be written by you:** ${what}\n`

function head({ organisation, at, version, store }: DpiaInput): string {
  return `# Data protection impact assessment: Sallyport at ${organisation}

Made on ${new Date(at).toISOString().slice(0, 10)} from the configuration in force (Sallyport ${version}, store: ${store}). Make it anew when the
configuration changes; compare the two. Not legal advice.
`
}

function processing({ doors, rules, packs, prior, jurisdiction, settings }: DpiaInput): string {
  const rows = doors.map(({ title, kinds, received, id }) => `| ${title} | ${kinds.join(', ')} | ${received.toLocaleString('en')} | ${rules.filter(({ door }) => door === id).length} |`)
  const classes = [...Map.groupBy(rules, ({ privacy }) => privacy)].map(([privacy, all]) => `${all.length} ${privacy}`).sort().join(', ')
  return `## 1. What is processed

| door | kinds of evidence | received so far | rules |
|---|---|---|---|
${rows.join('\n')}

${rules.length} rules in force from ${packs.join(', ')} (${rules.filter(({ sealed }) => sealed).length} sealed); by privacy class: ${classes}.
Prior ${prior.toPrecision(3)}; rules excluded by place: ${jurisdiction === null ? 'no place is set' : `${rules.filter(({ excludedIn }) => excludedIn.includes(jurisdiction)).length} in ${jurisdiction}`}. Mode: **${settings.mode}**.

Code measures, rules judge, people decide. A schema, rule or pack that mentions a surname, nationality, ethnicity, accent,
appearance, age, language skill, keyboard language, birthplace or holiday is refused when it is loaded.

${ask('Who the data subjects are, how many a year, and who in the company sees what (roles are in the policy table).')}`
}

function necessity({ settings, rules }: DpiaInput): string {
  const biometric = rules.filter(({ privacy }) => privacy === 'biometric').length
  return `## 2. Necessity and proportion

- Purpose: to notice infiltration by people who apply, work or write under invented identities, and not to pay sanctioned
  parties. No use for performance, pay or discipline.
- ${settings.mode === 'evidence-only' ? 'No score, class or recommendation is shown: findings with their places only.' : 'A score orders a queue and only ever adds a check, the same menu for everybody in a band, with an alternative for each.'}
- No edge leads from a score to a refusal: an adverse decision needs a failed or declined check, a named person and a reason.
- Interview media are not kept. ${biometric === 0 ? 'No rule reads biometric measurements.' : `${biometric} rules are of the class "biometric": they stay unassessed unless the identity module is on and a consent is recorded.`}
- Work records are read from logs that exist anyway, by the hour, under a pseudonym that two people open.

${ask('The legal basis and, for legitimate interest, the balancing; the works council’s or representatives’ position.')}`
}

function risks({ peers, webhooks, singleSignOn, store }: DpiaInput): string {
  return `## 3. Risks, and what stands against them

| risk | measure in force |
|---|---|
| An honest person is flagged | ${'innocent readings beside each finding; absent evidence counts too; unknown is never clean; clearing within a set time'} |
| A group is flagged more often | adverse-impact monitor on voluntary self-identification kept apart; Fisher exact, four-fifths, ablation per signal |
| Somebody reads quietly | each opening of a case is in the audit log (hash chain, signed checkpoints); admins read no case; work records take two people |
| The database is stolen | values sealed with a key a subject; identifiers are keyed hashes; the master key lies outside (${store}) |
| Data travels to others | ${peers === 0 ? 'no peer is connected' : `${peers} peers: personal values only by private matching`}; ${webhooks === 0 ? 'no webhook' : `${webhooks} webhooks carry identifiers and postures only`} |
| An account is taken over | ${singleSignOn ? 'single sign-on with the company’s own factors' : 'local passwords only: connect single sign-on'} |
| A hostile file | parsers run in a sandbox without network, with limits of time, memory and output |

${ask('The residual risk, who accepts it, and whether the authority must be consulted (Art. 36).')}`
}

function retention({ retention: classes, holds }: DpiaInput): string {
  const rows = classes.map(({ title, days, default: usual, why }) => `| ${title} | ${days}${days === usual ? '' : ` (default ${usual})`} | ${why} |`)
  return `## 4. Retention

| what | days | why |
|---|---|---|
${rows.join('\n')}

${holds} legal hold${holds === 1 ? '' : 's'} in force.
`
}

function rights({ settings }: DpiaInput): string {
  return `## 5. Rights

- Information: letter packs for ${settings.jurisdictions.join(', ')}.
- Access: one export holds what was received, measured, judged and decided, with the logic.
- Erasure: key, bytes, facts, fingerprints, ties; a signed proof counts rows before and after.
- Contest: a link of the person's own for ${settings.contestDays} days; answered by somebody who did not decide.
- Human review: ${settings.contact === '' ? '**no contact is set**: letters cannot be written without one' : `reached at ${settings.contact}`}.
`
}

function gaps({ settings, peers, jurisdiction }: DpiaInput): string {
  const open = [
    settings.contact === '' ? 'Set a contact for letters (case settings).' : null,
    jurisdiction === null ? 'Set where you hire (SALLYPORT_JURISDICTION): some rules may not be used everywhere.' : null,
    settings.mode !== 'evidence-only' && settings.jurisdictions.includes('US-NYC') ? 'A score is shown and New York City is among the places: an independent bias audit and ten business days’ notice are needed.' : null,
    peers > 0 ? 'Name the peers and the agreement with them.' : null,
  ].filter((one) => one !== null)
  return `## 6. Open points found in the configuration

${open.length === 0 ? 'None that the machine can see.' : open.map((one) => `- ${one}`).join('\n')}
`
}
