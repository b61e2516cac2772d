import { argumentsOf, type Program } from './evaluate.ts'
import type { Node } from './parse.ts'
import type { Scope, Site, SourceFile } from './program.ts'
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
  sinkOf,
} from './vocabulary.ts'
import type { BehaviourKind } from './kinds.ts'
import { hookOf } from './hooks.ts'
import { baseMatters, mayMatter } from './relevance.ts'

/** Something code does, and where it says so. */
export interface Behaviour {
  readonly kind: BehaviourKind
  readonly file: string
  readonly start: number
  readonly end: number
  /** The host, command, module or path in question, as far as it could be read. */
  readonly detail: string
}

type Report = (kind: BehaviourKind, node: Node, detail?: string) => void

const sensitiveModules = new Set('child_process https http http2 net tls dgram dns fs fs/promises os vm module worker_threads process crypto zlib path axios'.split(' '))
const guardedGlobals = /^g:(?:process|require|module|eval|Function|fetch|XMLHttpRequest|WebSocket|atob|Buffer|document|navigator|ethereum|localStorage|setTimeout|constructor)(?:\.|$)|^x:/

/** What the files of a program do: data from somewhere to somewhere, and bare capabilities. */
export function behavioursOf(program: Program, files: Iterable<SourceFile>): Behaviour[] {
  const found: Behaviour[] = []
  for (const file of files) {
    const seen = new Set<string>()
    const report: Report = (kind, node, detail = '') => {
      const key = `${kind}:${node.start}`
      if (seen.has(key) || found.length > 4000) return
      seen.add(key)
      found.push({ kind, file: file.path, start: node.start, end: node.end, detail: detail.replaceAll(unknownPart, '…').slice(0, 120) })
    }
    for (const site of file.calls) judgeCall(program, site, report)
    for (const site of file.assignments) judgeAssignment(program, site, report)
    for (const site of file.computed) judgeComputed(program, site, report)
  }
  return found
}

function judgeCall(program: Program, { node, scope }: Site, report: Report): void {
  if (node.type === 'TaggedTemplateExpression') {
    const path = program.value(node['tag'], scope).path
    if (path !== null && sinkOf(path, false) === 'command') command(program.value(node, scope), node, report)
    return
  }
  const calleeNode = (node['callee'] ?? null) as Node | null
  if (calleeNode?.type === 'Super') return
  if (calleeNode !== null && !mayMatter(calleeNode, scope)) return
  const callee = calleeNode === null ? { path: 'g:import', tags: 0 } : program.value(calleeNode, scope)
  const args = argumentsOf(node)
  let path = callee.path
  if (path === null) {
    memberCall(program, node, calleeNode as Node, args, scope, report)
    return
  }
  const borrowed = /\.(?:call|apply|bind)$/.exec(path)
  if (borrowed !== null) path = path.slice(0, borrowed.index)
  if ((callee.tags & tag.assembled) !== 0 && guardedGlobals.test(path) && !path.includes('process.env')) report('indirectAccess', node, path)
  const sink = sinkOf(path, node.type === 'NewExpression')
  if (sink === null) return other(program, path, node, args, scope, report)
  const values = args.map((arg) => program.value(arg, scope))
  if (path.startsWith('x:') && borrowed?.[0] !== '.bind') report('indirectAccess', node, path.slice(2))
  switch (sink) {
    case 'network':
      return network(program, path, node, args, values, scope, report)
    case 'command':
      return command(values[0], node, report, values)
    case 'code':
      return code(path, node, args, values, report)
    case 'module':
      return module(path, node, values[0], report)
    case 'native':
      return report('nativeLoad', node, values[0]?.text ?? '')
    case 'fileWrite':
    case 'fileDelete':
      return file(sink, node, values, report)
  }
}

function network(program: Program, path: string, node: Node, args: readonly Node[], values: readonly Value[], scope: Scope, report: Report): void {
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
  if (where === '') return
  if ((values[0]?.tags ?? 0) & tag.decoded) report('decodedToUrl', node, where)
  if (droppingHost.test(where)) report('dropHost', node, where)
  if ((rawAddress.test(where) && !localAddress.test(where)) || dropPorts.test(where)) report('rawAddress', node, where)
  void scope
}

const flowsToNetwork: readonly (readonly [number, BehaviourKind])[] = [
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
    if (key === 'hostname' || key === 'host' || key === 'url' || key === 'uri' || key === 'href') host ??= program.value(property['value'], value.scope).text
  }
  return host === null ? null : host.includes('.') || host.includes(':') ? host : `${host}.`
}

