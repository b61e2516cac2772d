import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

/** The supply chain of a supply-chain guard: exact pins, no install script needed, licences we may ship. */

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly dev?: boolean
  readonly integrity?: string
  readonly resolved?: string
}

const root = path.join(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }
const packages = Object.entries(lock.packages).filter(([name]) => name !== '')

/** Packages that carry an install script, and why they work without it (`ignore-scripts` is set). */
const scripts: Readonly<Record<string, string>> = {
  koffi: 'the script builds from source where no prebuilt binary fits; ours come as optional packages',
  protobufjs: 'the script only prints a warning about its version scheme',
}

const licences = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'MPL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'Unlicense', '(MIT OR CC0-1.0)', 'MIT OR Apache-2.0', '(MIT OR Apache-2.0)'])
/** Licences outside the list, looked at one by one. */
const licenceExceptions: Readonly<Record<string, string>> = {
  '@zone-eu/mailsplit': '(MIT OR EUPL-1.1+)', // taken under MIT
  minimatch: 'BlueOak-1.0.0', // permissive; development only (a benchmark's peer)
  sax: 'BlueOak-1.0.0', // permissive; development only
}

test('every dependency is pinned exactly', () => {
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [name, version] of Object.entries(manifest[group] ?? {})) assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name)
  }
})

test('everything works without install scripts, which are switched off', () => {
  assert.match(readFileSync(path.join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m)
  const carrying = packages.filter(([, locked]) => locked.hasInstallScript).map(([name]) => name.replace(/^.*node_modules\//, ''))
  assert.deepEqual(carrying.sort(), Object.keys(scripts).sort())
})

test('every locked package has its digest and names no registry host', () => {
  const bare = packages.filter(([, locked]) => locked.integrity === undefined || locked.resolved !== undefined).map(([name]) => name)
  assert.deepEqual(bare, [])
})

test('every licence is one we may ship', () => {
  const odd = packages.filter(([, locked]) => !licences.has(locked.license ?? 'none')).map(([name, locked]) => [name.replace(/^.*node_modules\//, ''), locked.license ?? 'none'] as const)
  assert.deepEqual(Object.fromEntries(odd), licenceExceptions)
})
