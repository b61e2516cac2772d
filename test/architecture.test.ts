import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parseSync } from 'oxc-parser'

/** The house plan as a test: who may import whom, where I/O lives, how long a file may be. */

const root = path.join(import.meta.dirname, '..')
const source = path.join(root, 'src')

interface SourceFile {
  readonly file: string
  readonly text: string
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[]
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/[\\/](dist|node_modules)[\\/]?/.test(entry.parentPath))
  .map((entry) => read(path.join(entry.parentPath, entry.name)))
const code = files.filter(({ file }) => !isTest(file))

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const { module } = parseSync(file, text)
  const fixed = module.staticImports.map((entry) => ({
    from: entry.moduleRequest.value,
    typeOnly: entry.entries.length > 0 && entry.entries.every(({ isType }) => isType),
  }))
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [{ from: entry.moduleRequest.value, typeOnly: entry.isType }])),
  )
  const late = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const written = text.slice(moduleRequest.start, moduleRequest.end)
    return /^['"]/.test(written) ? [{ from: written.slice(1, -1), typeOnly: false }] : []
  })
  return { file: path.relative(root, file).split(path.sep).join('/'), text, imports: [...fixed, ...again, ...late] }
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/(fixtures|hostile|testing|incidents)(\/|\.ts$)/.test(file)
}

/** `src/measure/text/x.ts` → `measure`. */
function room(file: string): string {
  return file.split('/')[1] as string
}

function target(from: SourceFile, specifier: string): string | null {
  return specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from.file), specifier)) : null
}

// Rows may import the rooms listed, and themselves. http and cli stand outermost.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  measure: ['core'],
  playbook: ['core'],
  links: ['core', 'playbook'],
  cases: ['core', 'playbook', 'links'],
  doors: ['core', 'measure', 'playbook', 'links'],
  store: ['core', 'playbook', 'guard'],
  guard: ['core'],
  circle: ['core', 'measure', 'playbook', 'links', 'cases', 'store', 'guard'],
  checkin: ['core', 'measure', 'guard', 'store'],
  jobs: ['core', 'measure', 'playbook', 'links', 'cases', 'doors', 'store', 'guard', 'circle', 'checkin'],
  http: ['core', 'measure', 'playbook', 'links', 'cases', 'doors', 'store', 'guard', 'circle', 'checkin', 'jobs'],
  cli: ['core', 'measure', 'playbook', 'links', 'cases', 'doors', 'store', 'guard', 'circle', 'checkin', 'jobs', 'http'],
}

test('every import follows the dependency rule', () => {
  const breaches = code.flatMap((from) =>
    from.imports.flatMap(({ from: specifier, typeOnly }) => {
      const to = target(from, specifier)
      if (to === null || !to.startsWith('src/')) return []
      const [here, there] = [room(from.file), room(to)]
      if (here === there) return []
      // What runs in a browser takes types, and nothing else, from the server.
      if (here === 'console') return typeOnly ? [] : [`${from.file} imports code of ${to}`]
      return mayImport[here]?.includes(there) ? [] : [`${from.file} imports ${to}`]
    }),
  )
  assert.deepEqual(breaches, [])
})

test('doors never import doors', () => {
  const door = (file: string): string => file.split('/')[2] as string
  const breaches = code
    .filter(({ file }) => /^src\/doors\/[a-z]+\//.test(file))
    .flatMap((from) => from.imports.map(({ from: specifier }) => target(from, specifier)).filter((to) => to !== null && /^src\/doors\/[a-z]+\//.test(to) && door(to) !== door(from.file)).map((to) => `${from.file} imports ${to}`))
  assert.deepEqual(breaches, [])
})

test('core and measure touch neither disk, network, clock nor randomness', () => {
  const outside = /^(node:)?(fs|fs\/promises|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster|os|process|timers)(\/|$)/
  const inside = code.filter(({ file }) => /^src\/(core|measure)\//.test(file) && !/\.(worker|browser)\.ts$/.test(file))
  const breaches = inside.flatMap(({ file, text, imports }) => [
    ...imports.filter(({ from }) => outside.test(from)).map(({ from }) => `${file} imports ${from}`),
    // `systemClock` is the one place where the clock is named: it is passed in from outside.
    ...(file === 'src/core/clock.ts' ? [] : [...bare(text).matchAll(/\b(Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\.env|fetch\()/g)].map(([call]) => `${file} calls ${call}`)),
  ])
  assert.deepEqual(breaches, [])
})

test('no cycle of imports', () => {
  const graph = new Map(code.map((from) => [from.file, from.imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ from: specifier }) => target(from, specifier) ?? [])]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) visit(file, [])
  assert.deepEqual(cycles, [])
})

test('no file is longer than 300 lines, and none has a name that says nothing', () => {
  const long = code.filter(({ text }) => text.split('\n').length > 301).map(({ file, text }) => `${file}: ${text.split('\n').length - 1} lines`)
  const vague = files.filter(({ file }) => /(^|\/)(utils?|helpers?|misc|common)\.tsx?$/.test(file)).map(({ file }) => file)
  assert.deepEqual([...long, ...vague], [])
})

test('every imported file exists under the name it is imported by', () => {
  const known = new Set(files.map(({ file }) => file))
  const missing = code.flatMap((from) =>
    from.imports.flatMap(({ from: specifier }) => {
      const to = target(from, specifier)
      return to !== null && /\.tsx?$/.test(to) && to.startsWith('src/') && !known.has(to) ? [`${from.file} imports ${to}`] : []
    }),
  )
  assert.deepEqual(missing, [])
})

/** The code without comments and strings, which may well speak of `process.env`. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '').replace(/'(\\.|[^'\\\n])*'|"(\\.|[^"\\\n])*"|\/(\\.|[^/\\\n])+\/[a-z]*/g, "''")
}
