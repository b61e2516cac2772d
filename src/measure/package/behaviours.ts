import type { Program } from './evaluate.ts'
import { argumentsOf } from './literals.ts'
import type { Node } from './parse.ts'
import type { SourceFile } from './program.ts'
import type { Scope, Site } from './scope.ts'
import { tag, unknownPart, type Value } from './values.ts'
import { judgeAssignment, judgeComputed } from './assignments.ts'
import { code, command, file, module, network, flowsToNetwork } from './sinks.ts'
import { guardedGlobals, loadingHtml, secretPath, sinkOf } from './vocabulary.ts'
import type { BehaviourKind } from './kinds.ts'
import { isEndless } from './loops.ts'
import { hookOf } from './hooks.ts'
import { mayMatter } from './relevance.ts'
import { touchesOf } from './touches.ts'

/** Something code does, and where it says so. */
export interface Behaviour {
  readonly kind: BehaviourKind
  readonly file: string
  readonly start: number
  readonly end: number
  /** The host, command, module or path in question, as far as it could be read. */
  readonly detail: string
}

/** Notes a behaviour at a node; once a kind and place. */
export type Report = (kind: BehaviourKind, node: Node, detail?: string) => void

/** What the files of a program do: data from somewhere to somewhere, and bare capabilities. */
export function behavioursOf(program: Program, files: Iterable<SourceFile>): Behaviour[] {
  const found: Behaviour[] = []
  for (const file of files) {
    const seen = new Set<string>()
    const first = found.length
    const report: Report = (kind, node, detail = '') => {
      const key = `${kind}:${node.start}`
      if (seen.has(key) || found.length > 4000) return
      seen.add(key)
      found.push({
        kind,
        file: file.path,
        start: node.start,
        end: node.end,
        detail: detail.replaceAll(unknownPart, '…').slice(0, 120),
      })
    }
    for (const site of file.calls) judgeCall(program, site, report)
    for (const site of file.assignments) judgeAssignment(program, site, report)
    for (const site of file.loops) if (isEndless(site.node)) report('endlessLoop', site.node)
    for (const site of file.computed) judgeComputed(program, site, report)
    for (const { node, what, changes } of touchesOf(program, file)) report(changes ? 'changes' : 'touches', node, what)
    for (const one of runsOfWritten(found.slice(first)))
      report('runsWrittenFile', { start: one.start, end: one.end } as Node, one.detail)
  }
  return found
}

/** Commands that start a file which the same source wrote or downloaded. */
function runsOfWritten(found: readonly Behaviour[]): Behaviour[] {
  const written = new Set(
    found
      .filter(
        ({ kind, detail }) =>
          /^(?:fileWrite|networkToFile|decodedToFile)$/.test(kind) && /[\w-]{3}/.test(detail) && !/^…$/.test(detail),
      )
      .map(({ detail }) => detail),
  )
  if (written.size === 0) return []
  return found.filter(
    ({ kind, detail }) =>
      kind === 'command' &&
      (written.has(detail) || [...written].some((path) => path.length > 5 && detail.includes(path))),
  )
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
  let args = argumentsOf(node)
  if (calleeNode !== null) pipes(program, node, calleeNode, scope, report)
  let path = callee.path
  if (path === null) {
    memberCall(program, node, calleeNode as Node, args, scope, report)
    return
  }
  if (path === 'g:Reflect.apply' || path === 'g:Reflect.construct') {
    path = args[0] === undefined ? path : (program.value(args[0], scope).path ?? path)
    args = ((args.at(path === 'g:Reflect.construct' ? 1 : 2)?.['elements'] ?? []) as (Node | null)[]).filter(
      (one) => one !== null,
    )
  }
  const borrowed = /\.(?:call|apply|bind)$/.exec(path)
  if (borrowed !== null) path = path.slice(0, borrowed.index)
  if ((callee.tags & tag.assembled) !== 0 && guardedGlobals.test(path) && !path.includes('process.env'))
    report('indirectAccess', node, path)
  const sink = sinkOf(path, node.type === 'NewExpression')
  if (sink === null) return other(program, path, node, args, scope, report)
  const values = args.map((arg) => program.value(arg, scope))
  if (path.startsWith('x:') && borrowed?.[0] !== '.bind') report('indirectAccess', node, path.slice(2))
  switch (sink) {
    case 'network':
      return network(program, path, node, args, values, report)
    case 'command':
      return command(values[0], node, report, values)
    case 'code':
      return code(path, node, args, values, report)
    case 'module':
      return module(node, values[0], report)
    case 'native':
      return report('nativeLoad', node, values[0]?.text ?? '')
    case 'fileWrite':
    case 'fileDelete':
      return file(path, sink, node, values, report)
  }
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
    if (first !== null && first.fn === null && (first.text !== null || first.tags & (tag.net | tag.decoded)))
      code(path, node, args, [first], report)
    return
  }
  if (
    path === 'g:Object.defineProperty' ||
    path === 'g:Reflect.defineProperty' ||
    path === 'g:Reflect.set' ||
    path === 'g:Object.assign' ||
    path === 'g:Object.defineProperties'
  ) {
    const target = value(0)
    const key = value(1)?.text
    if (target?.path != null) {
      const hooked = hookOf(
        key == null ? `${target.path}.*` : (program.member(target, key, 0).path ?? `${target.path}.${key}`),
      )
      if (hooked !== null) report(hooked, node, key ?? target.path)
    }
    return
  }
  if (/^g:(?:opener\.)?postMessage$/.test(path)) {
    const sent = value(0)?.tags ?? 0
    for (const [bits, kind] of flowsToNetwork)
      if ((sent & bits & toOtherWindow) !== 0) report(kind, node, 'postMessage')
    return
  }
  if (opensPort.test(path)) return report('opensPort', node, path)
  if (/^g:document\.write(?:ln)?$|insertAdjacentHTML$/.test(path)) {
    const html = value(path.endsWith('HTML') ? 1 : 0)?.text
    if (html != null && loadingHtml.test(html)) report('remoteElement', node, html)
    return
  }
  if (path.endsWith('addEventListener')) return listens(value(0), node, report)
  if (/^(?:g:navigator\.clipboard|m:clipboardy)\b/.test(path)) return report('clipboard', node, path)
  if (/^m:os\.(?:hostname|userInfo|networkInterfaces)$/.test(path)) return report('hostInfo', node, path)
  if (path.endsWith('._compile'))
    return code(
      path,
      node,
      args,
      args.map((arg) => program.value(arg, scope)),
      report,
    )
  if (
    /^(?:g:JSON\.stringify|g:Object\.(?:entries|keys|values|assign|fromEntries))$/.test(path) &&
    ((value(0)?.tags ?? 0) & tag.envAll) !== 0
  )
    report('readsEnvironment', node)
  if (
    /^(?:m:iohook|m:node-global-key-listener|m:node-key-sender|m:robotjs|m:screenshot-desktop|m:uiohook-napi|m:keylogger)/.test(
      path,
    )
  )
    report('listensInput', node, path)
}

