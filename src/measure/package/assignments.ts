import type { Report } from './behaviours.ts'
import type { Program } from './evaluate.ts'
import { hookOf } from './hooks.ts'
import type { Node } from './parse.ts'
import { baseMatters } from './relevance.ts'
import type { Site } from './scope.ts'
import { flowsToNetwork } from './sinks.ts'
import { tag, unknownPart } from './values.ts'
import { guardedGlobals, loadingHtml } from './vocabulary.ts'

/** What is put where: hooks, elements that load or send. */
export function judgeAssignment(program: Program, { node, scope }: Site, report: Report): void {
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
    const sends =
      value.tags & (tag.key | tag.store | tag.input | tag.env | tag.envAll | tag.clipboard | tag.credential | tag.param)
    if (/^i:g:Image|createElement|^g:(?:location|document|window)|^g$/.test(base.path)) {
      if (sends !== 0)
        for (const [bits, kind] of flowsToNetwork) if ((value.tags & bits) !== 0) report(kind, node, value.text ?? '')
      if (/^i:g:Image|createElement/.test(base.path) && value.text !== null && /^(?:https?:)?\/\//.test(value.text))
        report('remoteElement', node, value.text)
      if (/^i:g:Image/.test(base.path)) report('network', node, value.text ?? '')
    }
  }
  // An address that carries something precious away, wherever it is put: `style.backgroundImage = 'url(…' + cookie`.
  if (key !== 'src' && key !== 'href' && scope.file.text.length < 400_000) {
    const value = program.value(node['right'], scope)
    const sent =
      value.tags & (tag.key | tag.store | tag.input | tag.envAll | tag.clipboard | tag.credential | tag.secretFile)
    if (sent !== 0 && value.text !== null && /(?:https?:)?\/\/[\w.-]+\.\w/.test(value.text))
      for (const [bits, kind] of flowsToNetwork) if ((sent & bits) !== 0) report(kind, node, value.text)
  }
  if (/^(?:inner|outer)HTML$|^srcdoc$/.test(key)) {
    const html = program.value(node['right'], scope).text
    if (html !== null && loadingHtml.test(html)) report('remoteElement', node, html)
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

/** Members of what matters under a name that was put together. */
export function judgeComputed(program: Program, { node, scope }: Site, report: Report): void {
  if (!baseMatters(node['object'], scope)) return
  const base = program.value(node['object'], scope)
  if (
    base.path === null ||
    !/^(?:g|g:process|g:module|g:require|x:require|x:\w+|g:process\.mainModule|m:child_process|m:module|c:method|c:constructor)$/.test(
      base.path,
    )
  )
    return
  const key = program.value(node['property'], scope)
  if (base.path.startsWith('c:') && key.text !== 'constructor') return
  if (key.text === null || key.text.includes(unknownPart))
    report(key.tags & tag.decoded ? 'indirectAccess' : 'unresolvedMember', node, base.path)
  else if (
    key.tags & (tag.assembled | tag.decoded) &&
    (base.path !== 'g' || (key.tags & tag.decoded) !== 0 || guardedGlobals.test(`g:${key.text}`))
  )
    report('indirectAccess', node, `${base.path}.${key.text}`)
}
