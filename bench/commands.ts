import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, BenchOptions, BenchResult, Metric } from './harness/bench.ts'
import { rate } from './harness/stats.ts'
import { SallyportError } from '../src/core/errors.ts'
import { seededRandom } from '../src/core/random.ts'
import { commandsIn } from '../src/measure/message/commands.ts'
import { emptyMessage } from '../src/measure/message/parsed.ts'
import { inventedCommands } from './commands/invented.ts'
import { readmeLines } from './commands/readmes.ts'
import { regex15 } from './commands/regex15.ts'
import { isFlagged, judgeMessage, messageRules } from './messages/judge.ts'

interface Commands {
  readonly malicious: readonly string[]
  readonly benign: readonly string[]
  /** Strings of a page's clipboard code that hold a command. */
  readonly clipboard: readonly string[]
}

async function run(options: BenchOptions): Promise<BenchResult> {
  const commands = options.data === null ? inventedCommands(seededRandom(options.seed)) : readCommands(options.data)
  const rules = messageRules()
  // The shipped rules decide, on the facts of a message that consists of this one command.
  const flagged = (text: string): boolean =>
    isFlagged(judgeMessage(rules, { message: { commands: commandsIn({ ...emptyMessage, text }, text) } }, {}))
  const lines = readmeLines('full' in options.flags ? 1_000_000 : options.quick ? 5_000 : 60_000)
  if ('confusions' in options.flags) {
    for (const text of [...commands.malicious, ...commands.clipboard])
      if (!flagged(text)) options.say(`missed: ${text.slice(0, 200)}`)
    for (const text of commands.benign) if (flagged(text)) options.say(`false alarm: ${text.slice(0, 200)}`)
    for (const text of lines) if (flagged(text)) options.say(`README: ${text.slice(0, 200)}`)
  }
  const per10k = (judge: (text: string) => boolean): Metric => {
    const counted = rate(lines.filter(judge).length, lines.length)
    return counted.value === null
      ? counted
      : { value: counted.value * 1e4, low: (counted.low ?? 0) * 1e4, high: (counted.high ?? 0) * 1e4, n: lines.length }
  }
  const of = (judge: (text: string) => boolean): Record<string, Metric> => ({
    recall: rate(commands.malicious.filter(judge).length, commands.malicious.length),
    false_alarms: rate(commands.benign.filter(judge).length, commands.benign.length),
    readme_per_10k: per10k(judge),
    clipboard_recall: rate(commands.clipboard.filter(judge).length, commands.clipboard.length),
  })
  return { metrics: of(flagged), baselines: { regex15: of(regex15) } }
}

/** `commands.json` and, where it is there, `clickgrab.json`; layout in bench/data/commands.md. */
function readCommands(folder: string): Commands {
  const path = join(folder, 'commands.json')
  if (!existsSync(path)) throw new SallyportError('SP_BENCH_DATA', 'commands.json is missing.')
  const { malicious, benign } = JSON.parse(readFileSync(path, 'utf8')) as { malicious: string[]; benign: string[] }
  const grabbed = join(folder, 'clickgrab.json')
  const rows = existsSync(grabbed) ? (JSON.parse(readFileSync(grabbed, 'utf8')) as { value: string }[]) : []
  return { malicious, benign, clipboard: [...new Set(rows.map((row) => row.value).filter(holdsCommand))] }
}

/**
 * Most strings of the collection are pieces of page code, or cut before the command says anything. Those count that name
 * an interpreter and an address or a longer encoded literal; the test is written without looking at our analyser.
 */
function holdsCommand(value: string): boolean {
  const command =
    /\b(?:powershell|pwsh|cmd(?:\.exe)? \/c|mshta|msiexec|curl|wget|iwr|irm|iex|invoke-webrequest|osascript|bash|rundll32|certutil|bitsadmin)\b[\s\S]{0,600}/i.exec(
      value,
    )?.[0] ?? ''
  return (
    /https?:\/\/[\w.-]+\.\w+|[A-Za-z0-9+/]{40,}={0,2}/.test(command) &&
    !/"FullMatch"|^\s*\{/.test(value) &&
    !/function\s*\(/.test(command.slice(0, command.search(/https?:|[A-Za-z0-9+/]{40,}/)))
  )
}

export const bench: Bench = {
  subject: 'commands',
  about:
    'commands a lure wants pasted, against honest ones and against lines of READMEs; beside fifteen regular expressions',
  run,
}
