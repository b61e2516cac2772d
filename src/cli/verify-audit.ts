import { createPublicKey, createPrivateKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import { checkpointFromText, type Checkpoint } from '../guard/audit/checkpoint.ts'
import { readLog } from '../guard/audit/log.ts'
import { verifyAudit } from '../guard/audit/verify.ts'
import { auditStore } from '../store/guard/audit-store.ts'
import { openStore } from '../store/open.ts'
import { repositories } from '../store/repositories/repositories.ts'
import { openVault } from '../store/vault/open.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'

const usage = `Usage: sallyport verify-audit [--checkpoints FILE] [--json]

Holds the audit log against its signed checkpoints: finds a changed, removed or reordered entry, and a log cut short.
Checkpoints kept in the same database can be cut short with it: give the ones that were sent outside, a line each.

Exit code: 0 sound, 1 broken.`

/** `sallyport verify-audit` */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { checkpoints: { type: 'string' } })
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const config = readConfig(process.env)
  const keyFile = path.join(path.dirname(config.keyFile), 'audit.key')
  if (!existsSync(keyFile)) throw new SallyportError('SP_CONFIG', `There is no audit key at ${keyFile}.`)
  const key = createPublicKey(createPrivateKey(readFileSync(keyFile)))
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    const context = { db: store.db, vault: await openVault(store, config.keyFile, systemClock), clock: systemClock }
    const tables = repositories(context)
    let sound = true
    for (const org of await tables.orgs.list()) {
      const kept: Checkpoint[] = (await tables.audit.checkpoints(org.id)).map((checkpoint) => ({ ...checkpoint, org: org.id }))
      const outside = values.checkpoints === undefined ? [] : readCheckpoints(values.checkpoints).filter((checkpoint) => checkpoint.org === org.id)
      const report = await verifyAudit(readLog(auditStore(store, context), org.id), [...kept, ...outside], [key])
      sound &&= report.ok
      if (values.json === true) process.stdout.write(`${JSON.stringify({ org: org.id, ...report })}\n`)
      else process.stdout.write(`${org.name}: ${report.ok ? `${report.entries} entries, sound; ${report.uncovered} after the newest checkpoint` : report.problem}\n`)
    }
    return sound ? 0 : 1
  } finally {
    await store.close()
  }
}

function readCheckpoints(file: string): Checkpoint[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => {
    const checkpoint = checkpointFromText(line)
    if (checkpoint === null) throw new SallyportError('SP_INPUT', `${file}: a line is no checkpoint.`)
    return checkpoint
  })
}
