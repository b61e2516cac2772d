/** How far a version is from the one before. */
export type VersionStep = 'same' | 'patch' | 'minor' | 'major' | 'other'

/** @see semver.org 2.0.0; a pre-release on either side is `other` unless the numbers differ */
export function versionStep(from: string, to: string): VersionStep {
  const a = /^v?(\d+)\.(\d+)\.(\d+)/.exec(from)
  const b = /^v?(\d+)\.(\d+)\.(\d+)/.exec(to)
  if (a === null || b === null) return 'other'
  if (a[1] !== b[1]) return 'major'
  if (a[2] !== b[2]) return 'minor'
  if (a[3] !== b[3]) return 'patch'
  return from === to ? 'same' : 'other'
}

/** The greatest version below, on the same major line if there is one; pre-releases only after pre-releases. */
export function previousOf(versions: readonly string[], version: string): string | null {
  const key = (text: string): number[] | null => /^(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? null
  const own = key(version)
  if (own === null) return null
  const below = versions
    .filter((one) => !one.includes('-') || version.includes('-'))
    .map((one) => ({ one, parts: key(one) }))
    .filter(
      (item): item is { one: string; parts: number[] } =>
        item.parts !== null && item.one !== version && compare(item.parts, own) < 0,
    )
    .sort((a, b) => compare(b.parts, a.parts))
  return (below.find((item) => item.parts[0] === own[0]) ?? below[0])?.one ?? null
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return 0
}
