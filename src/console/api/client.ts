import { isProblem, ProblemError, unreachable } from './problem.ts'

/** The token of `Me`, sent with everything that changes something. Kept in memory only. */
let csrf = ''

export function keepToken(token: string): void {
  csrf = token
}

/** `GET`, as JSON. @throws ProblemError */
export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>(path, signal === undefined ? {} : { signal })
}

/** `POST` of JSON. @throws ProblemError */
export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
  })
}

/** `PUT` of JSON. @throws ProblemError */
export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>(path, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
  })
}

/** `DELETE`. @throws ProblemError */
export function remove(path: string): Promise<null> {
  return call<null>(path, { method: 'DELETE', headers: { 'x-csrf-token': csrf } })
}

/** `POST` of a log as it is. @throws ProblemError */
export function postLines<T>(path: string, lines: Blob): Promise<T> {
  return call<T>(path, { method: 'POST', body: lines, headers: { 'content-type': 'application/x-ndjson', 'x-csrf-token': csrf } })
}

/** Any other change, as JSON. @throws ProblemError */
export function change<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return call<T>(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), 'x-csrf-token': csrf },
  })
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const headers = { accept: 'application/json, application/problem+json', ...init.headers }
  let response: Response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init, headers })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw new ProblemError(unreachable)
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return body as T
  throw new ProblemError(
    isProblem(body) ? body : { ...unreachable, status: response.status, title: response.statusText },
  )
}

/**
 * Sends a file with progress, which `fetch` cannot tell.
 *
 * @param progress share sent, in [0, 1]
 * @throws ProblemError
 */
export function sendFile<T>(path: string, form: FormData, progress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('x-csrf-token', csrf)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      const body: unknown = request.response
      if (request.status < 300) resolve(body as T)
      else reject(new ProblemError(isProblem(body) ? body : { ...unreachable, status: request.status }))
    })
    request.addEventListener('error', () => reject(new ProblemError(unreachable)))
    request.send(form)
  })
}
