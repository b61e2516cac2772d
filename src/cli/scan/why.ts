import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import { readLockfile, waysTo } from '../../doors/packages/lockfile.ts'
import { readArguments } from '../arguments.ts'

const usage = `Usage: sallyport why <name[@version]> [lockfile | folder …]  [--pin VERSION] [--json]

Through which packages each project holds another: project › a › b. Without a lockfile, that of this folder.

  --pin VERSION   print what to put into package.json so that npm takes this version everywhere

Exit code: 0 nobody holds it, 1 somebody does, 2 the question failed.`

interface Project {
  readonly project: string
  readonly file: string
  readonly versions: readonly string[]
  readonly places: number
  readonly ways: readonly (readonly string[])[]
}

/** `sallyport why` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { pin: { type: 'string' } })
  const [wanted, ...inputs] = positionals
  if (values.help === true || wanted === undefined) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const match = /^((?:@[^/@]+\/)?[^/@]+)(?:@(.+))?$/.exec(wanted)
  if (match === null) throw new SallyportError('SP_INPUT', `${wanted} is no name of a package.`)
  const [, name, version] = match as unknown as [string, string, string | undefined]
  const projects = (inputs.length === 0 ? ['.'] : inputs).map((input) => blast(input, name, version ?? null))
  const held = projects.filter(({ places }) => places > 0)
  const pin = values.pin === undefined ? null : { overrides: { [name]: values.pin } }
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ name, version: version ?? null, projects, pin })}\n`
      : `${shown(wanted, projects, pin)}\n`,
  )
  return await Promise.resolve(held.length === 0 ? 0 : 1)
}

function blast(input: string, name: string, version: string | null): Project {
  const file = existsSync(input) && statSync(input).isDirectory() ? path.join(input, 'package-lock.json') : input
  if (!existsSync(file)) throw new SallyportError('SP_INPUT', `There is no lockfile ${file}.`)
  const text = readFileSync(file, 'utf8')
  const versions = [
    ...new Set(
      readLockfile(text)
        .filter((one) => one.name === name)
        .map((one) => one.version),
    ),
  ]
  const said = (JSON.parse(text) as { name?: unknown }).name
  return {
    project: typeof said === 'string' ? said : path.basename(path.dirname(path.resolve(file))),
    file,
    versions,
    ...waysTo(text, name, version),
  }
}

function shown(wanted: string, projects: readonly Project[], pin: object | null): string {
  const lines = projects.flatMap(({ project, file, versions, places, ways }) =>
    places === 0
      ? [`${project} (${file}) does not hold ${wanted}${versions.length === 0 ? '' : `, but ${versions.join(', ')}`}.`]
      : [
          `${project} (${file}) holds ${wanted} in ${places} place${places === 1 ? '' : 's'}:`,
          ...ways.map((way) => `  ${[project, ...way].join(' › ')}`),
        ],
  )
  return pin === null
    ? lines.join('\n')
    : `${lines.join('\n')}\n\nPut into package.json of each, then run npm install:\n${JSON.stringify(pin, null, 2)}`
}
