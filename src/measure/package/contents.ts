import { readManifest, type Manifest } from './manifest.ts'
import type { Tar, TarAnomaly } from './tar.ts'

/** One file of a package. The text is decoded when it is first asked for. */
export class PackageFile {
  readonly path: string
  readonly bytes: Uint8Array
  #text: string | null = null

  constructor(path: string, bytes: Uint8Array) {
    this.path = path
    this.bytes = bytes
  }

  get text(): string {
    this.#text ??= decoder.decode(this.bytes)
    return this.#text
  }

  /** Lets the decoded text go; it can be decoded again. */
  forget(): void {
    this.#text = null
  }
}

const decoder = new TextDecoder('utf-8')

/** A package as it lies in its archive (or folder). */
export interface PackageContents {
  readonly files: ReadonlyMap<string, PackageFile>
  readonly manifest: Manifest
  readonly anomalies: readonly TarAnomaly[]
  readonly bytes: number
}

export function contentsOf(tar: Tar): PackageContents {
  const files = new Map<string, PackageFile>()
  let bytes = 0
  for (const file of tar.files) {
    files.set(file.path, new PackageFile(file.path, file.bytes))
    bytes += file.bytes.length
  }
  return { files, manifest: readManifest(files.get('package.json')?.text ?? null), anomalies: tar.anomalies, bytes }
}

const codeName = /\.(?:[cm]?jsx?|[cm]?tsx?|es6?|node\.js|jsm|iife|umd)$/i
const declaration = /\.d\.[cm]?ts$/i
const otherName =
  /\.(?:json|md|txt|map|css|scss|less|html?|svg|png|jpe?g|gif|ico|woff2?|ttf|eot|ya?ml|lock|wasm|node|exe|dll|so|dylib|flow|d\.ts|pem|crt|xml|csv|proto|graphql|h|hpp|c|cc|cpp|gyp|gypi|sh|bat|cmd|ps1|py|license|gz|zip|tgz|br|bin|dat|snap|patch|vue|svelte|hbs|ejs|pug|tmpl|template)$/i

/** Whether a file holds JavaScript or TypeScript that could be run. */
export function isCode(file: PackageFile): boolean {
  if (declaration.test(file.path)) return false
  if (codeName.test(file.path)) return true
  if (otherName.test(file.path) || file.bytes.length > 4 << 20) return false
  return file.bytes[0] === 0x23 && file.bytes[1] === 0x21 && /^#!.*\b(?:node|bun|deno)\b/.test(file.text.slice(0, 120))
}

/** Compiled code, by its first bytes: ELF, Mach-O, PE, WebAssembly, Java and Python byte code. */
export function binaryKind(bytes: Uint8Array): string | null {
  if (bytes.length < 8) return null
  const word =
    (((bytes[0] as number) << 24) |
      ((bytes[1] as number) << 16) |
      ((bytes[2] as number) << 8) |
      (bytes[3] as number)) >>>
    0
  if (word === 0x7f454c46) return 'ELF'
  if (word === 0x0061736d) return 'WebAssembly'
  if (word === 0xcffaedfe || word === 0xcefaedfe || word === 0xcafebabe) return 'Mach-O'
  if (bytes[0] === 0x4d && bytes[1] === 0x5a && bytes.length > 256) return 'PE'
  return null
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** 52-bit hash of a file's bytes, for recognising it among others; not for security. */
export function fileHash(bytes: Uint8Array): number {
  let a = 0x811c9dc5 ^ bytes.length
  let b = 0x9e3779b9
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b + byte, 0x85ebca6b) ^ (b >>> 15)
  }
  return ((b >>> 6) & 0x3ffffff) * 0x4000000 + ((a >>> 6) & 0x3ffffff)
}

/** The file of the package that `name`, written in `from`, means: with Node's extensions and folder rules; or null. */
export function resolveIn(files: ReadonlyMap<string, unknown>, from: string, name: string): string | null {
  const parts = name.startsWith('.') ? from.split('/').slice(0, -1) : []
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.length === 0) return null
      parts.pop()
    } else parts.push(part)
  }
  const base = parts.join('/')
  for (const tail of tails) {
    const path = base === '' ? tail.replace(/^\//, '') : base + tail
    if (files.has(path)) return path
  }
  if (/\.[cm]?js$/.test(base)) {
    const typed = base.replace(/js$/, 'ts')
    if (files.has(typed)) return typed
  }
  return null
}

const tails = [
  '',
  '.js',
  '.cjs',
  '.mjs',
  '.json',
  '.node',
  '/index.js',
  '/index.cjs',
  '/index.mjs',
  '.ts',
  '.tsx',
  '.jsx',
  '/index.ts',
  '/index.json',
]

/** Which of several packages shares the most bytes with this one, file by file; for telling versions of an original apart. */
export function closest(contents: PackageContents, candidates: readonly PackageContents[]): number {
  let best = 0
  let most = -1
  candidates.forEach((candidate, index) => {
    let shared = 0
    for (const [path, file] of contents.files) {
      const other = candidate.files.get(path)
      if (other !== undefined && sameBytes(other.bytes, file.bytes)) shared += file.bytes.length + 1
    }
    if (shared > most) {
      most = shared
      best = index
    }
  })
  return best
}
