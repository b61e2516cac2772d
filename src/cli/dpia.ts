import { writeFileSync } from 'node:fs'
import { dpiaDocument } from '../cases/dpia.ts'
import { rows } from '../jobs/house.ts'
import { dpiaInput } from '../jobs/rights/dpia.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'
import { openHouse } from './open-house.ts'
import { version } from './version.ts'

const usage = `Usage: sallyport dpia [--out FILE.md]

Writes a data protection impact assessment from the configuration in force: doors, rules by privacy class, retention,
peers, letters. What only people know is left open and marked. Stop the server first when it uses the embedded store.`

/** `sallyport dpia` */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { out: { type: 'string' } })
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const config = readConfig(process.env)
  const opened = await openHouse(config, () => undefined, (error) => void process.stderr.write(`${error.message}\n`))
  try {
    const [org] = await rows(opened.house).orgs.list()
    const organisation = org ?? (await rows(opened.house).orgs.insert(config.org))
    const text = dpiaDocument(await dpiaInput(opened.house, organisation.id, { organisation: organisation.name, version, singleSignOn: config.oidc !== null }))
    if (values.out === undefined) process.stdout.write(text)
    else writeFileSync(values.out, text)
    return 0
  } finally {
    await opened.close()
  }
}
