import { systemClock } from '../core/clock.ts'
import { openStore } from '../store/open.ts'
import { rotateMasterKey } from '../store/vault/rotate.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'

const usage = `Usage: sallyport rotate-key

Makes a new master key, wraps every data key under it and drops the old one. Data itself is not written anew. May be cut
off at any point and called again. Stop the server and the workers first: they do not know the new key. Copy the key file
to where you keep it afterwards; backups made before open with the old key only.`

/** `sallyport rotate-key` */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {})
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const config = readConfig(process.env)
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    let wrapped = 0
    await rotateMasterKey(store, config.keyFile, (done) => {
      wrapped = done
      process.stderr.write(`\r${done} data keys`)
    }, systemClock)
    process.stdout.write(`\nRotated: ${wrapped} data keys are wrapped under the new master key in ${config.keyFile}.\n`)
    return 0
  } finally {
    await store.close()
  }
}
