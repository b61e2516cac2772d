import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { messageOf } from '../core/errors.ts'
import { sandboxPool, sandboxProtections } from '../guard/sandbox/sandbox.ts'
import { doors } from '../doors/index.ts'
import { openStore } from '../store/open.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'
import { isConsoleStale } from './console-build.ts'
import { loadPlaybook } from './open-house.ts'

interface Check {
  readonly what: string
  readonly state: 'ok' | 'warn' | 'bad'
  readonly say: string
}

/** `sallyport doctor`: looks at everything a start needs, and says what to do about what is missing. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {})
  if (values.help === true) {
    process.stdout.write('Usage: sallyport doctor [--json]\n\nChecks Node, settings, keys, store, rules, console and parser sandbox. Changes nothing.\n\nExit code: 0 fine, 1 something will not work.\n')
    return 0
  }
  const checks = [...node(), ...(await settings())]
  if (values.json === true) process.stdout.write(`${JSON.stringify(checks)}\n`)
  else for (const { what, state, say } of checks) process.stdout.write(`${{ ok: '✓', warn: '!', bad: '✗' }[state]} ${what.padEnd(10)} ${say}\n`)
  return checks.some(({ state }) => state === 'bad') ? 1 : 0
}

function node(): Check[] {
  const major = Number(process.versions.node.split('.')[0])
  return [{ what: 'Node', state: major >= 26 ? 'ok' : 'bad', say: `${process.versions.node}${major >= 26 ? '' : ': run "npm ci", it brings Node 26'}` }]
}

async function settings(): Promise<Check[]> {
  try {
    const config = readConfig(process.env)
    return [
      { what: 'settings', state: 'ok', say: `data in ${config.folder}` },
      keyFile(config.keyFile, existsSync(config.folder)),
      await attempt('store', async () => {
        // The embedded store belongs to one process: a running server is a good sign, not a fault.
        const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder, memory: config.databaseUrl === undefined && !existsSync(config.folder) })
        await store.close()
        return store.kind === 'pglite' ? 'embedded: survives a crash, not a power cut; for production set DATABASE_URL' : 'PostgreSQL answers'
      }),
      await attempt('rules', async () => {
        const { playbook, faults } = loadPlaybook(config)
        return `${playbook.rules.length} in force${faults.length === 0 ? '' : `, ${faults.length} faults in peers' packs`}`
      }),
      { what: 'console', state: isConsoleStale() ? 'warn' : 'ok', say: isConsoleStale() ? 'not built yet; the next start builds it' : 'built' },
      await sandbox(),
    ]
  } catch (error) {
    return [{ what: 'settings', state: 'bad', say: messageOf(error) }]
  }
}

function keyFile(file: string, hasData: boolean): Check {
  if (!existsSync(file)) return { what: 'keys', state: hasData ? 'warn' : 'ok', say: `${file} will be made at the first start` }
  try {
    accessSync(file, constants.R_OK)
  } catch {
    return { what: 'keys', state: 'bad', say: `${file} cannot be read by this user` }
  }
  const open = (statSync(file).mode & 0o077) !== 0
  return { what: 'keys', state: open ? 'warn' : 'ok', say: open ? `${file} can be read by others: chmod 600 it` : file }
}

/** Reads one harmless file in a real child, with all its limits. */
async function sandbox(): Promise<Check> {
  const parser = doors.find(({ id }) => id === 'apply')?.kinds.resume?.parser
  if (parser === undefined) return { what: 'sandbox', state: 'bad', say: 'there is no parser to try' }
  const pool = sandboxPool({ ready: 0 })
  try {
    await pool.parse(parser, new TextEncoder().encode('Name\nExperience\n'), { name: 'doctor.txt' })
    const { sentence, kernelLimits } = sandboxProtections()
    return { what: 'sandbox', state: kernelLimits === null ? 'warn' : 'ok', say: sentence }
  } catch (error) {
    return { what: 'sandbox', state: 'bad', say: messageOf(error) }
  } finally {
    pool.close()
  }
}

async function attempt(what: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { what, state: 'ok', say: await work() }
  } catch (error) {
    return { what, state: 'bad', say: messageOf(error) }
  }
}
