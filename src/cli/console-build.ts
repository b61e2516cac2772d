import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

export const consoleFolder: string = path.join(import.meta.dirname, '..', 'console')
export const consoleDist: string = path.join(consoleFolder, 'dist')

/** Whether the console must be built: it never was, or its sources are newer. A server image ships it built. */
export function isConsoleStale(): boolean {
  const built = path.join(consoleDist, 'index.html')
  if (!existsSync(built)) return true
  if (!existsSync(path.join(consoleFolder, 'vite.config.ts'))) return false
  const since = statSync(built).mtimeMs
  return readdirSync(consoleFolder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}dist`) && statSync(path.join(entry.parentPath, entry.name)).mtimeMs > since,
  )
}

/** Builds the console once, in this process. */
export async function buildConsole(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile: path.join(consoleFolder, 'vite.config.ts'), logLevel: 'error' })
}
