import { encodeBase58, encodeBase58Check } from '../../src/circle/chat/wallet/base58.ts'
import { encodeSegwit } from '../../src/circle/chat/wallet/bech32.ts'
import { checksummedEth } from '../../src/circle/chat/wallet/wallet.ts'
import type { DraftType } from '../../src/circle/chat/draft.ts'
import { pick, type Random } from '../../src/core/random.ts'
import type { LabelledMessage } from './message.ts'

const words =
  'amber harbor lumen nova quartz river sable tidal vertex willow cobalt drift ember falcon glacier helix ion jasper kestrel lotus meteor north orbit pixel raven summit terra umbra vector zenith'.split(
    ' ',
  )
const lures =
  'meet call talent hire jobs zoom-web teams-join docs-share update verify wallet-sync portal support cdn assets'.split(
    ' ',
  )
const endings = 'com us xyz io app dev online org net site live co info pro tech cloud'.split(' ')
const tools =
  'utils logger stream parser config fmt helper core kit loader cache hooks router client node-fetch sdk cli'.split(' ')
const people = 'anna marko yuki lena omar priya tomas ines victor chloe dan sofia'.split(' ')
const duties = 'hr talent dev recruit web3 hiring eng ops crypto invest'.split(' ')

/** How a message's writer defangs. */
type Style = 'plain' | 'dot' | 'word' | 'round' | 'full'

const number = (random: Random, low: number, high: number): number => low + Math.floor(random.next() * (high - low + 1))
const hex = (random: Random, bytes: number): string => Buffer.from(random.bytes(bytes)).toString('hex')
const both = (random: Random, list: readonly string[]): string => `${pick(random, list)}`

export const hostMade = (random: Random): string => {
  const stem =
    random.next() < 0.5
      ? `${both(random, words)}-${both(random, lures)}`
      : `${both(random, lures)}.${both(random, words)}${both(random, words)}`
  return `${stem}.${both(random, endings)}`
}
const versionMade = (random: Random): string =>
  `${number(random, 0, 9)}.${number(random, 0, 30)}.${number(random, 0, 20)}${random.next() < 0.1 ? `-beta.${number(random, 1, 4)}` : ''}`
const nameMade = (random: Random): string => `${both(random, words)}-${both(random, tools)}`
const handleMade = (random: Random): string =>
  `${both(random, people)}_${both(random, duties)}${random.next() < 0.5 ? number(random, 1, 99) : ''}`
const repoMade = (random: Random): string =>
  `${both(random, words)}-labs${number(random, 1, 9)}/${both(random, words)}-${both(random, ['test', 'assessment', 'poker', 'dapp', 'challenge'])}`
const bytesOf = (random: Random, version: number): Uint8Array => Uint8Array.from([version, ...random.bytes(20)])

type Made = { written: string; value: string }

