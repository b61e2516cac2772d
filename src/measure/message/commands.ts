import { analyseCommand } from '../command/analyse.ts'
import { selfNamed } from '../command/patterns.ts'
import type { MessageFacts } from './facts.ts'
import type { ParsedMessage } from './parsed.ts'

type Command = MessageFacts['commands'][number]

const starts =
  /(?<![\w./\\-])(?:powershell|pwsh|cmd(?:\.exe)?\s*\/|mshta|msiexec|rundll32|regsvr32|certutil|bitsadmin|wscript|cscript|forfiles|conhost|curl|wget|iwr|irm|iex|invoke-|start-bitstransfer|osascript|bash|zsh|sh\s+-c|\/bin\/(?:ba|z)?sh|python3?\s+-c|node\s+-e|perl\s+-e|ruby\s+-e|php\s+-r|echo\s+["']?[A-Za-z0-9+/=]{16,}|eval\s|nslookup|finger\s|xattr|spctl|sudo|chmod\s+\+x|hdiutil|\$\w+\s*=|\(New-Object|nc\s+-|nohup|set\s+\w+=|for\s+\/f|[A-Z]:\\\S+\.exe|%\w+%\\\S+)/gi

const mostCommands = 40

/**
 * Commands that the reader could be meant to paste: from each word that begins one to the end of its line, fenced blocks
 * as a whole, clipboard texts of a page, scripts among the attachments. Prose around them does not disturb.
 *
 * @param alone a text that is known to be a command, read as a whole too
 */
export function commandsIn(message: ParsedMessage, alone?: string): Command[] {
  const candidates: { text: string; start: number }[] = alone === undefined ? [] : [{ text: alone, start: 0 }]
  const { text } = message
  for (const block of text.matchAll(/```[\w-]*\n([\s\S]{3,8000}?)```/g))
    candidates.push({ text: block[1] as string, start: block.index })
  for (const quoted of text.matchAll(/(?<!`)`([^`\n]{4,2000})`(?!`)/g))
    candidates.push({ text: quoted[1] as string, start: quoted.index })
  for (const line of text.matchAll(/[^\n]{4,20000}/g)) {
    starts.lastIndex = 0
    const found = starts.exec(line[0])
    if (found !== null && candidates.length < 400)
      candidates.push({ text: line[0].slice(found.index).replace(/`+\s*$/, ''), start: line.index + found.index })
  }
  for (const clip of message.html.clipboard)
    if (new RegExp(starts.source, 'i').test(clip)) candidates.push({ text: clip, start: 0 })
  for (const attachment of message.attachments)
    if (
      attachment.script.length > 4 &&
      /\.(?:sh|bash|zsh|command|ps1|bat|cmd|vbs|hta|applescript|scpt|url|webloc|terminal)$/i.test(attachment.name)
    )
      candidates.push({ text: attachment.script, start: 0 })
  const whole = new Map<string, Command>()
  for (const candidate of candidates) {
    const facts = analyseCommand(candidate.text)
    if (facts.does.length === 0) continue
    const command: Command = {
      does: facts.does,
      vendorOnly: facts.vendorOnly,
      bareSource: facts.bareSource,
      selfNamed: facts.urls.some((url) => selfNamed.test(url)),
      decoyComment: facts.decoyComment,
      disguised: facts.disguises.length > 0,
      padding: facts.padding,
      place: {
        in: 'text',
        start: candidate.start,
        end: candidate.start + candidate.text.length,
        text: candidate.text.slice(0, 240),
      },
      urls: facts.urls.slice(0, 10),
    }
    const key = command.does.join()
    if (!whole.has(key)) whole.set(key, command)
    if (whole.size >= mostCommands) break
  }
  return [...whole.values()]
}
