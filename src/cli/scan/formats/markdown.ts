import { showText } from '../../../core/show-text.ts'
import type { Report } from '../formats.ts'
import { whereIs } from './text.ts'

/** For a comment on a pull request. Everything from a package is escaped and in code marks. */
export function markdown(report: Report): string {
  const spoke = report.packages.filter((one) => one.result !== null && one.result.verdict !== 'allow')
  const lines = ['### Sallyport: packages', '']
  if (spoke.length === 0) lines.push(`Nothing found in ${report.packages.length} packages.`)
  else {
    lines.push('| verdict | package | why | where |', '|---|---|---|---|')
    for (const { result, why } of spoke) {
      const top = result?.findings[0]
      lines.push(`| ${result?.verdict} | ${code(`${result?.name}@${result?.version}`)}${why.length > 1 ? `<br>root › ${cell(why.join(' › '))}` : ''} | ${cell(top?.title ?? '')} | ${top?.places[0] === undefined ? '' : code(whereIs(top.places[0]))} |`)
    }
  }
  const unknown = report.packages.filter((one) => one.problem !== null).length
  if (unknown > 0) lines.push('', `${unknown} packages were not assessed.`)
  return lines.join('\n')
}

const cell = (text: string): string => showText(text, { lines: false }).replace(/[\\|<>[\]`*_@#]/g, (mark) => `&#${mark.charCodeAt(0)};`)
const code = (text: string): string => `<code>${cell(text)}</code>`
