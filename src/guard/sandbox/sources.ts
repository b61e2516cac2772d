import { readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Node takes the types out of TypeScript with a WebAssembly module that costs every process about 80 ms to load, and
 * keeps no cache of the result in a process that may not write. So the parent does it, once a file, and hands the
 * child plain JavaScript.
 */
const stripped = new Map<string, { readonly changed: number; readonly source: string }>()

/** A TypeScript module as JavaScript. Types become blanks, so that lines and columns stay what they were. */
export function javascriptOf(module: URL): string {
  const file = fileURLToPath(module)
  const changed = statSync(file).mtimeMs
  const known = stripped.get(module.href)
  if (known?.changed === changed) return known.source
  const source = quietly(() => stripTypeScriptTypes(readFileSync(file, 'utf8')))
  stripped.set(module.href, { changed, source })
  return source
}

/**
 * A module and every TypeScript module it imports by a relative path, as `href → JavaScript`. A module this overlooks
 * is not lost: the child then reads it itself.
 */
export function javascriptGraph(entry: URL): Record<string, string> {
  const graph: Record<string, string> = {}
  const open = [entry]
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (Object.hasOwn(graph, module.href)) continue
    const source = javascriptOf(module)
    graph[module.href] = source
    for (const [, path] of source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+\.ts)['"]/g)) {
      const imported = new URL(path as string, module)
      if (statSync(imported, { throwIfNoEntry: false }) !== undefined) open.push(imported)
    }
  }
  return graph
}

/** Node 26 still warns that `stripTypeScriptTypes` may change its form; it is pinned with the runtime. */
function quietly<T>(work: () => T): T {
  const emit = process.emitWarning
  process.emitWarning = () => undefined
  try {
    return work()
  } finally {
    process.emitWarning = emit
  }
}
