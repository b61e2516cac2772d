interface Operation {
  readonly summary?: string
  readonly 'x-sallyport-action'?: string
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> }
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>
}

export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** The API as one page of plain HTML: no script, so it obeys the same policy as everything else. */
export function documentPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (method in item ? [section(method, path, item[method] as Operation)] : [])),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sallyport API</title><link rel="stylesheet" href="/api.css"></head><body><main><h1>Sallyport API <small>${escape(document.info.version)}</small></h1><p>Machine-readable: <a href="/openapi.json">/openapi.json</a>. Sign in with a session cookie or <code>Authorization: Bearer sp_…</code>. Errors are <code>application/problem+json</code> with an <code>SP_</code> code.</p>${operations.join('')}</main></body></html>`
}

function section(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map((parameter) => `<li><code>${escape(parameter.name ?? '')}</code> in ${escape(parameter.in ?? '')}${parameter.required === true ? ', required' : ''}</li>`)
  const bodies = Object.keys(operation.requestBody?.content ?? {}).map((type) => `<li>body: <code>${escape(type)}</code></li>`)
  const answers = Object.entries(operation.responses ?? {}).map(([status, { description }]) => `<li><b>${status}</b> ${escape(description ?? '')}</li>`)
  const action = operation['x-sallyport-action']
  return `<section><h2><span class="method">${method.toUpperCase()}</span> ${escape(path)}</h2><p>${escape(operation.summary ?? '')}${action === undefined ? '' : ` <span class="action">needs ${escape(action)}</span>`}</p><ul>${[...parameters, ...bodies, ...answers].join('')}</ul></section>`
}

documentPage.css = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:52rem;margin:0 auto;padding:2rem 1rem}h1 small{font-weight:400;opacity:.7}section{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.5rem 0}h2{font:600 1rem ui-monospace,monospace;margin:.5rem 0}.method{display:inline-block;min-width:4rem}.action{font-size:.85rem;opacity:.75}ul{margin:.25rem 0;padding-left:1.25rem;font-size:.9rem}`

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
