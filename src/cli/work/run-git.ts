import { spawn } from 'node:child_process'
import { SallyportError } from '../../core/errors.ts'

/**
 * Standard output of a `git` command in a repository that may be hostile: no shell, no hooks, no pager, no programs
 * that the repository's own configuration names.
 *
 * @throws SP_INPUT when git is not installed or refuses the folder
 */
export async function* textOf(repository: string, args: readonly string[]): AsyncGenerator<string> {
  const safe = [
    '-C',
    repository,
    '--no-pager',
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=',
    '-c',
    'log.showSignature=false',
    '-c',
    'diff.external=',
    '-c',
    'gpg.program=false',
  ]
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C.UTF-8',
  }
  const git = spawn('git', [...safe, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let complaint = ''
  git.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(0, 2000)))
  const ended = new Promise<number | Error>((resolve) => {
    git.once('error', resolve)
    git.once('close', (code) => resolve(code ?? 1))
  })
  git.stdout.setEncoding('utf8')
  for await (const chunk of git.stdout) yield chunk as string
  const end = await ended
  if (end instanceof Error)
    throw new SallyportError('SP_INPUT', 'The program "git" could not be started. Is it installed?')
  if (end !== 0) throw new SallyportError('SP_INPUT', `git refused the repository: ${complaint.split('\n')[0] ?? ''}`)
}
