import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { SallyportError } from '../core/errors.ts'
import { backup as backupStream, type Progress } from '../store/backup/backup.ts'
import { moveStore } from '../store/backup/move.ts'
import { restore as restoreStream } from '../store/backup/restore.ts'
import { openStore } from '../store/open.ts'
import { readMasterKeys } from '../store/vault/master-keys.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'
import { progressBar } from './progress.ts'

const usages = {
  backup: `Usage: sallyport backup <file>

Writes everything into one encrypted file. It opens only with the master key file, which is not part of it: keep the
two apart. Stop the server first when the store is the embedded one.`,
  restore: `Usage: sallyport restore <file>

Fills an empty store (embedded, or DATABASE_URL) from a backup: all of it, or nothing.`,
  move: `Usage: sallyport move --to postgres://…

Copies everything from the present store into an empty one. The master key file goes on serving. The source stays.`,
}

/** `sallyport backup` */
export async function backup(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {})
  const [file] = positionals
  if (values.help === true || file === undefined) return help('backup', values.help === true)
  if (existsSync(file)) throw new SallyportError('SP_INPUT', `${file} exists already; a backup never overwrites one.`)
  const config = readConfig(process.env)
  const keys = readMasterKeys(config.keyFile)
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    const rows = await watched((progress) => pipeline(Readable.from(backupStream(store, keys, { now: Date.now(), progress })), createWriteStream(`${file}.part`, { mode: 0o600, flags: 'wx' })))
    renameSync(`${file}.part`, file)
    return done(values.json === true, { file, rows }, `${rows.toLocaleString('en')} rows written to ${file}. Keep ${config.keyFile} apart from it.`)
  } finally {
    await store.close()
  }
}

/** `sallyport restore` */
export async function restore(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {})
  const [file] = positionals
  if (values.help === true || file === undefined) return help('restore', values.help === true)
  if (!existsSync(file)) throw new SallyportError('SP_INPUT', `There is no file ${file}.`)
  const config = readConfig(process.env)
  const keys = readMasterKeys(config.keyFile)
  mkdirSync(config.folder, { recursive: true, mode: 0o700 })
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    const rows = await watched((progress) => restoreStream(store, keys, createReadStream(file), { now: Date.now(), progress }))
    return done(values.json === true, { file, rows }, `${rows.toLocaleString('en')} rows restored. What was not measured yet is taken up at the next start.`)
  } finally {
    await store.close()
  }
}

/** `sallyport move` */
export async function move(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { to: { type: 'string' } })
  if (values.help === true || values.to === undefined) return help('move', values.help === true)
  const config = readConfig(process.env)
  const from = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    const to = await openStore({ databaseUrl: values.to })
    try {
      const rows = await watched((progress) => moveStore(from, to, { now: Date.now(), progress }))
      return done(values.json === true, { rows }, `${rows.toLocaleString('en')} rows copied. Start with DATABASE_URL set to the new database and the same ${config.keyFile}.`)
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

/** Runs with a progress bar. @returns rows that passed */
async function watched(work: (progress: (progress: Progress) => void) => Promise<unknown>): Promise<number> {
  let rows = 0
  let bar: ReturnType<typeof progressBar> | null = null
  await work((progress) => {
    bar ??= progressBar(progress.total, 'Rows')
    rows = progress.rows
    bar.update(progress.rows, progress.table)
  })
  ;(bar as ReturnType<typeof progressBar> | null)?.end()
  return rows
}

function help(command: keyof typeof usages, asked: boolean): number {
  ;(asked ? process.stdout : process.stderr).write(`${usages[command]}\n`)
  return asked ? 0 : 2
}

function done(json: boolean, result: object, sentence: string): number {
  process.stdout.write(`${json ? JSON.stringify(result) : sentence}\n`)
  return 0
}
