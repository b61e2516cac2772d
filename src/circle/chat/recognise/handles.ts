import type { Page } from '../page.ts'

const tagged = /(?<![\p{L}\p{N}_/@.=&-])@([A-Za-z0-9][\w.-]{1,38}[A-Za-z0-9_])(?![\p{L}\p{N}_/@])/gu
const discord = /(?<![\p{L}\p{N}_@#])@?([A-Za-z0-9._]{2,32}#\d{4})(?!\d)/gu
const services =
  'telegram|tg|twitter|discord|linkedin|github|gitlab|signal|instagram|skype|wechat|slack|upwork|fiverr|npm|x'
const named = new RegExp(
  `(?<![\\p{L}\\p{N}_.@/-])(?:(${services})\\b(?:\\s+(?:handle|user(?:name)?|account|id|nick(?:name)?|profile|alias|contact|publisher|maintainer|author))?|(?:handle|username|user name|alias|nick(?:name)?|persona|screen name|(?:npm )?(?:publisher|maintainer)|account|user))(\\s+(?:is|was|goes by|named|called|by)\\s+|\\s*[:=]\\s*|\\s+)([\`"'“]?)([A-Za-z0-9][\\w.-]{1,38}[A-Za-z0-9_])(?![\\p{L}\\p{N}_@/])`,
  'giu',
)

/** Broadcasts, and words of code that begin with an at-sign. */
const nobody =
  /^(?:here|everyone|channel|all|team|room|online|admins?|moderators?|ts-ignore|ts-expect-error|param|returns?|deprecated|override|todo|media|import|charset|keyframes|types|latest|next|beta|alpha|font-face|supports|layer|property|author|version|since|see|example|throws|internal|public|private)$/i
/** A colleague is thanked, called or asked; that names no suspect. */
const toColleague =
  /(?:\b(?:cc|thanks|thank you|thx|ty|ping|pinging|fyi|hi|hey|hello|kudos|credits?(?: to)?|h\/t|hat tip(?: to)?|props to|ask|asked|asking|tagging|tag|per|paging|shout-?out to|reviewed by|reported by|spotted by|found by|flagged by|loop(?:ing)? in|assigned to|over to|with help from|agree with|as)|\+1|\/cc)\s*[:,]?\s*(?:@[\w.-]+\s*(?:,|and|&|\+)?\s*)*$/i
const isAsked =
  /^(?:\s*(?:,|and|&)?\s*@[\w.-]+)*[,:]?\s*(?:can|could|pls|please|plz|fyi|will|would|are you|any|do you|did you|have you|thoughts|take a look|look at this|see above|wdyt|thanks|thank you|thx|good catch|great|nice|confirmed on|for visibility|heads up)\b/i

/** Names by which people go on services: `@name`, "Telegram: name", "GitHub user name", `name#1234`. */
export function handles(page: Page): void {
  for (const found of page.free(discord))
    page.add('handle', (found[1] as string).toLowerCase(), found.index, found.index + found[0].length, {
      place: 'discord',
    })
  for (const found of page.free(tagged)) {
    const name = found[1] as string
    const end = found.index + found[0].length
    const before = page.before(found.index)
    if (nobody.test(name) || toColleague.test(before) || (isAsked.test(page.after(end)) && !serviceIn(before))) {
      page.take(found.index, end)
      continue
    }
    page.add('handle', name.toLowerCase(), found.index, end, { place: serviceIn(`${before} ${page.after(end, 20)}`) })
  }
  for (const found of page.free(named)) {
    const [, service, link = '', quote = '', name = ''] = found
    const end = found.index + found[0].length
    // A bare word after "user" is a name only if it looks made up, is quoted or stands behind a colon.
    const looksMade = /\d|_|(?<=[a-z])-(?=[a-z])/i.test(name)
    const marked = quote !== '' || (/[:=]/.test(link) && service !== undefined && service.toLowerCase() !== 'x')
    if (
      ordinary.test(name) ||
      /\.(?:js|ts|json|md|exe|zip|com|net|org|io)$/i.test(name) ||
      /^\d+(?:[.-]\d+)*$/.test(name)
    )
      continue
    if (service?.toLowerCase() === 'x' && !/handle|user|account|profile/i.test(found[0])) continue
    if (service?.toLowerCase() === 'npm' && !/user|account|publisher|maintainer|author|handle|profile/i.test(found[0]))
      continue
    if (!marked && !(looksMade && !compound.test(name))) continue
    if (marked && quote === '' && !looksMade && (service === undefined || name.length < 4)) continue
    page.add('handle', name.toLowerCase(), end - name.length, end, {
      place: service === undefined ? serviceIn(page.before(found.index)) : normal(service),
    })
  }
}

const ordinary =
  /^(?:the|and|or|is|was|are|has|had|on|in|to|for|with|from|who|that|this|not|no|yes|bot|group|channel|chat|user|users|account|accounts|handle|username|name|unknown|removed|deleted|banned|suspended|above|below|here|tbd|none|n-a|redacted|messages?|dm|dms|call|calls|link|links|profile|message|session|agent|data|input|id|see|via|he|she|they|it|we|you|only|same|new|fake|repo|repos|repository|issue|actions?|advisory|package|packages|install|invite|server|bridge|thread|post|premium|desktop|web|app|client|handles)$/i
/** Ordinary compounds after "account", "user": "account take-over", "user opt-in". */
const compound =
  /^(?:take-?over|sign-?(?:in|up|on|off)|log-?(?:in|out)|opt-?(?:in|out)|set-?up|hand-?over|look-?alike|read-only|follow-up|user-agent|user-facing|end-to-end|multi-\w+|two-\w+|one-\w+|in-\w+|pre-\w+|post-\w+|self-\w+|non-\w+|e-?mail|re-\w+|co-\w+|by-\w+|short-\w+|long-\w+|well-\w+|mid-\w+|\w+-(?:based|like|only|style|side|level|time|wide|ing|ed|free|related|owned|linked))$/i

function serviceIn(text: string): string | null {
  const all = [...text.matchAll(new RegExp(`\\b(${services.replace('|x', '')})\\b`, 'gi'))]
  const last = all.at(-1)?.[1]
  return last === undefined ? null : normal(last)
}

function normal(service: string): string {
  const lower = service.toLowerCase()
  return lower === 'tg' ? 'telegram' : lower === 'twitter' ? 'x' : lower
}
