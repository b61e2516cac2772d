import type { PackBody } from './evidence-pack.ts'
import { textPdf, type PdfLine } from './text-pdf.ts'

/** The pack for people who read paper: the same content, the same bytes each time. */
export function packPdf(body: PackBody, sha256: string): Uint8Array {
  const lines: PdfLine[] = []
  const heading = (text: string): void => void lines.push({ as: 'heading', text })
  const say = (text: string): void => void lines.push({ as: 'text', text })
  lines.push({ as: 'title', text: `Evidence pack: ${body.case.label}` })
  say(`${body.organisation} · case ${body.case.id} · ${body.case.door} · as of ${day(body.asOf)}`)
  say(`SHA-256 of the signed content: ${sha256}`)
  say('This is what was measured and what people did. It is no statement that anybody is an operative of anyone, and no probability of it.')

  heading('Decision')
  if (body.decision === null) say('None was made by this time.')
  else say(`${body.decision.outcome}, by ${body.decision.by}, ${day(body.decision.at)}. Reason: ${body.decision.reason}`)
  say(`Verifications: ${body.verifications.join(', ') || 'none'}`)

  heading('What the rules found')
  for (const group of body.ledger.groups) {
    say(`${group.group}: ${decibans(group.decibans)}${group.heldBack === null ? '' : ` (held back: ${group.heldBack})`}`)
    for (const finding of group.findings) {
      if (finding.outcome !== 'present') continue
      lines.push({ as: 'item', text: `${finding.title} (${finding.rule}, ${decibans(finding.decibans)})` })
      if (finding.innocent.length > 0) lines.push({ as: 'item', text: `May be innocent: ${finding.innocent.join(' ')}` })
    }
  }
  say(`Not assessed: ${body.ledger.notAssessed.length} rules. Not assessed is not clean.`)
  say(`Playbook ${body.playbookVersion}`)

  heading('Evidence')
  for (const one of body.evidence) lines.push({ as: 'item', text: `${day(one.receivedAt)} ${one.kind} "${one.name}" (${one.source}), ${one.bytes} bytes, SHA-256 ${one.sha256}` })
  heading('Collected before an exit')
  for (const item of body.collected) lines.push({ as: 'item', text: `[${item.state}] ${item.title}${item.note === null ? '' : `: ${item.note}`}` })
  heading('Timeline')
  for (const entry of body.timeline) lines.push({ as: 'item', text: `${time(entry.at)} ${entry.what}${entry.by === null ? '' : ` by ${entry.by}`}${entry.text === null ? '' : `: ${entry.text}`}` })
  return textPdf(lines, sha256.slice(0, 32))
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const time = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
const decibans = (value: number): string => `${value >= 0 ? '+' : '-'}${Math.abs(value).toFixed(1)} dB`
