/**
 * Every error a person can meet: the code, its HTTP status, and what to do about it. One line each, sorted by code;
 * docs/errors.md is generated from this table. Codes are never reused.
 */
export const errorCodes = {
  SP_AUDIT_BROKEN: { status: 500, advice: 'The audit log does not verify. Preserve the database as it is and compare it with the last exported checkpoint.' },
  SP_BACKUP_UNREADABLE: { status: 400, advice: 'The file is not a Sallyport backup, was damaged, or the key is another one. Try another copy or key.' },
  SP_BENCH_DATA: { status: 400, advice: 'The benchmark found no data of the documented layout in the folder. See bench/README.md.' },
  SP_CASE_MOVE: { status: 409, advice: 'The case cannot go from its present state to that one. The case page shows the moves that are open.' },
  SP_CONFIG: { status: 500, advice: 'A setting is missing or wrong. Run "sallyport doctor".' },
  SP_CONFLICT: { status: 409, advice: 'Somebody changed this in the meantime. Load it again and repeat what you did.' },
  SP_FETCH_FAILED: { status: 502, advice: 'The other side did not answer in time, or not as expected. Try again later.' },
  SP_FETCH_REFUSED: { status: 502, advice: 'The address is not one the server may fetch (private, loopback, odd port or too many redirects).' },
  SP_FORBIDDEN: { status: 403, advice: 'Your role does not allow this. A lead or an admin can grant it.' },
  SP_INPUT: { status: 400, advice: 'Something in the request has the wrong form. The details name the field.' },
  SP_INTERNAL: { status: 500, advice: 'Try again; if it happens again, look into the server log and tell the operator what you did.' },
  SP_NOT_FOUND: { status: 404, advice: 'There is nothing at this address, or you may not see it.' },
  SP_PACK_INVALID: { status: 400, advice: 'The pack was refused. Run "sallyport playbook check" on it.' },
  SP_PACK_SIGNATURE: { status: 400, advice: 'The signature of the pack does not match its publisher key. Ask the publisher.' },
  SP_PACKAGE_UNREADABLE: { status: 422, advice: 'Treat the package as untrusted: a registry does not serve such an archive. Fetch it again, or report it.' },
  SP_PARSE_CRASHED: { status: 422, advice: 'The file broke its parser and was set aside. It was kept and noted on the case. Ask for a PDF.' },
  SP_PARSE_MEMORY: { status: 422, advice: 'The file needs more memory than a parser may use, so it was set aside. It was kept and noted on the case.' },
  SP_PARSE_OUTPUT: { status: 422, advice: 'The file holds more than a parser may return, so it was set aside. It was kept and noted on the case.' },
  SP_PARSE_TIMEOUT: { status: 422, advice: 'The file took longer to read than is allowed, so it was set aside. It was kept and noted on the case.' },
  SP_RATE_LIMITED: { status: 429, advice: 'Too many requests. Wait as long as the Retry-After header says.' },
  SP_RESUME_BROKEN: { status: 422, advice: 'The file is damaged or cut off. It was kept and noted on the case. Ask for it again, as a PDF.' },
  SP_RESUME_EMPTY: { status: 422, advice: 'There is nothing in the file to read. It was noted on the case. Ask for it again.' },
  SP_RESUME_ENCRYPTED: { status: 422, advice: 'The file is locked with a password. It was kept and noted on the case. Ask for an unlocked copy.' },
  SP_RESUME_EXPANDS: { status: 422, advice: 'It was kept and noted on the case. If you trust the sender, ask for a PDF printed anew.' },
  SP_RESUME_NOT_TEXT: { status: 422, advice: 'The file is neither a document nor readable text. It was kept and noted on the case. Ask for a PDF.' },
  SP_RESUME_PAGES: { status: 422, advice: 'The document is longer than any résumé. It was kept and noted on the case. Ask for a shorter one.' },
  SP_REGISTRY: { status: 502, advice: 'The package registry did not answer as it should. Check the registry setting of npm, or scan a local archive.' },
  SP_RULE_INVALID: { status: 400, advice: 'The rule was refused. The message names file, line and column.' },
  SP_SIGN_IN: { status: 401, advice: 'Sign in again.' },
  SP_STORE_LOCKED: { status: 503, advice: 'Another process uses this data folder. Stop it, or point DATABASE_URL at PostgreSQL.' },
  SP_STORE_UNREACHABLE: { status: 503, advice: 'The database did not answer. Run "sallyport doctor".' },
  SP_TOO_LARGE: { status: 413, advice: 'The upload is larger than the limit. The limit is shown on the Health page.' },
  SP_UNSUPPORTED: { status: 415, advice: 'This kind of file cannot be read. It was kept and noted on the case.' },
  SP_VAULT_KEY: { status: 500, advice: 'The master key file is missing or is another one. Restore it from where you keep it; without it the vault stays shut.' },
  SP_WEBHOOK_SIGNATURE: { status: 401, advice: 'The signature or the time stamp of the webhook does not match. Check the shared secret and the clock.' },
} as const satisfies Record<`SP_${string}`, { status: number; advice: string }>

export type ErrorCode = keyof typeof errorCodes