function defang(text: string, style: Style): string {
  switch (style) {
    case 'plain':
      return text
    case 'dot':
      return text.replace(/^http/, 'hxxp').replaceAll('.', '[.]')
    case 'word':
      return text.replace(/^http/, 'hxxp').replace(/\.(?=[^.]*$)/, '[dot]')
    case 'round':
      return text.replace(/^http/, 'hXXp').replaceAll('.', '(.)')
    case 'full':
      return text
        .replace(/^http(s?):\/\//, 'hxxp$1[:]//')
        .replaceAll('.', '[.]')
        .replace('@', '[at]')
  }
}

const onlyHost = (url: string, style: Style): string => url.replace(/^https?:\/\/[^/:]+/, (head) => defang(head, style))

const phones = [
  (r: Random): Made => ({ written: `+1 (${number(r, 201, 989)}) 555-01${number(r, 10, 99)}`, value: '' }),
  (r: Random): Made => ({ written: `+44 7700 900${number(r, 100, 999)}`, value: '' }),
  (r: Random): Made => ({ written: `+852 ${number(r, 5000, 9999)} ${number(r, 1000, 9999)}`, value: '' }),
  (r: Random): Made => ({ written: `+49-151-${number(r, 10_000_000, 99_999_999)}`, value: '' }),
]

const makers: Readonly<Record<string, (random: Random, style: Style) => Made & { type: DraftType }>> = {
  domain: (r, s) => made('domain', hostMade(r), (v) => defang(v, s)),
  url: (r, s) =>
    made(
      'url',
      `${r.next() < 0.8 ? 'https' : 'http'}://${hostMade(r)}/${both(r, ['join', 'install.sh', 'dl/setup.zip', 'a/b?id=7', 'meeting', 'api/v1/ping'])}`,
      (v) => onlyHost(v, s),
    ),
  ipv4: (r, s) =>
    made('ipv4', `${both(r, ['203.0.113', '198.51.100', '192.0.2', '45.61.129'])}.${number(r, 1, 254)}`, (v) =>
      defang(v, s === 'word' ? 'dot' : s),
    ),
  ipv6: (r, s) =>
    made('ipv6', `2001:db8:${number(r, 1, 9999)}::${number(r, 1, 999)}`, (v) =>
      s === 'full' ? v.replaceAll(':', '[:]') : v,
    ),
  email: (r, s) =>
    made('email', `${both(r, people)}.${both(r, words)}@${hostMade(r)}`, (v) =>
      s === 'plain'
        ? v
        : s === 'word'
          ? v.replace('@', '(at)').replaceAll('.', '(dot)').replace('(dot)', '.')
          : defang(v, s),
    ),
  package: (r) =>
    made(
      'package',
      `${r.next() < 0.25 ? `@${both(r, words)}/${both(r, tools)}` : nameMade(r)}@${versionMade(r)}`,
      (v) => v,
    ),
  spaced: (r) => made('package', `${nameMade(r)}@${versionMade(r)}`, (v) => v.replace('@', ' ')),
  spoken: (r) => made('package', `${nameMade(r)}@${versionMade(r)}`, (v) => v.replace('@', ' version ')),
  bare: (r) => made('package', nameMade(r), (v) => v),
  ticked: (r) => made('package', r.next() < 0.5 ? nameMade(r) : both(r, words), (v) => `\`${v}\``),
  purl: (r) => made('package', `pkg:npm/${nameMade(r)}@${versionMade(r)}`, (v) => v),
  pinned: (r) => made('package', `${nameMade(r)}@${versionMade(r)}`, (v) => v.replace('@', '==')),
  scope: (r) => made('package', `@${both(r, words)}/${both(r, tools)}`, (v) => v),
  sha256: (r) => made('sha256', hex(r, 32), (v) => (r.next() < 0.2 ? v.toUpperCase() : v)),
  sha1: (r) => made('sha1', hex(r, 20), (v) => v),
  md5: (r) => made('md5', hex(r, 16), (v) => v),
  eth: (r) => made('eth', checksummedEth(`0x${hex(r, 20)}`), (v) => (r.next() < 0.4 ? v.toLowerCase() : v)),
  btc: (r) =>
    made(
      'btc',
      r.next() < 0.5
        ? encodeSegwit(r.next() < 0.7 ? 0 : 1, r.next() < 0.5 ? r.bytes(32) : r.bytes(32))
        : encodeBase58Check(bytesOf(r, r.next() < 0.5 ? 0 : 5)),
      (v) => v,
    ),
  sol: (r) => made('sol', encodeBase58(r.bytes(32)), (v) => v),
  trx: (r) => made('trx', encodeBase58Check(bytesOf(r, 0x41)), (v) => v),
  handle: (r) => made('handle', handleMade(r), (v) => `@${v}`),
  name: (r) => made('handle', handleMade(r), (v) => v),
  tme: (r) => made('handle', handleMade(r), (v) => `${r.next() < 0.5 ? 'https://' : ''}t.me/${v}`),
  phone: (r) => {
    const phone = pick(r, phones)(r)
    return { type: 'phone', written: phone.written, value: `+${phone.written.replace(/\D/g, '')}` }
  },
  repo: (r, s) =>
    made('repo', `github.com/${repoMade(r)}`, (v) =>
      s === 'plain' ? `https://${v}` : s === 'dot' ? v.replace('.', '[.]') : v,
    ),
  pair: (r) => made('repo', repoMade(r), (v) => v),
  port: (r) => made('port', String(pick(r, [1224, 1244, 1245, 2242, 3306, 4444, 5000, 8080, 8443, 9999])), (v) => v),
  // What only looks like one.
  badEth: (r) => ({ type: 'eth', value: '', written: swapCase(checksummedEth(`0x${hex(r, 20)}`)) }),
  badBtc: (r) => ({
    type: 'btc',
    value: '',
    written: encodeBase58Check(bytesOf(r, 0)).replace(/.$/, (last) => (last === 'z' ? 'y' : 'z')),
  }),
  tx: (r) => ({ type: 'eth', value: '', written: `0x${hex(r, 32)}` }),
  commit: (r) => ({ type: 'sha1', value: '', written: `commit ${hex(r, 20)}` }),
}

function made(type: DraftType, value: string, write: (value: string) => string): Made & { type: DraftType } {
  return { type, value, written: write(value) }
}

// One wrong capital breaks EIP-55.
function swapCase(address: string): string {
  const at = [...address].findIndex((char, i) => i > 1 && /[a-f]/i.test(char))
  const char = address[at] as string
  return (
    address.slice(0, at) +
    (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()) +
    address.slice(at + 1)
  )
}

/** A template with its slots filled: `{domain}`, `{package}` …; `{tlp}` becomes a label line. */
export function fill(template: string, id: string, random: Random): LabelledMessage {
  const style = pick(random, ['plain', 'dot', 'dot', 'word', 'round', 'full'] as const)
  const indicators: { type: DraftType; value: string }[] = []
  let tlp: string | null = null
  const text = template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'tlp') {
      tlp = pick(random, ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'])
      return pick(random, [`TLP:${tlp}`, `TLP: ${tlp.toLowerCase()}`, `[TLP:${tlp}]`, `TLP ${tlp}`])
    }
    const one = (makers[slot] as (typeof makers)[string])(random, style)
    if (one.value !== '') indicators.push({ type: one.type, value: one.value })
    return one.written
  })
  return { id, text, indicators, tlp }
}
