import { SallyportError } from '../../core/errors.ts'
import { explainRule } from '../../playbook/describe.ts'
import { readArguments } from '../arguments.ts'
import { scanRules } from '../../jobs/packages/judge-package.ts'

const usage = `Usage: sallyport explain <rule>  [--json]

What a finding of scan or diff means: its rule in full, with what else may explain it and what would clear it.
The rule is named as the finding names it: packages/inserted-env-theft, or inserted-env-theft.`

/** `sallyport explain` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { pack: { type: 'string' } })
  const [id] = positionals
  if (values.help === true || id === undefined) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const { book } = scanRules(values.pack === undefined ? [] : [values.pack])
  const wanted = id.includes('/') ? id : `packages/${id}`
  const found = book.rules.find(({ rule }) => rule.id === wanted)
  if (found === undefined) throw new SallyportError('SP_NOT_FOUND', `There is no rule ${wanted}. "sallyport playbook list" shows them all.`)
  process.stdout.write(values.json === true ? `${JSON.stringify(found.rule)}\n` : `${explainRule(found)}\n`)
  return await Promise.resolve(0)
}
