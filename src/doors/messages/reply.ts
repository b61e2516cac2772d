import type { Finding, PresentFinding } from '../../core/finding.ts'
import { gravest } from '../../core/finding.ts'
import type { Verdict } from '../../core/rule.ts'
import type { MessageFacts } from '../../measure/message/facts.ts'

/** An answer to the person who reported: subject and plain text, without live links. */
export interface ReporterReply {
  readonly verdict: Verdict
  readonly subject: string
  readonly text: string
}

const opening: Readonly<Record<Verdict, string>> = {
  block: 'This is an attack. Do not open, run or answer anything in it.',
  hold: 'This looks like an attack. Please do not open or run anything in it until a colleague has looked.',
  review: 'Something here does not add up, though it may be harmless. A colleague will look at it.',
  allow: 'We found nothing that speaks against this message. That is not a proof that it is safe.',
}

const most = 4

/**
 * The answer to a report, within seconds of it: what we think, why, what to do next, and thanks. Whoever reports has done
 * the right thing whatever the verdict, also after having clicked; nothing here blames.
 *
 * @param findings what the rules said
 * @param facts    facts of the message
 * @param reported when and by whom is the caller's business; only words are made here
 */
export function reporterReply(findings: readonly Finding[], facts: MessageFacts): ReporterReply {
  const verdict = gravest(findings)
  const reasons = findings
    .filter(
      (finding): finding is PresentFinding =>
        finding.outcome === 'present' && finding.verdict !== null && finding.verdict !== 'allow',
    )
    .sort((a, b) => b.decibans - a.decibans)
    .slice(0, most)
  const lines = [opening[verdict], '']
  if (reasons.length > 0) lines.push('Why:', ...reasons.map((reason) => `- ${reason.title}${placeText(reason)}`), '')
  lines.push('What to do next:', ...nextSteps(verdict, facts).map((step) => `- ${step}`), '')
  const missing =
    facts.headersLost && facts.form !== 'text' && facts.form !== 'ics'
      ? [
          '(The original headers were lost, so we could not check the sender. Next time "forward as attachment" keeps them.)',
          '',
        ]
      : []
  lines.push(
    ...missing,
    verdict === 'allow'
      ? 'Thank you for asking. One report too many costs us a minute; one too few can cost much more.'
      : 'Thank you. Your report protects the colleagues who get the same message next.',
  )
  return {
    verdict,
    subject: headerSafe(
      `Your report: ${verdict === 'allow' ? 'nothing found' : verdict === 'review' ? 'being looked at' : 'do not open'}`,
    ),
    text: lines.join('\n'),
  }
}

/** To whoever reported an exercise: thanks, and no more. */
export const exerciseReply: ReporterReply = {
  verdict: 'allow',
  subject: 'Your report: well seen, it was an exercise',
  text: [
    'Well seen: this message was an exercise of ours. A real one would have been stopped by your report.',
    '',
    'Thank you. Nobody keeps a list of who reports and who does not.',
  ].join('\n'),
}

function placeText(reason: PresentFinding): string {
  const text = reason.places.find((place) => place.text !== undefined && place.text !== '')?.text
  return text === undefined ? '' : `: ${oneLine(text).slice(0, 140)}`
}

function nextSteps(verdict: Verdict, facts: MessageFacts): string[] {
  const steps: string[] = []
  const says = new Set(facts.says)
  if (verdict === 'allow')
    return ['If anything changes (another link, a file, a command to paste), report that message too.']
  if (facts.claims.some((claim) => claim.kind === 'meeting') || says.has('meeting-invite'))
    steps.push('If you want the call: send them your own meeting link, from our account. Somebody honest will take it.')
  if (facts.commands.length > 0 || says.has('terminal-ask') || says.has('install-ask'))
    steps.push(
      'Never paste a command or install an update that a call or a chat asks for. Meeting programs update themselves.',
    )
  if (says.has('take-home') || facts.repositories.length > 0)
    steps.push('Do not clone or run their code. Forward the repository to us; we look inside without running it.')
  if (says.has('old-contact') || says.has('waiting-now'))
    steps.push('If you know the person, ask them by another way you had before: their account may be stolen.')
  if (says.has('wallet-connect') || says.has('seed-phrase') || says.has('test-payment'))
    steps.push('Connect no wallet, sign nothing, send nothing. Nobody needs your seed phrase, ever.')
  steps.push(
    'If you already clicked, typed or ran something, tell us now. It happens to careful people; minutes matter, and nobody will be blamed.',
  )
  return steps
}

function oneLine(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/g, '')
    .replace(/h(tt)(ps?:)/gi, 'hxx$2')
    .trim()
}

/** Nothing that could begin another header. */
export function headerSafe(text: string): string {
  return oneLine(text).slice(0, 200)
}
