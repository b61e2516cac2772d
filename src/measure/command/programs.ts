/** What a program does with what it is given, as far as the analyser needs to know. */
export type Role = 'fetch' | 'shell' | 'script' | 'powershell' | 'decode' | 'print' | 'proxy' | 'other'

const table: Readonly<Record<Exclude<Role, 'other'>, string>> = {
  fetch:
    'curl wget iwr invoke-webrequest irm invoke-restmethod start-bitstransfer aria2c lwp-request lynx fetch http xh axel',
  shell: 'sh bash zsh ksh dash fish ash cmd eval source iex invoke-expression exec xargs busybox',
  script: 'python python2 python3 py perl ruby node php osascript lua deno bun pythonw',
  powershell: 'powershell pwsh powershell_ise',
  decode: 'base64 xxd openssl uudecode gunzip gzip',
  print:
    'echo printf print cat type tee write-host write-output tr rev sed head tail grep cut awk set-content out-file',
  proxy:
    'mshta regsvr32 rundll32 installutil msiexec certutil bitsadmin regasm regsvcs wscript cscript cmstp forfiles odbcconf hh msbuild winrs wmic pcalua scriptrunner desktopimgdownldr presentationhost ieexec',
}

const roles = new Map<string, Role>(
  Object.entries(table).flatMap(([role, names]) => names.split(' ').map((name) => [name, role as Role] as const)),
)

/** Words that only start another program: `sudo -E bash`, `nohup`, `start /min`. */
export const launchers: ReadonlySet<string> = new Set(
  'sudo doas nohup env time nice exec start start-process saps setsid command builtin call & . then do else if while conhost caffeinate arch stdbuf timeout'.split(
    ' ',
  ),
)

/** `C:\Windows\System32\MSHTA.EXE` → `mshta`. */
export function programName(word: string): string {
  const last =
    word
      .replace(/^[&.("']+(?=[\w$%~/\\])/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  return last
    .toLowerCase()
    .replace(/\.(?:exe|com|cmd|bat)$/, '')
    .replace(/["')]+$/, '')
}

export function roleOf(program: string): Role {
  return roles.get(program) ?? (/^(?:python|perl|ruby|php)[\d.]+$/.test(program) ? 'script' : 'other')
}
