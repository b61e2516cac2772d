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
