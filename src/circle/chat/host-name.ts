import { domainToASCII } from 'node:url'
import { parse } from 'tldts'

/**
 * Top-level names that are also file extensions or members in code: unless the writer marks the name as a host
 * (defangs it, gives it a scheme or says "domain"), `README.md` and `install.sh` are files.
 */
const alsoFiles = new Set(
  'md sh rs py pl zip mov so ps cc ml vb do st ms app build mm la ai gz tm ac bz pm sc as cs ph py rs kt java lua mk'.split(
    ' ',
  ),
)
/** Endings that code uses after a dot: `process.name`, `window.open`, `app.run`. */
const alsoMembers = new Set(
  'name open host run map email link click date review dev page world zone live news one next now id is in at to it as me my be do so call cash case center chat run watch works study style support tools training storage stream space show select security search sale save select data directory design email events exchange fail fund network parts pub properties report rest rip select size here how top trade video viewport vote actor author audio auto bar bid bio blue box build buzz camera cards care club codes cool deals delivery digital direct domains download express final fit fm foundation free game gifts global group guide guru help hosting ink int'.split(
    ' ',
  ),
)
const codeObjects = new Set(
  'os this self window document process req res request response module path fs app config console math object array json error event node axios client server ctx args argv sys std pkg package data user obj item module exports crypto buffer util child_process http https url package-lock tsconfig vite webpack eslint docker-compose cfg env props state store router'.split(
    ' ',
  ),
)
const wellKnownProducts = new Set(
  'asp.net system.net next.js node.js vue.js socket.io three.js d3.js chart.js moment.js nuxt.js nest.js deno.land draw.io crates.io web3.py bitcoin.it monday.com booking.com cal.com make.com'.split(
    ' ',
  ),
)

export interface HostMark {
  readonly defanged: boolean
  /** Something before or after it says that it is a host: "domain", a scheme, a path. */
  readonly said: boolean
  /** The character right after it. */
  readonly next: string
}

/** The host in lower-case ASCII when a text can be one, else null. */
export function hostIn(text: string, mark: HostMark): string | null {
  const bare = text.replace(/\.$/, '')
  const ascii = domainToASCII(bare.toLowerCase())
  if (
    ascii === '' ||
    ascii.length > 253 ||
    !ascii.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/.test(label))
  )
    return null
  const known = parse(ascii, { allowPrivateDomains: true })
  if (known.domain === null || (known.isIcann !== true && known.isPrivate !== true))
    return ascii.endsWith('.onion') ? ascii : null
  if (mark.defanged || mark.said) return ascii
  return looksLikeProse(bare, ascii, mark.next) ? null : ascii
}

function looksLikeProse(text: string, ascii: string, next: string): boolean {
  const labels = ascii.split('.')
  const end = labels.at(-1) as string
  const written = text.split('.')
  const first = labels[0] as string
  if (wellKnownProducts.has(ascii) || next === '(' || next === '[' || next === '=') return true
  if (
    alsoFiles.has(end) &&
    (labels.length === 2 || /^v?\d/.test(labels.at(-2) as string) || alsoFiles.has(labels.at(-2) as string))
  ) {
    // `zoom-meet.app` is a site, `Zoom.app` a program; other extensions are files.
    return !(
      /^(?:app|ai|cc|la|do|ac|sc|as)$/.test(end) &&
      text === text.toLowerCase() &&
      !codeObjects.has(first) &&
      first.length > 2
    )
  }
  if (codeObjects.has(first) && labels.length === 2 && end !== 'com') return true
  if (alsoMembers.has(end) && labels.length === 2 && /^[a-z]+$/.test(first) && first.length <= 4) return true
  // "done.So we": a full stop without a blank behind it.
  if (/^[A-Z][a-z]*$/.test(written.at(-1) as string) && text !== text.toUpperCase()) return true
  if (
    labels.length === 2 &&
    /^(?:is|it|in|at|to|so|me|my|be|as|do|no|us|he|we)$/.test(end) &&
    /^[a-z]+$/i.test(first) &&
    first.length < 4
  )
    return true
  return (
    labels.slice(0, -1).every((label) => /^v?\d+[a-z]?$/.test(label)) ||
    written.some((label) => /[a-z][A-Z]/.test(label) && labels.length === 2)
  )
}

/** Sites that people point to when they explain: registries' documentation, vulnerability lists, scanners, news. */
const references = new Set(
  'nvd.nist.gov nist.gov attack.mitre.org cve.mitre.org cve.org mitre.org osv.dev cisa.gov ic3.gov fbi.gov justice.gov treasury.gov docs.npmjs.com docs.github.com github.blog support.zoom.us support.google.com virustotal.com any.run app.any.run urlscan.io socket.dev snyk.io security.snyk.io phylum.io reversinglabs.com wikipedia.org bleepingcomputer.com krebsonsecurity.com thehackernews.com stackoverflow.com developer.mozilla.org nodejs.org first.org shodan.io censys.io abuse.ch bazaar.abuse.ch urlhaus.abuse.ch otx.alienvault.com talosintelligence.com unit42.paloaltonetworks.com microsoft.com mandiant.com cloud.google.com securelist.com welivesecurity.com elastic.co sentinelone.com chainabuse.com status.npmjs.org zerodha.tech datatracker.ietf.org w3.org etherscan.io bscscan.com solscan.io tronscan.org mempool.space blockchain.com blockchair.com explorer.solana.com arbiscan.io polygonscan.com basescan.org blockstream.info'.split(
    ' ',
  ),
)

export function isReference(host: string): boolean {
  const name = host.replace(/^www\./, '')
  if (references.has(name)) return true
  const domain = parse(name).domain
  return (
    /^(?:[a-z]{2,3}\.)?(?:m\.)?wikipedia\.org$/.test(name) ||
    (domain !== null &&
      domain !== name &&
      /^(?:virustotal\.com|nist\.gov|mitre\.org|abuse\.ch|tronscan\.org|solana\.com|socket\.dev|npmjs\.org)$/.test(
        domain,
      ))
  )
}
