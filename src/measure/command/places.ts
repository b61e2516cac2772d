/** Where programs may be run from without being installed: anybody can write there, so downloads land there. */
const writable =
  /(?:^|[\s"'=])(?:%(?:temp|tmp|appdata|localappdata|userprofile|public|programdata|allusersprofile)%|\$\{?env:(?:temp|tmp|appdata|localappdata|userprofile|public|programdata)\}?|[a-z]:[\\/]+(?:windows[\\/]+(?:temp|tasks)|temp|tmp|programdata|perflogs|users[\\/]+(?:public|[^\\/\s]+[\\/]+(?:appdata|downloads|desktop|music|videos|pictures)))[\\/]|(?:[a-z]:)?[\\/]+users[\\/]+public[\\/]|\/(?:private\/)?(?:var\/)?tmp\/|\/users\/shared\/|\/dev\/shm\/|(?:~|\$home)\/(?:downloads|desktop|library\/caches|\.cache)\/|[.]{0,2}[\\/]?\$temp)/i

export function isWritablePlace(path: string): boolean {
  return writable.test(` ${path}`)
}

const runnable =
  /\.(?:exe|dll|scr|com|pif|cpl|msi|msix|appx|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|sct|lnk|jar|sh|bash|zsh|command|py|pyw|pl|rb|php|elf|bin|run|appimage|deb|rpm|dmg|pkg|app|scpt|applescript|dylib|so|iso|img|vhdx?)$/i

/** A file name whose type can be run, or mounted and run. */
export function isRunnable(name: string): boolean {
  return runnable.test(name.replace(/[?#].*$/, '').replace(/["')\]}]+$/, ''))
}

/** Last part of a path or URL, lower case. */
export function baseName(path: string): string {
  return (
    path
      .replace(/[?#].*$/, '')
      .replace(/["')\]}]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  ).toLowerCase()
}

/**
 * Addresses from which vendors tell people to pipe an installer into a shell, by their own documentation (checked
 * 2026-11). Only the exact host counts; shared hosts (raw.githubusercontent.com, gist, S3) are nobody's vendor.
 */
export const vendorInstallers: ReadonlySet<string> = new Set([
  'sh.rustup.rs',
  'static.rust-lang.org',
  'get.docker.com',
  'deno.land',
  'bun.sh',
  'bun.com',
  'get.pnpm.io',
  'install.python-poetry.org',
  'astral.sh',
  'raw.githubusercontent.com/homebrew/',
  'raw.githubusercontent.com/nvm-sh/',
  'raw.githubusercontent.com/ohmyzsh/',
  'raw.githubusercontent.com/helm/',
  'raw.githubusercontent.com/creationix/',
  'get.helm.sh',
  'get.k3s.io',
  'sdk.cloud.google.com',
  'get.sdkman.io',
  'get.rvm.io',
  'rvm.io',
  'nixos.org',
  'install.determinate.systems',
  'starship.rs',
  'cli.github.com',
  'deb.nodesource.com',
  'rpm.nodesource.com',
  'dl.yarnpkg.com',
  'yarnpkg.com',
  'npmjs.com',
  'www.npmjs.com',
  'fnm.vercel.app',
  'get.volta.sh',
  'tailscale.com',
  'get.pulumi.com',
  'get.jenkins.io',
  'packages.microsoft.com',
  'aka.ms',
  'dot.net',
  'download.docker.com',
  'community.chocolatey.org',
  'chocolatey.org',
  'get.scoop.sh',
  'scoop.sh',
  'win.rustup.rs',
  'brew.sh',
  'bootstrap.pypa.io',
  'apt.llvm.org',
  'fly.io',
  'vercel.com',
  'cli.railway.app',
  'getcomposer.org',
  'foundry.paradigm.xyz',
  'release.solana.com',
  'release.anza.xyz',
  'get.starkli.sh',
  'ollama.com',
  'claude.ai',
  'opencode.ai',
  'sentry.io',
  'sh.xata.io',
  'get.haskellup.org',
  'get-ghcup.haskell.org',
  'get.anchor-lang.com',
  'mise.run',
  'pyenv.run',
  'cursor.com',
  'get.microsoft.com',
  'download.microsoft.com',
])

export function isVendorInstaller(url: string): boolean {
  const found = /^(?:https:\/\/)?([^/\s?#"']+)(\/[^\s"']*)?/i.exec(url)
  if (found === null || /^http:/i.test(url)) return false
  const host = (found[1] as string).toLowerCase()
  if (vendorInstallers.has(host)) return true
  const owner = /^\/([^/]+)\//.exec((found[2] ?? '').toLowerCase())?.[1]
  return vendorInstallers.has(`${host}/${owner ?? ''}/`)
}
