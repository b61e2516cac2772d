import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from '@hono/zod-openapi'
import { errorCodes, type ErrorCode } from '../core/error-codes.ts'
import { SallyportError } from '../core/errors.ts'
import type { Problem } from './contract.ts'

/** The body of every error: RFC 9457 with our code and what to do. */
export const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(), advice: z.string() })
  .openapi('Problem')

export function problemOf(error: SallyportError): Problem {
  return {
    type: `/docs/errors#${error.code.toLowerCase()}`,
    title: error.code,
    status: error.status,
    code: error.code,
    detail: error.message,
    advice: error.advice,
  }
}

/** Any error as an answer. What was not foreseen is reported to the log and says nothing of itself outside. */
export function answerError(error: Error, context: Context, report: (error: Error) => void): Response {
  const known = toKnown(error)
  if (known === null) report(error)
  const problem = problemOf(known ?? new SallyportError('SP_INTERNAL', 'Something went wrong on the server.'))
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  const after = known?.details['retryAfterS']
  if (after !== undefined) headers['retry-after'] = String(after)
  return context.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, headers)
}

function toKnown(error: Error): SallyportError | null {
  if (error instanceof SallyportError) return error
  if (error instanceof HTTPException) {
    const code: ErrorCode = error.status === 413 ? 'SP_TOO_LARGE' : error.status === 404 ? 'SP_NOT_FOUND' : error.status === 403 ? 'SP_FORBIDDEN' : error.status === 401 ? 'SP_SIGN_IN' : 'SP_INPUT'
    return new SallyportError(code, error.message === '' ? errorCodes[code].advice : error.message)
  }
  return null
}

/** For zod-openapi: a request that does not fit its schema. */
export function refuseInput(result: { success: boolean; error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }): void {
  if (result.success) return
  const issue = result.error?.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? 'The request' : `"${issue.path.map(String).join('.')}"`
  throw new SallyportError('SP_INPUT', `${where}: ${issue?.message ?? 'has the wrong form'}.`)
}
