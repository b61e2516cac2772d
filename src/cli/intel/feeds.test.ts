import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { SafeFetch } from '../../guard/fetch/safe-fetch.ts'
import { fetchedLists } from './feeds.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-feeds-'))
const answering = (status: number): SafeFetch => async (url) => ({ status, headers: {}, body: Buffer.from('192.0.2.0/24\n'), url: String(url), via: [] }) as unknown as Awaited<ReturnType<SafeFetch>>

test('a list named by address is fetched and kept; a file stays a file', async () => {
  const [own, fetched] = await fetchedLists(['mobile=own.txt', 'vpn=https://lists.example.com/exits.txt?a=b'], folder, answering(200))
  assert.equal(own, 'mobile=own.txt')
  const [kind, file] = fetched!.split('=') as [string, string]
  assert.equal(kind, 'vpn')
  assert.equal(readFileSync(file, 'utf8'), '192.0.2.0/24\n')
})

test('a list that is not there stops the build with a sentence', async () => {
  await assert.rejects(fetchedLists(['vpn=https://lists.example.com/none'], folder, answering(404)), { code: 'SP_FETCH_FAILED' })
})
