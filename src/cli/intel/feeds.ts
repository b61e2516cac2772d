import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import { safeFetcher, type SafeFetch } from '../../guard/fetch/safe-fetch.ts'

/** The longest published list of exits has about 200,000 lines. */
const mostBytes = 20 << 20

/**
 * Lists that the operator names by address, fetched at this moment and kept beside the table. Their licences are theirs
 * to know: nothing of them comes with the program.
 *
 * @param lists `CLASS=FILE` or `CLASS=https://…`
 * @returns all of them as `CLASS=FILE`
 * @throws SP_FETCH_FAILED
 */
export async function fetchedLists(lists: readonly string[], folder: string, fetch: SafeFetch = safeFetcher()): Promise<string[]> {
  const out: string[] = []
  for (const entry of lists) {
    const [kind = '', ...rest] = entry.split('=')
    const from = rest.join('=')
    if (!from.startsWith('https://')) {
      out.push(entry)
      continue
    }
    const answer = await fetch(from, { maxBytes: mostBytes, timeoutMs: 60_000 })
    if (answer.status !== 200) throw new SallyportError('SP_FETCH_FAILED', `The list at ${new URL(from).host} answered ${answer.status}.`)
    mkdirSync(folder, { recursive: true })
    const file = path.join(folder, `list-${createHash('sha256').update(from).digest('hex').slice(0, 16)}.txt`)
    writeFileSync(file, answer.body)
    out.push(`${kind}=${file}`)
  }
  return out
}
