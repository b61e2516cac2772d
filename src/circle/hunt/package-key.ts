import { readPackage } from '../osv/record.ts'

const types: Readonly<Record<string, string>> = { npm: 'npm', PyPI: 'pypi', RubyGems: 'gem', Go: 'golang', NuGet: 'nuget', Maven: 'maven', Packagist: 'composer' }

/**
 * A package in one form, however it was written (`pkg:npm/%40a/b@1.0.0`, `npm:@a/b@1.0.0`, `@a/b@1.0.0`): as our own
 * records name it, `npm:@a/b@1.0.0`. What is no package of a known ecosystem stays as it is.
 */
export function packageKey(value: string): string {
  const read = readPackage(value)
  return read === null ? value : `${types[read.ecosystem] ?? read.ecosystem}:${read.name}${read.version === null ? '' : `@${read.version}`}`
}

/** The same as a purl, which is how it travels. */
export function packageUrl(value: string): string {
  const [, type = 'npm', rest = value] = /^([a-z]+):(.*)$/s.exec(packageKey(value)) ?? []
  return `pkg:${type}/${rest.replace(/^@/, '%40')}`
}
