import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Context } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.onnx': 'application/octet-stream',
  '.webmanifest': 'application/manifest+json',
}

/**
 * The built console from memory: the set of files is fixed at start, so no path of a request ever reaches the disk.
 * Every address that is no file is the console's own (it routes in the browser).
 */
export function staticFiles(folder: string): (context: Context) => Response | null {
  const files = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string; hashed: boolean }>()
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = path.join(entry.parentPath, entry.name)
      const address = `/${path.relative(folder, file).split(path.sep).join('/')}`
      files.set(address, {
        body: new Uint8Array(readFileSync(file)),
        type: types[path.extname(file)] ?? 'application/octet-stream',
        hashed: address.startsWith('/assets/'),
      })
    }
  }
  return (context) => {
    const address = new URL(context.req.url).pathname
    const file = files.get(address) ?? (path.extname(address) === '' ? files.get('/index.html') : undefined)
    if (file === undefined) return null
    return context.body(file.body, 200, { 'content-type': file.type, 'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache' })
  }
}
