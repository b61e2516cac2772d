import type { Node } from './parse.ts'
import type { SourceFile } from './program.ts'
import type { Scope } from './scope.ts'

/** Names that an `import` declares. */
export function noteImport(file: SourceFile, node: Node): void {
  const module = String(node['source'].value)
  file.imports.push({ name: module, at: node.start })
  for (const specifier of (node['specifiers'] ?? []) as Node[]) {
    const key =
      specifier.type === 'ImportSpecifier' ? (specifier['imported'].name ?? String(specifier['imported'].value)) : ''
    file.root
      .declare(specifier['local'].name)
      .inits.push({ how: 'import', module, key: key === 'default' ? '' : key, file })
  }
}

/** What an `export` gives away, and from where. */
export function noteExport(file: SourceFile, node: Node, scope: Scope): void {
  if (node['source']) {
    file.imports.push({ name: String(node['source'].value), at: node.start })
    if (node.type === 'ExportAllDeclaration') file.reexports.push(String(node['source'].value))
    return
  }
  const declaration = node['declaration'] as Node | null | undefined
  if (node.type === 'ExportDefaultDeclaration' && declaration) file.exports.set('', { node: declaration, scope })
  else if (declaration) {
    const names: Node[] =
      declaration.type === 'VariableDeclaration'
        ? (declaration['declarations'] as Node[]).map((one) => one['id'])
        : [declaration['id']]
    for (const id of names) if (id?.type === 'Identifier') file.exports.set(id['name'], { node: id, scope })
  }
  for (const specifier of (node['specifiers'] ?? []) as Node[]) {
    const name = specifier['exported'].name ?? String(specifier['exported'].value)
    file.exports.set(name === 'default' ? '' : name, { node: specifier['local'], scope })
  }
}
