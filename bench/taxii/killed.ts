import type { House } from './house.ts'
import { envelope, idOf } from './measure.ts'

/**
 * Kills the server while it takes in, again and again: what it acknowledged must be there once, and a cursor it gave
 * before must still go on where it stood.
 *
 * @param from number of the first object, none of which is there yet
 */
export async function killed(house: House, rounds: number, from: number): Promise<{ lost: number; doubled: number; cursors: number }> {
  const acknowledged: number[] = []
  let next = from
  let broken = 0
  for (let round = 0; round < rounds; round++) {
    const page = await house.call('objects/?limit=1')
    const cursor = /"next":"([^"]+)"/.exec(page.text)?.[1]
    let stopped = false
    const writer = (async () => {
      while (!stopped) {
        const at = next
        next += 50
        const answer = await house.call('objects/', envelope(at, 50)).catch(() => null)
        if (answer === null) return
        if (answer.status === 202) acknowledged.push(at)
      }
    })()
    await new Promise((done) => setTimeout(done, 40 + 13 * round))
    stopped = round % 2 === 0
    await house.kill()
    stopped = true
    await writer
    if (cursor !== undefined && (await house.call(`objects/?limit=1&next=${cursor}`)).status !== 200) broken += 1
  }
  const seen = new Map<string, number>()
  let more = ''
  do {
    const { text } = await house.call(`objects/?limit=1000${more === '' ? '' : `&next=${more}`}`)
    for (const found of text.matchAll(/"id":"(indicator--[^"]+)"/g)) seen.set(found[1] as string, (seen.get(found[1] as string) ?? 0) + 1)
    more = /^\{"more":true,"next":"([^"]+)"/.exec(text)?.[1] ?? ''
  } while (more !== '')
  const missing = acknowledged.flatMap((at) => Array.from({ length: 50 }, (_, i) => idOf(at + i))).filter((id) => !seen.has(id))
  return { lost: missing.length, doubled: [...seen.values()].filter((times) => times > 1).length, cursors: broken }
}
