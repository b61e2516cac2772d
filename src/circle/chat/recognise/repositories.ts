import type { Page } from '../page.ts'

const overSsh = /(?<![\p{L}\p{N}_])git@([\w.-]+\.[a-z]{2,}):([\w.~-]+(?:\/[\w.~-]+)+)/giu
const short = /(?<![\p{L}\p{N}_/@.:-])(github|gitlab|bitbucket):([\w-]+\/[\w.-]+)/giu
const pair =
  /(?<![\p{L}\p{N}_/@.:~\\$-])([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9_][\w.-]{0,99})(?![\p{L}\p{N}_/@])/gu

const spokenBefore =
  /\b(?:repos?|repository|repositories|github|gitlab|bitbucket|cloned?|fork(?:ed)?(?: of)?|git clone|source)\b(?:\s+(?:named|called|is|at|was|under|repo|repository|project|org|of|from|url|link|here))*\s*[:=→-]?\s*[`"'“*<(]*$/i
const spokenAfter =
  /^[`"'”*)>]*\s*(?:\(?(?:on|at)\s+)?(?:github|gitlab|bitbucket|repo\b|repository|\(github\)|\(gitlab\))/i
const ordinary =
  /^(?:and\/or|his\/her|he\/she|her\/him|they\/them|she\/her|he\/him|yes\/no|on\/off|read\/write|tcp\/\w+|udp\/\w+|\w+\/(?:tcp|udp)|client\/server|input\/output|ci\/cd|pass\/fail|tx\/rx|mac\/\w+|win\w*\/\w+|linux\/\w+|src\/\S+|dist\/\S+|lib\/\S+|bin\/\S+|n\/a|w\/\S+|24\/7|\d+\/\d+|org\/\w+|repo\/package|package\/repo|npm\/\S+|issues\/\d+|pull\/\d+)$/i

/** Repositories written as `owner/name`, where the sentence says that it is one, and `git@host:owner/name`. */
export function repositories(page: Page): void {
  for (const found of page.free(overSsh))
    add(page, found[1] as string, found[2] as string, found.index, found.index + found[0].length)
  for (const found of page.free(short))
    add(
      page,
      found[1] === 'bitbucket' ? 'bitbucket.org' : `${(found[1] as string).toLowerCase()}.com`,
      found[2] as string,
      found.index,
      found.index + found[0].length,
    )
  for (const found of page.free(pair)) {
    const written = found[0].replace(/[.,-]+$/, '')
    const end = found.index + written.length
    const before = page.before(found.index, 60)
    if (
      ordinary.test(written) ||
      /\.(?:js|ts|json|md|py|sh|tsx|jsx|yml|yaml|lock|txt|html|exe|zip|go|rs)$/i.test(written)
    )
      continue
    if (!spokenBefore.test(before) && !spokenAfter.test(page.after(end))) continue
    const around = `${before.slice(-25)} ${page.after(end, 13)}`
    add(
      page,
      /gitlab/i.test(around) ? 'gitlab.com' : /bitbucket/i.test(around) ? 'bitbucket.org' : 'github.com',
      written,
      found.index,
      end,
    )
  }
}

function add(page: Page, forge: string, path: string, start: number, end: number): void {
  page.add('repo', `${forge}/${path.replace(/[.,]+$/, '').replace(/\.git$/, '')}`.toLowerCase(), start, end, {
    place: forge.toLowerCase(),
  })
}
