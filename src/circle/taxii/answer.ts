import type { Context } from 'hono'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { taxiiType } from './media.ts'
import { showMicros } from './time.ts'

export type Refusal = 400 | 401 | 403 | 404 | 405 | 406 | 413 | 415 | 422

/** A refusal as TAXII says it. */
export class TaxiiError extends Error {
  readonly status: Refusal

  constructor(status: Refusal, description: string) {
    super(description)
    this.status = status
  }
}

/** Titles of the error messages; the reference server's where it has one. */
const titles: Readonly<Record<number, string>> = {
  400: 'ProcessingError',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'ProcessingError',
  500: 'InternalError',
}

/** Any error as TAXII's error message. What was not foreseen says nothing of itself outside. */
export function refuse(context: Context, error: unknown, report: ((error: Error) => void) | undefined): Response {
  const [status, description] =
    error instanceof TaxiiError
      ? [error.status, error.message]
      : error instanceof SallyportError && error.status < 500
        ? [error.status, error.message]
        : [500, 'Something went wrong on the server.']
  if (status === 500) report?.(error instanceof Error ? error : new Error(messageOf(error)))
  if (status === 401) context.header('www-authenticate', 'Basic realm="taxii", charset="UTF-8", Bearer realm="taxii"')
  return json(context, JSON.stringify({ title: titles[status] ?? 'Error', description, http_status: String(status) }), status)
}

/** Dates of the first and the last object of a page. */
export function dated(context: Context, first: number, last: number): void {
  context.header('x-taxii-date-added-first', showMicros(first))
  context.header('x-taxii-date-added-last', showMicros(last))
}

export function json(context: Context, body: string, status = 200): Response {
  return context.body(body, status as 200, { 'content-type': taxiiType })
}
