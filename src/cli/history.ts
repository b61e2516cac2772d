import { existsSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import { readArguments } from './arguments.ts'
import { exportHistory } from './history/export.ts'

const HELP = `Usage: sallyport history <clone> [--own MAIL,MAIL] [--account-created DATE] [--name NAME] > name.history.json

Writes down the history of a git repository that a candidate showed, to be handed in with her application: who
committed what when, which commits touch blockchain code, and lines of code that hold an IP address. Nothing in the
repository is run, no other content leaves it.

  --own MAIL,MAIL         addresses the candidate says are hers
  --account-created DATE  when the account that shows it was opened (its profile page says so)
`

/** `sallyport history …`. Returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { positionals, values } = readArguments(args, { own: text, 'account-created': text, name: text })
  const clone = positionals[0]
  if (values.help === true || clone === undefined) {
    ;(values.help === true ? process.stdout : process.stderr).write(HELP)
    return values.help === true ? 0 : 2
  }
  if (!existsSync(clone)) throw new SallyportError('SP_INPUT', `There is no repository at ${clone}.`)
  const created = values['account-created'] === undefined ? null : Date.parse(values['account-created'])
  if (Number.isNaN(created)) throw new SallyportError('SP_INPUT', '--account-created takes a date such as 2025-11-02.', { field: 'account-created' })
  const own = (values.own ?? '').split(',').map((mail) => mail.trim()).filter((mail) => mail !== '')
  const history = await exportHistory(path.resolve(clone), { name: values.name ?? path.basename(path.resolve(clone)), own, accountCreatedAt: created, exportedAt: systemClock.now() })
  process.stdout.write(`${JSON.stringify(history)}\n`)
  return 0
}
