import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** The letters that come with the project. */
export const publicLettersFolder: string = path.join(import.meta.dirname, '..', '..', 'letters')

/** YAML files of a folder of letter packs. */
export function letterFiles(folder: string): { path: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }))
}
