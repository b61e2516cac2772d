import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Person } from './people.ts'

/** JSON Resume themes on npm under the MIT licence; fetched at run time into a folder outside the repository. */
export const npmThemes = [
  'jsonresume-theme-elegant@1.16.1',
  'jsonresume-theme-even@0.26.1',
  'jsonresume-theme-flat@0.3.7',
  'jsonresume-theme-kendall@0.2.0',
  'jsonresume-theme-macchiato@1.1.0',
  'jsonresume-theme-stackoverflow@3.3.0',
]

/** Folders of MIT-licensed themes that are ready to run: name → entry file. */
export function findThemes(folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).sort()) {
      const home = join(folder, name)
      if (!/theme|^stackoverflow$/.test(name) || name.includes('themeutils') || !existsSync(join(home, 'package.json')))
        continue
      const about = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
        main?: string
        license?: string
        exports?: unknown
      }
      const entry = [about.main, 'dist/index.js', 'index.js']
        .map((file) => (file === undefined ? '' : resolve(home, file)))
        .find((file) => file !== '' && existsSync(file) && file.endsWith('js'))
      const key = name.replace('jsonresume-theme-', '')
      if (entry !== undefined && !found.has(key) && (about.license ?? 'MIT') === 'MIT') found.set(key, entry)
    }
  }
  return found
}

interface Theme {
  readonly render?: (resume: Person) => unknown
  readonly default?: Theme | ((resume: Person) => unknown)
}

/** HTML of a person in a theme; null when the theme fails. Called in a child that has no network and may write nowhere. */
export async function renderTheme(entry: string, person: Person): Promise<string | null> {
  try {
    const theme = (await import(pathToFileURL(entry).href)) as Theme
    const render = theme.render ?? (typeof theme.default === 'function' ? theme.default : theme.default?.render)
    const made = await render?.(JSON.parse(JSON.stringify(person)) as Person)
    return typeof made === 'string' && made.length > 200 ? made : null
  } catch {
    return null
  }
}

// Run as a child: reads {entry, people} from its argument, writes a JSON list of pages.
if (process.argv[1] === import.meta.filename) {
  const { entry, people } = JSON.parse(readFileSync(0, 'utf8')) as { entry: string; people: Person[] }
  // Themes print warnings to standard output; ours is for the result.
  console.log = console.info = console.warn
  const pages: (string | null)[] = []
  for (const person of people) pages.push(await renderTheme(entry, person))
  process.stdout.write(JSON.stringify(pages), () => process.exit(0))
}
