import { showText } from '../../core/show-text.ts'
import type { Screened } from './screen-files.ts'

const order = ['escalate', 'challenge', 'look', 'routine']

/** The result for a person: gravest first; a reason a line; who is linked with whom, by what. */
export function printScreened(files: readonly Screened[], colour: boolean): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const sorted = [...files].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  const lines: string[] = []
  for (const file of sorted) {
    const { judged, refused } = file
    if (refused !== null) {
      lines.push(`${paint('33', 'not read '.padEnd(10))} ${showText(file.name)}`, `           ${refused.code}: ${showText(refused.message)}`)
      continue
    }
    if (judged === null) continue
    lines.push(`${paint(judged.posture === 'challenge' || judged.posture === 'escalate' ? '1;31' : judged.posture === 'look' ? '36' : '2', judged.posture.padEnd(10))} ${showText(file.name)}${file.label === null ? '' : `  (${showText(file.label)})`}`)
    for (const finding of judged.findings) {
      if (finding.outcome !== 'present' || finding.decibans <= 0) continue
      lines.push(`           ${`+${finding.decibans.toFixed(1)} dB`.padStart(9)}  ${finding.sealed ? 'a sealed rule' : finding.title}  ${paint('2', finding.rule)}`)
    }
    for (const link of file.linked.slice(0, 6)) lines.push(`           ${'linked'.padStart(9)}  ${showText(link.name)}  ${paint('2', `by ${showText(link.by.join(', '))}`)}`)
    if (file.linked.length > 6) lines.push(`           ${''.padStart(9)}  … and ${file.linked.length - 6} more`)
  }
  return `${lines.join('\n')}\n\n${summary(files)}`
}

function summary(files: readonly Screened[]): string {
  const counts = order.map((posture) => [posture, files.filter(({ judged }) => judged?.posture === posture).length] as const).filter(([, count]) => count > 0)
  const unread = files.filter(({ refused }) => refused !== null).length
  const words = [...counts.map(([posture, count]) => `${count} ${posture}`), ...(unread > 0 ? [`${unread} not read`] : [])]
  return `${files.length} files: ${words.join(', ')}. A posture offers a verification step; it never decides.`
}

function rank({ judged, refused }: Screened): number {
  return refused !== null ? 2.5 : order.indexOf(judged?.posture ?? 'routine')
}
