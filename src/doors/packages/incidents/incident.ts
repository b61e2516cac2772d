import { PackageFile, type PackageContents } from '../../../measure/package/contents.ts'
import { readManifest } from '../../../measure/package/manifest.ts'

/**
 * A documented incident, rebuilt from published descriptions with other words: hosts are reserved names, recipients are
 * dead, nothing works. Kept as text that only ever becomes an in-memory package.
 */
export interface Incident {
  readonly id: string
  /** `what happened` in one line, for the reader of a failing test. */
  readonly title: string
  /** Files of the version before (or of the original); none: judged on its own. */
  readonly before?: Readonly<Record<string, string>>
  readonly kind?: 'previous' | 'original'
  readonly files: Readonly<Record<string, string>>
  /** A rule that must speak, with at least a hold. */
  readonly rule: string
}

const encoder = new TextEncoder()

export function contentsFrom(files: Readonly<Record<string, string>>): PackageContents {
  const held = new Map(Object.entries(files).map(([path, text]) => [path, new PackageFile(path, encoder.encode(text))]))
  return { files: held, manifest: readManifest(files['package.json'] ?? null), anomalies: [], bytes: 0 }
}

export function manifest(name: string, version: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ name, version, main: 'index.js', repository: 'https://code.example/x', ...more }, null, 2)
}

/** A harmless library to hide in. */
export const library = `'use strict'
const cache = new Map()

function remember(key, make) {
  if (!cache.has(key)) cache.set(key, make(key))
  return cache.get(key)
}

function pad(text, width, fill) {
  let out = String(text)
  while (out.length < width) out = (fill || ' ') + out
  return out
}

function chunk(list, size) {
  const parts = []
  for (let i = 0; i < list.length; i += size) parts.push(list.slice(i, i + size))
  return parts
}

module.exports = { remember, pad, chunk }
`

/** The library with one thing put in before its exports. */
export const with_ = (line: string): string => library.replace('module.exports', `${line}\nmodule.exports`)

export const base64 = (text: string): string => btoa(text)
