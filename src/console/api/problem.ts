import type { Problem } from '../../http/contract.ts'

/** An answer of the API that is an error, in the words the server chose. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** What stands on the screen when anything went wrong: what happened, and what to do. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem
  return {
    type: 'about:blank',
    title: 'The console stumbled',
    status: 0,
    code: 'SP_CONSOLE',
    detail: thrown instanceof Error ? thrown.message : 'Something unexpected happened in the console.',
    advice: 'Reload the page. If it comes back, tell the person who runs Sallyport, with the time.',
  }
}

export const unreachable: Problem = {
  type: 'about:blank',
  title: 'Sallyport does not answer',
  status: 0,
  code: 'SP_UNREACHABLE',
  detail: 'The console could not reach the Sallyport server.',
  advice: 'Check the connection. If others see it too, the server may be restarting: it usually takes seconds.',
}

/** Whether an unknown JSON value is a problem document. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value && 'title' in value
}
