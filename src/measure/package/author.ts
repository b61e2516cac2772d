import { z } from 'zod'
import type { Manifest } from './manifest.ts'

/** Whom a package names as its author and home: what ties it to a message or a person. Claims, not proofs. */
export const authorFacts = z.object({
  emails: z.array(z.string()),
  /** `github.com/owner/name`, lower case. */
  repositories: z.array(z.string()),
  /** The same author stands in the package it is a copy of: a name somebody took, not the one who copied. */
  copied: z.boolean(),
})
export type AuthorFacts = z.infer<typeof authorFacts>

/** @param original manifest of the package that this one is a copy of; null when none is known */
export function authorOf(manifest: Manifest, original: Manifest | null): AuthorFacts {
  const emails = [...manifest.author.matchAll(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g)].map(([found]) => found.toLowerCase())
  const repositories = [manifest.repository, manifest.homepage].flatMap((address) => repositoryOf(address) ?? [])
  return {
    emails: [...new Set(emails)].slice(0, 5),
    repositories: [...new Set(repositories)],
    copied: original !== null && manifest.author !== '' && original.author === manifest.author,
  }
}

function repositoryOf(address: string): string | null {
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+)\/([\w.-]+)$/.exec(address)
  if (short !== null) return `${short[1] ?? 'github'}.${short[1] === 'bitbucket' ? 'org' : 'com'}/${short[2]}/${bare(short[3])}`.toLowerCase()
  const long = /(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)[/:]([\w.-]+)\/([\w.-]+)/i.exec(address)
  return long === null ? null : `${long[1]}/${long[2]}/${bare(long[3])}`.toLowerCase()
}

const bare = (name: string | undefined): string => (name ?? '').replace(/\.git$/, '')
