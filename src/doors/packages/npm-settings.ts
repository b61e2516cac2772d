/** One of npm's own guards, and how it stands here. */
export interface SettingCheck {
  readonly setting: string
  readonly value: string
  readonly good: boolean
  readonly why: string
  /** What to write into `.npmrc`. */
  readonly better: string
}

type Settings = Readonly<Record<string, unknown>>

const checks: readonly {
  readonly setting: string
  readonly good: (settings: Settings) => boolean
  readonly why: string
  readonly better: string
}[] = [
  {
    setting: 'ignore-scripts',
    good: (s) =>
      s['ignore-scripts'] === true || (Array.isArray(s['allow-scripts']) && s['strict-allow-scripts'] === true),
    why: 'Half of all malicious packages act while they are installed.',
    better: 'ignore-scripts=true',
  },
  {
    setting: 'min-release-age',
    good: (s) => Number(s['min-release-age'] ?? 0) >= 2,
    why: 'Most poisoned versions are found and removed within two days.',
    better: 'min-release-age=3',
  },
  {
    setting: 'allow-git',
    good: (s) => s['allow-git'] === 'none' || s['allow-git'] === 'root',
    why: 'A dependency from git can run a build of its own and is seen by no registry.',
    better: 'allow-git=none',
  },
  {
    setting: 'allow-remote',
    good: (s) => s['allow-remote'] === 'none' || s['allow-remote'] === 'root',
    why: 'A dependency from an address can change from one install to the next.',
    better: 'allow-remote=none',
  },
  {
    setting: 'strict-ssl',
    good: (s) => s['strict-ssl'] !== false,
    why: 'Without it anybody on the way may change what is installed.',
    better: 'strict-ssl=true',
  },
  {
    setting: 'package-lock',
    good: (s) => s['package-lock'] !== false,
    why: 'Without a lockfile each install may bring other versions.',
    better: 'package-lock=true',
  },
  {
    setting: 'registry',
    good: (s) =>
      typeof s['registry'] === 'string' &&
      (s['registry'].startsWith('https:') || /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/.test(s['registry'])),
    why: 'A registry without TLS can be impersonated.',
    better: 'registry=https://…',
  },
  {
    setting: 'audit',
    good: (s) => s['audit'] !== false,
    why: 'npm then says nothing of versions that are known to be bad.',
    better: 'audit=true',
  },
  {
    setting: 'script-shell',
    good: (s) => s['script-shell'] == null,
    why: 'Another shell runs every script of every package.',
    better: 'remove script-shell',
  },
  {
    setting: 'node-options',
    good: (s) => s['node-options'] == null,
    why: 'It loads code into every Node.js that npm starts.',
    better: 'remove node-options',
  },
]

/**
 * How npm's own guards are set.
 *
 * @param settings what `npm config ls --json` prints
 */
export function checkSettings(settings: Settings): SettingCheck[] {
  return checks.map(({ setting, good, why, better }) => ({
    setting,
    value: shown(settings[setting]),
    good: good(settings),
    why,
    better,
  }))
}

const shown = (value: unknown): string =>
  value === undefined || value === null ? 'not set' : typeof value === 'string' ? value : JSON.stringify(value)
