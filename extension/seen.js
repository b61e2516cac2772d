/** Where a page's words come from, by its host. */
const platforms = [
  ['linkedin', /(?:^|\.)linkedin\.com$/],
  ['telegram', /(?:^|\.)(?:web\.telegram\.org|t\.me)$/],
  ['whatsapp', /(?:^|\.)web\.whatsapp\.com$/],
  ['x', /(?:^|\.)(?:x|twitter)\.com$/],
  ['discord', /(?:^|\.)discord\.com$/],
  ['slack', /(?:^|\.)slack\.com$/],
  ['mail', /(?:^|\.)(?:mail\.google\.com|outlook\.(?:office|live)\.com|outlook\.office365\.com)$/],
]

/** Longest selection that is sent, letters. */
const most = 20_000

/**
 * What will be sent, and nothing else: the page's address, the text somebody marked, the platform. On a platform the
 * address is only the reader's own inbox, so it is left out where text was marked.
 */
export function seen(address, selection) {
  const host = URL.canParse(address) ? new URL(address).hostname : ''
  const platform = platforms.find(([, pattern]) => pattern.test(host))?.[0] ?? ''
  const text = selection.trim().slice(0, most)
  const web = /^https?:/.test(address)
  return { link: web && (platform === '' || text === '') ? address : '', text, platform }
}

/** The report page with everything behind `#`, which browsers send to no server. */
export function reportPage(server, what) {
  const brought = new URLSearchParams(Object.entries(what).filter(([, value]) => value !== ''))
  return `${server}/report#${brought}`
}
