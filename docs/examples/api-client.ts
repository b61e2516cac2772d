/**
 * A client of the API in one file, without a dependency: hand a file in, wait until it was judged, read the case.
 *
 *   SALLYPORT=https://sallyport.example SALLYPORT_TOKEN=sp_… node docs/examples/api-client.ts resume.pdf
 *
 * The token needs the scopes `evidence.submit` (to hand in); reading cases needs a person's session or a token of a
 * person with the scope `case.read`.
 */

export interface Problem {
  readonly code: string
  readonly detail: string
  readonly advice: string
}

/** An answer that is none: the server says what is wrong and what to do about it. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(`${problem.code}: ${problem.detail} ${problem.advice}`)
    this.status = status
    this.problem = problem
  }
}

export interface Client {
  /** Every address with its methods, as the server describes itself. */
  operations(): Promise<readonly string[]>
  submit(name: string, bytes: Uint8Array, about?: { door?: string; subject?: string }): Promise<{ evidence: string; subject: string; case: string | null; known: boolean }>
  call<T>(method: string, path: string, body?: unknown): Promise<T>
}

/** @param send `fetch`, or something that answers like it */
export function client(address: string, token: string, send: (url: string, init: RequestInit) => Promise<Response> = fetch): Client {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const form = body instanceof FormData
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) }
    const response = await send(`${address}${path}`, { method, headers, ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }) })
    if (response.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(response.headers.get('retry-after') ?? 1)))
      return call(method, path, body)
    }
    if (!response.ok) throw new ApiError(response.status, (await response.json()) as Problem)
    return response.status === 204 ? (null as T) : ((await response.json()) as T)
  }
  return {
    call,
    async operations() {
      const document = await call<{ paths: Record<string, Record<string, unknown>> }>('GET', '/openapi.json')
      return Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    },
    submit(name, bytes, about = {}) {
      const form = new FormData()
      form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name))
      for (const [key, value] of Object.entries(about)) if (value !== undefined) form.set(key, value)
      return call('POST', '/api/evidence', form)
    },
  }
}

if (import.meta.main) {
  const { readFileSync } = await import('node:fs')
  const { basename } = await import('node:path')
  const [file] = process.argv.slice(2)
  if (file === undefined) throw new Error('Name a file to hand in.')
  const api = client(process.env['SALLYPORT'] ?? 'http://127.0.0.1:4477', process.env['SALLYPORT_TOKEN'] ?? '')
  const accepted = await api.submit(basename(file), new Uint8Array(readFileSync(file)))
  process.stdout.write(`${JSON.stringify(accepted, null, 2)}\n`)
}
