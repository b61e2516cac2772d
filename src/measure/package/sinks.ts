import type { Report } from './behaviours.ts'
import type { Program } from './evaluate.ts'
import type { BehaviourKind } from './kinds.ts'
import type { Node } from './parse.ts'
import { tag, unknownPart, type Value } from './values.ts'
import {
  dropPorts,
  droppingHost,
  localAddress,
  moduleOf,
  rawAddress,
  reverseShell,
  secretPath,
  shellDownload,
  shellPersistence,
  shellSecrets,
} from './vocabulary.ts'

const sensitiveModules = new Set(
  'child_process https http http2 net tls dgram dns fs fs/promises os vm module worker_threads process crypto zlib path axios'.split(
    ' ',
  ),
)

export function network(
  program: Program,
  path: string,
  node: Node,
  args: readonly Node[],
  values: readonly Value[],
  report: Report,
): void {
  let tags = 0
  let where = ''
  values.forEach((value, index) => {
    if (value.fn !== null) return
    tags |= value.tags
    const text = value.text ?? hostIn(program, value)
    if (text !== null && where === '' && (index < 2 || args.length < 3) && /[.:/]/.test(text)) where = text
  })
  const data = tags & ~tag.assembled
  const module = moduleOf(path)
  report(module === 'dns' || module === 'dns/promises' ? 'dns' : 'network', node, where || path)
  for (const [bits, kind] of flowsToNetwork) if ((data & bits) !== 0) report(kind, node, where)
  if (where === '' && (values[0]?.tags ?? 0) & tag.decoded && module !== '') report('decodedToUrl', node, path)
  if (where === '') return
  if ((values[0]?.tags ?? 0) & tag.decoded) report('decodedToUrl', node, where)
  if (droppingHost.test(where)) report('dropHost', node, where)
  if ((rawAddress.test(where) && !localAddress.test(where)) || dropPorts.test(where)) report('rawAddress', node, where)
}

export const flowsToNetwork: readonly (readonly [number, BehaviourKind])[] = [
  [tag.envAll, 'envToNetwork'],
  [tag.envSecret, 'secretEnvToNetwork'],
  [tag.env, 'variableToNetwork'],
  [tag.secretFile, 'secretFileToNetwork'],
  [tag.file, 'fileToNetwork'],
  [tag.host, 'hostToNetwork'],
  [tag.whereabouts, 'whereaboutsToNetwork'],
  [tag.key, 'keyToNetwork'],
  [tag.credential, 'credentialToNetwork'],
  [tag.store, 'storeToNetwork'],
  [tag.clipboard, 'clipboardToNetwork'],
  [tag.input, 'inputToNetwork'],
  [tag.commandOutput, 'commandOutputToNetwork'],
  [tag.param, 'parameterToNetwork'],
]

/** The host an options object names: `{ hostname: '…' }`, `{ host, path }`, `{ url }`. */
function hostIn(program: Program, value: Value): string | null {
  if (value.object === null || value.scope === null) return null
  let host: string | null = null
  for (const property of value.object['properties'] as Node[]) {
    if (property.type !== 'Property' || property['computed']) continue
    const key = property['key'].name ?? property['key'].value
    if (key === 'hostname' || key === 'host' || key === 'url' || key === 'uri' || key === 'href')
      host ??= program.value(property['value'], value.scope).text
  }
  return host === null ? null : host.includes('.') || host.includes(':') ? host : `${host}.`
}

