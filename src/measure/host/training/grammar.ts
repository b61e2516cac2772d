import type { Random } from '../../../core/random.ts'
import { pick } from '../../../core/random.ts'

/**
 * Hosts as a lure's author would put them together: product, promise, suffix. Written from how published campaigns name
 * their hosts (SEAL, Validin, Huntress: regional servers with another number, product and "support", product as the first
 * label of a neutral name), for products that a feed has not shown yet as much as for those it has.
 */
export function imagined(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => one(random))
}

const meetingProducts =
  'zoom zoom zoom teams teams teams msteams microsoftteams meet meet gmeet googlemeet google webex webex ms microsoft zm skype jitsi whereby slack discord telegram calendly'.split(
    ' ',
  )
const documentProducts =
  'google gdrive googledrive googledoc docsend onedrive dropbox azure microsoft sharepoint docusign notion msoffice icloud github'.split(
    ' ',
  )
const moneyProducts =
  'coinbase binance kraken ledger metamask okx bybit robinhood chainlink avalabs opensea uniswap gemini phantom'.split(
    ' ',
  )
const fundProducts =
  'twosigma a16z pantera polychain galaxydigital hashkey fenbushi animoca delphidigital sequoia dragonfly paradigm softbank mufg mizuho jumpcrypto wintermute hashed spartan'.split(
    ' ',
  )
const meetingWords =
  'web web live live meet meeting meetings join call calls video conference conf room online support us app client sdk audio cam biz team hub office session invite webinar chat link go host cdn update fix tech'.split(
    ' ',
  )
const documentWords =
  'share file files doc docs drive upload view viewer cloud secure protect download storage service services online server sheet page auth'.split(
    ' ',
  )
const moneyWords =
  'careers hiring talent jobs support verify wallet app login interview assess network team hr talks'.split(' ')
const fundWords = 'vc ventures capital cap fund invest partners digital labs group team'.split(' ')
const suffixes =
  'us us us us us com com com com online online xyz xyz live site store cloud video team pro org net info biz app me cc co click link io world space network top club website tech digital vc capital fund ventures group forum center help call chat us.com us.org cn.com co.in com.de'.split(
    ' ',
  )
const servers = [
  'us0#web',
  'us0#',
  'us#web',
  'web0#',
  'web0##',
  'uswe0#',
  'usweb0#',
  'us00#',
  'eu0#web',
  'uk0#web',
  'ca0#web',
  'ap0#',
  'us#',
  'u%0#web',
  's0#',
  'node#',
  'join#',
  'm0#',
]
const subWords = 'support app meet us04web us05web us06web www join call video live my web online meeting login'.split(
  ' ',
)
const companies =
  'acme nova orbit lumen arbor kestrel delta north vertex atlas harbor cedar summit pixel quartz tango bravo opal ridge'.split(
    ' ',
  )

function one(random: Random): string {
  const chance = random.next()
  if (chance < 0.5) return meeting(random)
  if (chance < 0.68) return pair(random, pick(random, documentProducts), documentWords)
  if (chance < 0.8) return pair(random, pick(random, moneyProducts), moneyWords)
  if (chance < 0.9) return pair(random, pick(random, fundProducts), fundWords)
  return `${pick(random, meetingWords)}${join(random)}${pick(random, meetingWords)}.${pick(random, suffixes)}`
}

function meeting(random: Random): string {
  const product = misspelt(random, pick(random, meetingProducts))
  const server = pick(random, servers)
    .replace(/[#]/g, () => String(Math.floor(random.next() * 10)))
    .replace('%', () => pick(random, [...'abceikmnopqrstuvwxyz']))
  const suffix = pick(random, suffixes)
  const chance = random.next()
  if (chance < 0.22) return `${sub(random, product)}${server}${join(random)}${product}.${suffix}`
  if (chance < 0.3) return `${sub(random, product)}${product}${join(random)}${server}.${suffix}`
  if (chance < 0.4)
    return `${product}.${server}${random.next() < 0.5 ? '' : join(random) + pick(random, meetingWords)}.${suffix}`
  if (chance < 0.52)
    return `${product}.${pick(random, meetingWords)}${join(random)}${pick(random, meetingWords)}.${suffix}`
  if (chance < 0.58)
    return `${pick(random, companies)}.${product}${join(random)}${pick(random, meetingWords)}.${suffix}`
  return pair(random, product, meetingWords, suffix)
}

function pair(random: Random, product: string, words: readonly string[], suffix = pick(random, suffixes)): string {
  const spelt = misspelt(random, product)
  const word = pick(random, words)
  const second = random.next() < 0.25 ? join(random) + pick(random, words) : ''
  const name =
    random.next() < 0.65 ? `${spelt}${join(random)}${word}${second}` : `${word}${second}${join(random)}${spelt}`
  return `${random.next() < 0.25 ? `${pick(random, subWords)}.` : ''}${name}.${suffix}`
}

const join = (random: Random): string => (random.next() < 0.45 ? '-' : '')
const sub = (random: Random, product: string): string =>
  random.next() < 0.4 ? `${random.next() < 0.6 ? product : pick(random, subWords)}.` : ''

/** One in ten is misspelt the way eyes forgive. */
function misspelt(random: Random, word: string): string {
  if (random.next() > 0.1 || word.length < 4) return word
  const at = 1 + Math.floor(random.next() * (word.length - 2))
  const letter = word[at] as string
  return pick(random, [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.replace('o', '0'),
    word.replace('m', 'rn'),
    word.slice(0, at) + (word[at + 1] as string) + letter + word.slice(at + 2),
  ])
}
