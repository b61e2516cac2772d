import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../core/errors.ts'
import { openIpTable } from '../measure/network/ip-table.ts'
import { listedRange } from '../measure/network/listed.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'
import { buildIntel, ipTableName } from './intel/build.ts'
import { fetchedLists } from './intel/feeds.ts'

const usage = `Usage: sallyport intel build [--from DIR] [--list CLASS=FILE]... | sallyport intel lookup ADDRESS...

  build    fetch the open address data as npm packages, and write DATA/${ipTableName}
           --from DIR          packages (.tgz) that were fetched before; nothing is downloaded
           --list CLASS=FILE   your own list of prefixes: vpn, relay, hosting or mobile; also CLASS=https://…
  lookup   what the table says of an address
`

/** `sallyport intel`. Returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { from: { type: 'string' }, list: { type: 'string', multiple: true } })
  const [act, ...rest] = positionals
  const { folder } = readConfig(process.env)
  if (values.help || (act !== 'build' && act !== 'lookup')) {
    process.stdout.write(usage)
    return values.help ? 0 : 2
  }
  const file = path.join(folder, ipTableName)
  if (act === 'build') {
    const made = await buildIntel({ folder, from: values.from ?? null, lists: await fetchedLists(values.list ?? [], path.join(folder, 'intel')), say: (line) => process.stderr.write(`${line}\n`) })
    process.stdout.write(values.json ? `${JSON.stringify(made)}\n` : `${file}: ${made.ranges4} IPv4 and ${made.ranges6} IPv6 ranges, ${(made.bytes / 1e6).toFixed(1)} MB, data of ${made.asOf}\n`)
    return 0
  }
  if (!existsSync(file)) throw new SallyportError('SP_NOT_FOUND', 'There is no table of addresses yet. Run "sallyport intel build".')
  const table = openIpTable(readFileSync(file))
  for (const address of rest) process.stdout.write(`${JSON.stringify({ address, ...table.lookUp(address), listed: listedRange(address) })}\n`)
  return 0
}
