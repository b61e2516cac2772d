import { mkdirSync } from 'node:fs'
import { messageOf } from '../core/errors.ts'
import { SallyportError } from '../core/errors.ts'
import { startWorkers } from '../jobs/workers.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'
import { openHouse } from './open-house.ts'

const usage = `Usage: sallyport worker

Works the queue without serving anything. Run as many as you like, on as many machines, against one PostgreSQL.`

/** `sallyport worker` */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {})
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const config = readConfig(process.env)
  if (config.databaseUrl === undefined) throw new SallyportError('SP_CONFIG', 'A separate worker needs DATABASE_URL: the embedded store belongs to one process.')
  mkdirSync(config.folder, { recursive: true, mode: 0o700 })
  const opened = await openHouse(config, () => undefined, (error) => void process.stderr.write(`${messageOf(error)}\n`))
  await startWorkers(opened.house)
  process.stdout.write('Working.\n')
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await opened.close()
  return 0
}