/** Deleting a home, a disk, a root. */
const wipe =
  /\brm\s+-\w*r\w*\s+(?:-\w+\s+)*['"]?(?:~|\/(?:\*|\s|$)|\$HOME|\$\{HOME\})(?:\/?\*?['"]?)(?:\s|$|;|&)|\brd\s+\/s\b[^\n]*(?:%USERPROFILE%|[A-Z]:\\(?:\s|$))|\bdel\s+\/[fsq][^\n]*(?:%USERPROFILE%|[A-Z]:\\\*)|\bformat\s+[cd]:|mkfs\.\w+\s+\/dev|dd\s+if=\/dev\/(?:zero|urandom)\s+of=\/dev/i
const wipeHome = /\brm\s+-\w*r\w*\s+['"]?\uFFFC['"]?(?:\/\*)?\s*$/

export function command(first: Value | undefined, node: Node, report: Report, values: readonly Value[] = []): void {
  const text = [
    first?.text,
    ...values.slice(1, 2).flatMap((value) => value.list?.map((item) => item.text ?? '…') ?? []),
  ]
    .filter((part) => part != null)
    .join(' ')
  report('command', node, text)
  let tags = 0
  for (const value of values) if (value.fn === null) tags |= value.tags
  tags |= first?.tags ?? 0
  if (tags & tag.net) report('networkToCommand', node, text)
  if (tags & tag.decoded) report('decodedToCommand', node, text)
  if (shellDownload.test(text)) report('shellDownload', node, text)
  if (/\b(?:get|set)-clipboard\b|\bpb(?:paste|copy)\b|\bxclip\b|\bxsel\b|\bwl-(?:paste|copy)\b/i.test(text))
    report('clipboard', node, text)
  if (wipe.test(text) || ((first?.tags ?? 0) & tag.whereabouts && wipeHome.test(text))) report('wipes', node, text)
  if (reverseShell.test(text)) report('reverseShell', node, text)
  if (shellSecrets.test(text)) report('shellSecrets', node, text)
  if (shellPersistence.test(text)) report('persistence', node, text)
  if (
    /\bnode(?:\.exe)?['"]?\s+(?:-e|--eval|-p)\b|\b(?:python3?|perl|ruby|php)\s+-[ce]\b|powershell/i.test(text) ||
    (/…?\s-e\b/.test(text) && values.length > 1)
  )
    report('commandCode', node, text)
  if (/\bnpm\s+publish|npm\s+version|yarn\s+publish|pnpm\s+publish/.test(text)) report('publishes', node, text)
  if (/^(?:sh|bash|zsh|cmd(?:\.exe)?|powershell(?:\.exe)?|\/bin\/(?:ba|z)?sh)$/.test(first?.text ?? ''))
    report('opensShell', node, text)
  for (const value of values.slice(1))
    if (value.object !== null && detached(value.object)) report('detached', node, text)
}

function detached(options: Node): boolean {
  return (options['properties'] as Node[]).some(
    (property) =>
      property.type === 'Property' && property['key'].name === 'detached' && property['value'].value !== false,
  )
}

export function code(path: string, node: Node, args: readonly Node[], values: readonly Value[], report: Report): void {
  let tags = 0
  for (const value of values) tags |= value.tags
  const text = values.map((value) => value.text ?? '').join(' ')
  if (path.endsWith('worker_threads.Worker') && !args[1]) return
  // A worker from a file of one's own is no code from elsewhere.
  if (
    /^g:(?:Shared)?Worker$|serviceWorker\.register$/.test(path) &&
    !/^(?:https?:)?\/\/|^(?:data|blob):/.test(text) &&
    (tags & (tag.decoded | tag.net)) === 0 &&
    !/createObjectURL/.test(values[0]?.path ?? '')
  )
    return
  report('code', node, text)
  // To fetch one's own WebAssembly is what everybody does.
  if (tags & tag.net && !path.includes('WebAssembly')) report('networkToCode', node, text)
  if (tags & tag.decoded) report('decodedToCode', node, text)
  if (tags & tag.blob) report('decodedToCode', node, text)
  if (tags & (tag.file | tag.secretFile)) report('fileToCode', node, text)
  if (tags & (tag.env | tag.envSecret)) report('variableToCode', node, text)
  if (tags & tag.param) report('parameterToCode', node, text)
}

export function module(node: Node, first: Value | undefined, report: Report): void {
  if (first === undefined) return
  if (first.text !== null && !first.text.includes(unknownPart)) {
    const bare = first.text.replace(/^node:/, '')
    if (sensitiveModules.has(bare) && first.tags & (tag.assembled | tag.decoded)) report('hiddenModule', node, bare)
    else if (first.tags & tag.decoded) report('decodedToModule', node, bare)
    if (/^(?:https?:|data:)/.test(bare)) report('remoteModule', node, bare)
    return
  }
  report('dynamicModule', node, first.text ?? '')
  if (first.tags & tag.net) report('networkToModule', node)
  if (first.tags & tag.decoded) report('decodedToModule', node)
}

const copies = /\.(?:copyFile|copy|cp|rename|move|link|symlink)(?:Sync)?$/

export function file(
  path: string,
  sink: 'fileWrite' | 'fileDelete',
  node: Node,
  values: readonly Value[],
  report: Report,
): void {
  const target = values.map((value) => value.text ?? '').find((text) => text !== '') ?? ''
  report(sink, node, target)
  if (sink === 'fileWrite' && copies.test(path) && values[0]?.text != null && secretPath.test(values[0].text))
    report('readsSecretFile', node, values[0].text)
  if (sink === 'fileDelete' && /^r:m:os\.homedir$/.test(values[0]?.path ?? '')) report('wipes', node, 'home')
  let tags = 0
  for (const value of values.slice(1)) tags |= value.tags
  if (tags & tag.net) report('networkToFile', node, target)
  if (tags & tag.decoded) report('decodedToFile', node, target)
  if (
    /\.github[\\/]workflows|\.gitlab-ci|\.circleci|\.vscode[\\/]|\.claude|\.cursor|\.git[\\/]hooks|\.husky[\\/]|\.devcontainer/.test(
      target,
    )
  )
    report('writesConfig', node, target)
  if (/(?:^|[\\/\uFFFC])package\.json$/.test(target) && sink === 'fileWrite') report('writesManifest', node, target)
  if (
    /node_modules|\.bashrc|\.zshrc|\.profile|crontab|LaunchAgents|autostart|Startup[\\/]|authorized_keys|systemd|\.npmrc|\/etc\//.test(
      target,
    )
  )
    report('persistence', node, target)
}