/** Ways to be reached from outside. */
const opensPort =
  /^m:(?:inspector\.open|repl\.start)$|^r:m:(?:https?|http2|net|tls)\.(?:createServer|createSecureServer|Server)\b\S*\.listen$|^r:m:dgram\.createSocket\S*\.bind$/

/** A message to the window around this one leaves the page; parameters are the normal business of frames. */
const toOtherWindow = tag.store | tag.key | tag.credential | tag.clipboard | tag.envAll

function listens(event: Value | null, node: Node, report: Report): void {
  if (event?.text != null && /^(?:key(?:down|up|press)|paste|copy|cut|beforeinput|submit)$/.test(event.text))
    report('listensInput', node, event.text)
}

/** A call on a value of unknown making: `x._compile(…)`, `el.appendChild(script)`, `sock.pipe(sh.stdin)`. */
/** `response.pipe(fs.createWriteStream(…))` */
function pipes(program: Program, node: Node, callee: Node, scope: Scope, report: Report): void {
  if (callee.type !== 'MemberExpression' || callee['computed'] || callee['property'].name !== 'pipe') return
  const from = program.value(callee['object'], scope)
  const first = argumentsOf(node)[0]
  if (first === undefined || (from.tags & (tag.net | tag.decoded)) === 0) return
  const to = program.value(first, scope)
  if (to.path !== null && /createWriteStream/.test(to.path)) report('networkToFile', node, to.text ?? '')
}

function memberCall(
  program: Program,
  node: Node,
  callee: Node,
  args: readonly Node[],
  scope: Scope,
  report: Report,
): void {
  if (callee.type !== 'MemberExpression') {
    const value = program.value(callee, scope)
    if (value.tags & (tag.net | tag.decoded) && value.fn === null && callee.type === 'CallExpression')
      report('unknownCallee', node)
    return
  }
  const property = callee['property'] as Node
  const key = callee['computed'] ? program.value(property, scope).text : (property['name'] as string | undefined)
  if (key === '_compile')
    code(
      '_compile',
      node,
      args,
      args.map((arg) => program.value(arg, scope)),
      report,
    )
  else if (key === 'insertAdjacentHTML') {
    const html = args[1] === undefined ? null : program.value(args[1], scope).text
    if (html !== null && loadingHtml.test(html)) report('remoteElement', node, html)
  } else if (key === 'addEventListener')
    listens(args[0] === undefined ? null : program.value(args[0], scope), node, report)
}
