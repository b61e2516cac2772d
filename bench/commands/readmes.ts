import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lines of the Markdown files that came with the installed packages: text that developers read and copy from. When there
 * are more than asked for, every n-th is taken, so that all packages have their share.
 */
export function readmeLines(most: number): string[] {
  const root = join(import.meta.dirname, '../../node_modules')
  if (!existsSync(root)) return []
  const lines: string[] = []
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.md$/i.test(name)) continue
    for (const line of readFileSync(join(root, name), 'utf8').split('\n')) if (line.trim() !== '') lines.push(line)
  }
  const step = Math.max(1, Math.ceil(lines.length / most))
  return lines.filter((_, at) => at % step === 0)
}
