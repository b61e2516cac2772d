import { SallyportError, messageOf } from '../core/errors.ts'

/** A command is a module with `run(args)`; it is loaded only when it is called, so that each starts quickly. */
interface Command {
  readonly about: string
  readonly load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }>
}

const commands: Readonly<Record<string, Command>> = {
  start: { about: 'serve the console and the API, and work the queue', load: () => import('./start.ts') },
  demo: { about: 'start with a fictional company in it', load: async () => ({ run: async (args) => (await import('./start.ts')).run(['--demo', ...args]) }) },
  worker: { about: 'work the queue only', load: () => import('./worker.ts') },
  screen: { about: 'judge a folder of résumés, without a server', load: () => import('./screen/screen.ts') },
  work: { about: 'read a git repository or a log: which clock does an account follow', load: () => import('./work.ts') },
  history: { about: 'write down the git history a candidate showed, to hand it in', load: () => import('./history.ts') },
  scan: { about: 'find poisoned packages in a lockfile, folder, archive or by name', load: () => import('./scan/scan.ts') },
  index: { about: 'remember originals, so that scan finds their copies', load: () => import('./scan/build-index.ts') },
  diff: { about: 'what one version of a package does that the other does not', load: () => import('./scan/diff.ts') },
  why: { about: 'through which packages a project holds another, and how to pin it to the last good version', load: () => import('./scan/why.ts') },
  proxy: { about: 'guard a package registry: held versions are not handed out', load: () => import('./proxy.ts') },
  watch: { about: 'follow a registry: judge new versions of what we use', load: () => import('./watch.ts') },
  explain: { about: 'what a finding of scan or diff means', load: () => import('./scan/explain.ts') },
  call: { about: 'read a recorded interview: who spoke when, without keeping the sound', load: () => import('./call/call.ts') },
  intel: { about: 'build the table of addresses, and ask it', load: () => import('./intel.ts') },
  taxii: { about: 'serve a TAXII server alone, from a dump of another one', load: () => import('./taxii.ts') },
  doctor: { about: 'check what a start needs', load: () => import('./doctor.ts') },
  user: { about: 'accounts and API tokens', load: () => import('./user.ts') },
  backup: { about: 'write everything into one encrypted file', load: async () => ({ run: (await import('./backup.ts')).backup }) },
  restore: { about: 'fill an empty store from a backup', load: async () => ({ run: (await import('./backup.ts')).restore }) },
  move: { about: 'copy everything into another database', load: async () => ({ run: (await import('./backup.ts')).move }) },
  'rotate-key': { about: 'wrap every data key under a new master key', load: () => import('./rotate-key.ts') },
  'verify-audit': { about: 'hold the audit log against its checkpoints', load: () => import('./verify-audit.ts') },
  'verify-pack': { about: 'hold an evidence pack against its signature', load: () => import('./verify-pack.ts') },
  dpia: { about: 'write the impact assessment from the configuration', load: () => import('./dpia.ts') },
  playbook: { about: 'check, test, list and explain the rules', load: () => import('./playbook.ts') },
  bench: { about: 'measure accuracy and speed', load: async () => ({ run: (await import('../../bench/main.ts')).main }) },
}

const [name, ...args] = process.argv.slice(2)

function help(): string {
  const lines = Object.entries(commands).map(([command, { about }]) => `  ${command.padEnd(14)} ${about}`)
  return `Usage: sallyport <command> [options]\n\n${lines.join('\n')}\n\nEvery command takes --help and, where it prints results, --json.\n`
}

try {
  const command = name === undefined ? undefined : commands[name]
  if (command === undefined) {
    const asked = name === undefined || name === 'help' || name === '--help' || name === '-h'
    ;(asked ? process.stdout : process.stderr).write(asked ? help() : `There is no command "${name}".\n\n${help()}`)
    process.exitCode = asked ? 0 : 2
  } else {
    process.exitCode = await (await command.load()).run(args)
  }
} catch (error) {
  process.stderr.write(`${error instanceof SallyportError ? error.toText() : messageOf(error)}\n`)
  if (process.env['SALLYPORT_DEBUG'] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exitCode = 2
}
