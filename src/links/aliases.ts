import type { Artefact } from '../core/artefact.ts'
import { skeletonOf } from './spelling.ts'

const forges = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)\/([^/]+)\//

/**
 * The artefacts of a record, and the same values under the names by which other doors know them: the author's e-mail of
 * a package is the e-mail of a résumé; the owner of a repository is the handle of a profile.
 */
export function withAliases(artefacts: readonly Artefact[]): Artefact[] {
  const all = new Map<string, Artefact>()
  const add = (artefact: Artefact): void => {
    const key = `${artefact.type}\n${artefact.value}`
    if (artefact.value !== '' && !all.has(key)) all.set(key, artefact)
  }
  for (const artefact of artefacts) {
    add(artefact)
    for (const alias of aliasesOf(artefact)) add(alias)
  }
  return [...all.values()]
}

/** Other names of the same value. */
export function aliasesOf({ type, value, from }: Artefact): Artefact[] {
  const out: Artefact[] = []
  if (type === 'author-email' && value.includes('@')) out.push({ type: 'email', value, from })
  if (type === 'telegram-id') out.push({ type: 'handle', value: `telegram:${value}`, from })
  const owner = type === 'repository' ? forges.exec(value) : null
  if (owner !== null) out.push({ type: 'repository-owner', value: `${(owner[1] as string).split('.')[0]}:${owner[2]}`, from })
  if (type === 'handle' && /^(github|gitlab|bitbucket|codeberg|gitee):/.test(value)) out.push({ type: 'repository-owner', value, from })
  const version = type === 'package' ? /^(npm:.+)@[^@/]+$/.exec(value)?.[1] : undefined
  if (version !== undefined) out.push({ type: 'package', value: version, from })
  const skeleton = skeletonOf({ type, value })
  if (skeleton !== null) out.push({ type: 'near-contact', value: skeleton, from })
  return out
}