function command(first: Value | undefined, node: Node, report: Report, values: readonly Value[] = []): void {
  const text = [first?.text, ...values.slice(1, 2).flatMap((value) => value.list?.map((item) => item.text ?? '…') ?? [])].filter((part) => part != null).join(' ')
  report('command', node, text)
  let tags = 0
  for (const value of values) if (value.fn === null) tags |= value.tags
  tags |= first?.tags ?? 0
  if (tags & tag.net) report('networkToCommand', node, text)
  if (tags & tag.decoded) report('decodedToCommand', node, text)
  if (shellDownload.test(text)) report('shellDownload', node, text)
  if (reverseShell.test(text)) report('reverseShell', node, text)
  if (shellSecrets.test(text)) report('shellSecrets', node, text)
  if (shellPersistence.test(text)) report('persistence', node, text)
  if (/\bnode(?:\.exe)?['"]?\s+(?:-e|--eval|-p)\b|\b(?:python3?|perl|ruby|php)\s+-[ce]\b|powershell/i.test(text) || (/…?\s-e\b/.test(text) && values.length > 1)) report('commandCode', node, text)
  if (/\bnpm\s+publish|npm\s+version|yarn\s+publish|pnpm\s+publish/.test(text)) report('publishes', node, text)
  if (/^(?:sh|bash|zsh|cmd(?:\.exe)?|powershell(?:\.exe)?|\/bin\/(?:ba|z)?sh)$/.test(first?.text ?? '')) report('opensShell', node, text)
  for (const value of values.slice(1)) if (value.object !== null && detached(value.object)) report('detached', node, text)
}

function detached(options: Node): boolean {
  return (options['properties'] as Node[]).some((property) => property.type === 'Property' && property['key'].name === 'detached' && property['value'].value !== false)
}

function code(path: string, node: Node, args: readonly Node[], values: readonly Value[], report: Report): void {
  let tags = 0
  for (const value of values) tags |= value.tags
  const text = values.map((value) => value.text ?? '').join(' ')
  if (path.endsWith('worker_threads.Worker') && !args[1]) return
  report('code', node, text)
  if (tags & tag.net) report('networkToCode', node, text)
  if (tags & tag.decoded) report('decodedToCode', node, text)
  if (tags & tag.blob) report('decodedToCode', node, text)
  if (tags & (tag.file | tag.secretFile)) report('fileToCode', node, text)
  if (tags & (tag.env | tag.envSecret)) report('variableToCode', node, text)
  if (tags & tag.param) report('parameterToCode', node, text)
}

function module(path: string, node: Node, first: Value | undefined, report: Report): void {
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
  void path
}

function file(sink: 'fileWrite' | 'fileDelete', node: Node, values: readonly Value[], report: Report): void {
  const target = values.map((value) => value.text ?? '').find((text) => text !== '') ?? ''
  report(sink, node, target)
  let tags = 0
  for (const value of values.slice(1)) tags |= value.tags
  if (tags & tag.net) report('networkToFile', node, target)
  if (tags & tag.decoded) report('decodedToFile', node, target)
  if (/\.github[\\/]workflows|\.gitlab-ci|\.circleci|\.vscode[\\/]|\.claude|\.cursor|\.git[\\/]hooks|\.husky[\\/]|\.devcontainer/.test(target)) report('writesConfig', node, target)
  if (/(?:^|[\\/\uFFFC])package\.json$/.test(target) && sink === 'fileWrite') report('writesManifest', node, target)
  if (/node_modules|\.bashrc|\.zshrc|\.profile|crontab|LaunchAgents|autostart|Startup[\\/]|authorized_keys|systemd|\.npmrc|\/etc\//.test(target)) report('persistence', node, target)
}

/** Calls that are no sink, but telling: listeners, clipboard, secret files, hooks through `Object.defineProperty`. */
function other(program: Program, path: string, node: Node, args: readonly Node[], scope: Scope, report: Report): void {
  const value = (index: number): Value | null => (args[index] === undefined ? null : program.value(args[index], scope))
  if (/^(?:m:fs|m:fs\/promises|m:fs-extra|m:graceful-fs)\./.test(path)) {
    const target = value(0)?.text ?? ''
    if (secretPath.test(target)) report('readsSecretFile', node, target)
    else report('fileRead', node, target)
    return
  }
  if (path === 'g:setTimeout' || path === 'g:setInterval' || path === 'g:setImmediate') {
    const first = value(0)
    if (first !== null && first.fn === null && (first.text !== null || first.tags & (tag.net | tag.decoded))) code(path, node, args, [first], report)
    return
  }
  if (path === 'g:Object.defineProperty' || path === 'g:Reflect.defineProperty' || path === 'g:Reflect.set' || path === 'g:Object.assign' || path === 'g:Object.defineProperties') {
    const target = value(0)
    const key = value(1)?.text
    if (target?.path != null) {
      const hooked = hookOf(key == null ? `${target.path}.*` : program.member(target, key, 0).path ?? `${target.path}.${key}`)
      if (hooked !== null) report(hooked, node, key ?? target.path)
    }
    return
  }
  if (path.endsWith('addEventListener')) return listens(value(0), node, report)
  if (/^(?:g:navigator\.clipboard|m:clipboardy)\b/.test(path)) return report('clipboard', node, path)
  if (/^m:os\.(?:hostname|userInfo|networkInterfaces)$/.test(path)) return report('hostInfo', node, path)
  if (path.endsWith('._compile')) return code(path, node, args, args.map((arg) => program.value(arg, scope)), report)
  if (/^(?:g:JSON\.stringify|g:Object\.(?:entries|keys|values|assign|fromEntries))$/.test(path) && ((value(0)?.tags ?? 0) & tag.envAll) !== 0) report('readsEnvironment', node)
  if (/^(?:m:iohook|m:node-global-key-listener|m:node-key-sender|m:robotjs|m:screenshot-desktop|m:uiohook-napi|m:keylogger)/.test(path)) report('listensInput', node, path)
}

function listens(event: Value | null, node: Node, report: Report): void {
  if (event?.text != null && /^(?:key(?:down|up|press)|paste|copy|cut|beforeinput|submit)$/.test(event.text)) report('listensInput', node, event.text)
}

/** A call on a value of unknown making: `x._compile(…)`, `el.appendChild(script)`, `sock.pipe(sh.stdin)`. */
function memberCall(program: Program, node: Node, callee: Node, args: readonly Node[], scope: Scope, report: Report): void {
  if (callee.type !== 'MemberExpression') {
    const value = program.value(callee, scope)
    if (value.tags & (tag.net | tag.decoded) && value.fn === null && callee.type === 'CallExpression') report('unknownCallee', node)
    return
  }
  const property = callee['property'] as Node
  const key = callee['computed'] ? program.value(property, scope).text : (property['name'] as string | undefined)
  if (key === '_compile') code('_compile', node, args, args.map((arg) => program.value(arg, scope)), report)
  else if (key === 'addEventListener') listens(args[0] === undefined ? null : program.value(args[0], scope), node, report)
}

function judgeAssignment(program: Program, { node, scope }: Site, report: Report): void {
  const left = node['left'] as Node
  if (left.type === 'Identifier') {
    const binding = scope.lookup(left['name'])
    if (binding?.param === null && binding.inits.every((init) => init.how === 'value' && init.node === node['right'])) {
      const hooked = hookOf(`g:${left['name']}`)
      if (hooked !== null && !fallsBack(node['right'])) report(hooked, node, left['name'])
    }
    return
  }
  if (left.type !== 'MemberExpression' || !baseMatters(left['object'], scope)) return
  const base = program.value(left['object'], scope)
  const property = left['property'] as Node
  const key = left['computed'] ? program.value(property, scope).text : (property['name'] as string)
  if (key === null) return
  if ((key === 'src' || key === 'href' || key === 'location' || key === 'action') && base.path !== null) {
    const value = program.value(node['right'], scope)
    const sends = value.tags & (tag.key | tag.store | tag.input | tag.env | tag.envAll | tag.clipboard | tag.credential | tag.param)
    if (/^i:g:Image|createElement|^g:(?:location|document|window)|^g$/.test(base.path)) {
      if (sends !== 0) for (const [bits, kind] of flowsToNetwork) if ((value.tags & bits) !== 0) report(kind, node, value.text ?? '')
      if (/^i:g:Image|createElement/.test(base.path) && value.text !== null && /^(?:https?:)?\/\//.test(value.text)) report('remoteElement', node, value.text)
      if (/^i:g:Image/.test(base.path)) report('network', node, value.text ?? '')
    }
  }
  if (base.path === null) return
  const full = program.member({ ...base, object: null }, key, 0).path
  const hooked = full === null ? null : hookOf(full)
  if (hooked !== null && !fallsBack(node['right'])) report(hooked, node, full ?? key)
}

/** `x = x || y` and `x ??= y` fill a gap; they do not replace. */
function fallsBack(right: Node): boolean {
  return right.type === 'LogicalExpression'
}

function judgeComputed(program: Program, { node, scope }: Site, report: Report): void {
  if (!baseMatters(node['object'], scope)) return
  const base = program.value(node['object'], scope)
  if (base.path === null || !/^(?:g|g:process|g:module|g:require|x:require|x:\w+|g:process\.mainModule|m:child_process|m:module|c:method|c:constructor)$/.test(base.path)) return
  const key = program.value(node['property'], scope)
  if (base.path.startsWith('c:') && key.text !== 'constructor') return
  if (key.text === null || key.text.includes(unknownPart)) report(key.tags & tag.decoded ? 'indirectAccess' : 'unresolvedMember', node, base.path)
  else if (key.tags & (tag.assembled | tag.decoded)) report('indirectAccess', node, `${base.path}.${key.text}`)
}
