import { showText } from '../../../core/show-text.ts'
import type { Place } from '../../../core/evidence.ts'
import type { Report, Scanned } from '../formats.ts'

const colours = { block: '31', hold: '33', review: '36', allow: '32' } as const

/** For a terminal: the reason first, then where, then what else could explain it. */
export function text(report: Report): string {
  const lines: string[] = []
  const spoke = report.packages.filter((one) => one.result !== null && one.result.verdict !== 'allow')
  for (const one of spoke) lines.push(...shown(one), '')
  const problems = report.packages.filter((one) => one.problem !== null)
  if (problems.length > 0) {
    lines.push(`${problems.length} not assessed (unknown is not clean):`, ...problems.slice(0, 12).map((one) => `  ${showText(one.problem as string, { lines: false })}`))
    if (problems.length > 12) lines.push(`  … and ${problems.length - 12} more`)
    lines.push('')
  }
  const count = (verdict: string): number => report.packages.filter((one) => one.result?.verdict === verdict).length
  lines.push(`${report.packages.length} packages: ${count('block')} block, ${count('hold')} hold, ${count('review')} review, ${count('allow')} allow, ${problems.length} not assessed`)
  return lines.join('\n')
}

function shown({ result, why }: Scanned): string[] {
  if (result === null) return []
  const { name, version, verdict, baseline, findings } = result
  const lines = [`${paint(verdict.toUpperCase(), colours[verdict])}  ${showText(`${name}@${version}`, { lines: false })}${why.length > 1 ? `  (root › ${showText(why.join(' › '), { lines: false })})` : ''}`]
  lines.push(`  compared with ${baseline === null ? 'nothing: no baseline at hand' : showText(`${baseline.name}@${baseline.version} (${baseline.kind})`, { lines: false })}`)
  for (const finding of findings) {
    lines.push(`  ${finding.verdict}: ${finding.title}   ${finding.rule}`)
    for (const place of finding.places.slice(0, 3)) lines.push(`    ${whereIs(place)}`)
  }
  const top = findings[0]
  if (top !== undefined) lines.push(`  could also be: ${top.innocent[0] ?? ''}   (sallyport explain ${top.rule})`)
  return lines
}

export function whereIs(place: Place): string {
  if (place.in === 'code') return showText(`${place.file}:${place.line}:${place.column}  ${place.text ?? ''}`, { lines: false, limit: 180 })
  return place.in === 'field' ? showText(`${place.path}  ${place.text ?? ''}`, { lines: false, limit: 180 }) : ''
}

function paint(word: string, colour: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001b[${colour}m${word}\u001b[0m` : word
}
