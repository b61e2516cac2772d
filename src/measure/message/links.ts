import { lookalike, type HostContext } from '../host/lookalike.ts'
import { hostName } from '../host/name.ts'
import { belongsTo, isOfficial, publicBrands } from '../host/official.ts'
import { segment } from '../host/segment.ts'
import { classesOf } from '../host/lexicon.ts'
import { isRunnable } from '../command/places.ts'
import { clickCounters, defang, readAddress, shorteners, unwrap, type Address } from './address.ts'
import type { LinkFacts } from './facts.ts'
import type { RawLink } from './parsed.ts'

/** A link with what rules do not read but the claims need. */
export interface ReadLink {
  readonly facts: LinkFacts
  readonly shown: string
  readonly url: Address
}

const meetingWords = /\b(?:join|zoom|teams|meet(?:ing)?|webex|call|conference|webinar|room|interview|huddle|video)\b/i
const meetingPath =
  /^\/(?:j|s|r|w|wc|my|meet(?:ing)?s?|join|l\/meetup-join|room|call|conference|webinar|launch|invite|v)\b(?:\/|$|\?)|\/(?:\d{9,11}|[a-z]{3}-[a-z]{4}-[a-z]{3})(?:$|[/?])|[?&](?:pwd|meeting|room|confno|mn)=/i
const meetingHost = /(?:^|[.-])(?:us\d\dweb|vc-?rooms?|conf)(?=[.\d-]|$)/i

/** A label of the host is put together with a word of meeting. */
function namesMeeting(host: string): boolean {
  const { subLabels, name } = hostName(host)
  return (
    meetingHost.test(host) ||
    [...subLabels, name].some((label) =>
      segment(label).some(
        (piece) =>
          piece.kind === 'word' &&
          piece.text !== 'live' &&
          piece.text !== 'video' &&
          piece.text !== 'stream' &&
          piece.text !== 'podcast' &&
          (classesOf.get(piece.text) ?? []).some((one) => one === 'meet' || one === 'meetbrand'),
      ),
    )
  )
}

/** Where projects keep their pages under their own name: `<project>.github.io` is the project's, until something asks. */
export const projectPages = /\.(?:github|gitlab|readthedocs)\.io$/i

const fixPath =
  /\/(?:[\w-]*[/-])?(?:fix|troubleshoot\w*|audio|camera|mic|driver|sdk|repair|patch|support|update|check|diagnos\w*)(?:[/_-][\w-]*)*(?:\/|=|-)?\d{3,}|\/(?:fix|repair|troubleshoot\w*)\/|[?&](?:fix|sdk|driver)=/i

/** Links with what their target is; wrappers are taken off, the same target once. */
export function readLinks(raw: readonly RawLink[], senderDomain: string | null, context: HostContext): ReadLink[] {
  const seen = new Map<string, ReadLink>()
  for (const link of raw) {
    const { address, layers } = unwrap(link.href)
    const url = readAddress(address)
    if (url === null || (url.host === '' && !/^(?:data|blob|javascript)$/.test(url.scheme))) continue
    if (url.host !== '' && !url.host.includes('.') && !url.host.startsWith('[')) continue
    const key = `${url.scheme === 'http' ? 'https' : url.scheme}://${url.host}${url.path}${url.query}`
    const before = seen.get(key)
    // The same address as text and as href: keep the one that shows words.
    if (before !== undefined && (before.shown !== '' || link.shown === '')) continue
    seen.set(key, readOne(link, address, url, layers, senderDomain, context))
  }
  return [...seen.values()]
}

function readOne(
  link: RawLink,
  address: string,
  url: Address,
  layers: number,
  senderDomain: string | null,
  context: HostContext,
): ReadLink {
  const look = lookalike(url.host === '' ? 'invalid' : url.host, context)
  const name = hostName(url.host)
  const counter = clickCounters.test(url.host) && look.imitates === '' && look.margin < 0
  return {
    shown: link.shown,
    url,
    facts: {
      address: defang(address).slice(0, 300),
      host: url.host,
      registrable: name.registrable,
      place: {
        in: 'field',
        path: 'links',
        text: `${link.shown === '' ? '' : `“${link.shown.slice(0, 80)}” → `}${defang(address).slice(0, 160)}`,
      },
      from: link.from,
      known: look.known,
      senders: senderDomain !== null && name.registrable === senderDomain,
      imitates: look.imitates,
      how: look.how,
      margin: look.margin,
      meetingLike:
        meetingPath.test(url.path + url.query) ||
        namesMeeting(url.host) ||
        (link.shown !== '' && meetingWords.test(link.shown)),
      fixPath: fixPath.test(url.path + url.query),
      shownElsewhere: !counter && shownElsewhere(link.shown, url, (host) => lookalike(host, context).known),
      userinfo: url.userinfo !== '' && /\./.test(url.userinfo),
      oddNumeric: url.oddNumeric,
      numeric: look.numeric,
      foreignLetters: look.foreignLetters,
      shortener: shorteners.has(name.registrable) || shorteners.has(url.host),
      shared: look.shared && !projectPages.test(url.host),
      wrapped: layers,
      scheme:
        url.scheme === 'data' && /^data:(?:text\/html|application|image\/svg)/i.test(url.path)
          ? 'data-page'
          : url.scheme,
      runnable: isRunnable(url.path) && !/\.(?:so|js|py|sh|rb|pl|php|app|com|bin|run|iso|img|jar)$/i.test(url.path),
    },
  }
}

/** The visible words are an address of another owner. A product's name alone is the claims' business. */
function shownElsewhere(shown: string, url: Address, known: (host: string) => boolean): boolean {
  const found = /(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?]|\s|$)/i.exec(shown.trim())
  if (found === null || shown.length > 300) return false
  const said = hostName((found[1] as string).toLowerCase())
  if (said.suffix === '' || said.registrable === hostName(url.host).registrable) return false
  const brand = publicBrands.find((one) => belongsTo(one, said.host))
  // Only a name people trust deceives them; that a newsletter shows its own and counts clicks elsewhere is no news.
  if (brand === undefined && !known(said.host)) return false
  if (brand !== undefined && belongsTo(brand, url.host)) return false
  // Two official hosts of one family (microsoft.com shown, office.com behind it) are not a deceit.
  return !(isOfficial(said.host) && isOfficial(url.host))
}
