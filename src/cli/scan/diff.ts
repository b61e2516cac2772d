import { existsSync, statSync } from 'node:fs'
import { SallyportError } from '../../core/errors.ts'
import { openPackage } from '../../doors/packages/intake.ts'
import type { PackageContents } from '../../measure/package/contents.ts'
import { measurePackage } from '../../measure/package/measure.ts'
import { readArguments } from '../arguments.ts'
import type { Report } from './formats.ts'
import { judgePackage, scanRules } from '../../jobs/packages/judge-package.ts'
import { exitCode, formatNamed } from './scan.ts'
import { fromFile, fromFolder, fromRegistry, verdictNamed } from './sources.ts'

const usage = `Usage: sallyport diff <from> <to>  [--fail-on hold] [--format text] [--pack FOLDER]

What one version of a package does that the other does not. Each side is name@version, an archive or a folder.
Different names are compared as a copy with its original.

Exit code: 0 clean, 1 findings at or above --fail-on, 2 the comparison itself failed.`

/** `sallyport diff` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { 'fail-on': { type: 'string' }, format: { type: 'string' }, pack: { type: 'string' } })
  const [from, to] = positionals
  if (values.help === true || from === undefined || to === undefined) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const format = formatNamed(values.json === true ? 'json' : (values.format ?? 'text'))
  const failOn = verdictNamed(values['fail-on'] ?? 'hold')
  const [base, contents] = [await open(from), await open(to)]
  const kind = base.manifest.name === contents.manifest.name ? 'previous' : 'original'
  const measured = measurePackage(contents, { baseline: { kind, contents: base, similarity: 1 } })
  const rules = scanRules(values.pack === undefined ? [] : [values.pack])
  const report: Report = { input: `${from} → ${to}`, rules: rules.book.version, packages: [{ from: to, line: 1, why: [], dev: false, integrity: '', result: judgePackage(rules, measured), problem: null }] }
  process.stdout.write(`${format(report)}\n`)
  return exitCode(report, failOn)
}

async function open(location: string): Promise<PackageContents> {
  if (existsSync(location)) return statSync(location).isDirectory() ? fromFolder(location) : fromFile(location)
  if (!/^(?:@[\w.-]+\/)?[\w.-]+@[\w.+-]+$/.test(location)) throw new SallyportError('SP_INPUT', `There is no file ${location}, and it is no name@version.`)
  return openPackage(await fromRegistry(location))
}
