import { errorCodes, type ErrorCode } from './error-codes.ts'

/** An error with a code that stays the same and a sentence a person can act on. */
export class SallyportError extends Error {
  override readonly name = 'SallyportError'
  readonly code: ErrorCode
  /** Structured particulars for a machine (`field`, `limit`, `file` …). Never contains received content. */
  readonly details: Readonly<Record<string, string | number | boolean>>

  /**
   * @param code    one of the registry
   * @param what    what happened here, one sentence, without the code
   * @param details particulars that are safe to log
   */
  constructor(code: ErrorCode, what: string, details: Record<string, string | number | boolean> = {}, options?: ErrorOptions) {
    super(what, options)
    this.code = code
    this.details = details
  }

  get status(): number {
    return errorCodes[this.code].status
  }

  get advice(): string {
    return errorCodes[this.code].advice
  }

  /** As it is printed: code, what happened, what to do, where to read on. */
  toText(): string {
    return `${this.code}: ${this.message}\n${this.advice}   docs/errors.md#${this.code.toLowerCase()}`
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
