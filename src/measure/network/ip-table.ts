import { findRange, type RangeColumns } from './range-table.ts'

/** What stands behind an address, as far as public lists say. */
export const addressClasses = ['unknown', 'hosting', 'vpn', 'relay', 'household', 'mobile', 'other'] as const
export type AddressClass = (typeof addressClasses)[number]

/** What the table says of one address. Frozen and shared: the same object for every address of the same answer. */
export interface IpAnswer {
  /** Autonomous system that announces it; null when none does. */
  readonly asn: number | null
  readonly organisation: string | null
  /** Country of the registry entry. */
  readonly registered: string | null
  /** Country in which a second, independent source places it. */
  readonly located: string | null
  readonly class: AddressClass
  /** Day of the oldest source that the answer rests on: `2026-06-17`. */
  readonly asOf: string
}

/** A source of the table, named wherever its data are shown (CC BY asks for it). */
export interface IpSource {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly attribution: string
  readonly asOf: string
}

export interface IpHeader {
  readonly format: 2
  readonly builtAt: string
  readonly asOf: string
  readonly countries: readonly string[]
  readonly sources: readonly IpSource[]
  /** Column name → length in 32-bit words (bytes for the last, `text`). */
  readonly columns: Readonly<Record<string, number>>
}

/** Distinct answers as columns, and the names of the systems. */
export interface AnswerColumns {
  readonly asn: Uint32Array
  /** Country indices and class, packed: registered << 16 | located << 4 | class. */
  readonly packed: Uint32Array
  /** Ascending numbers of the systems, and where each name starts in `text` (one more than there are names). */
  readonly systems: Uint32Array
  readonly nameAt: Uint32Array
  readonly text: Uint8Array
}

const magic = 0x31504953 // "SIP1"
const rangeNames = ['rows4', 'index4', 'rows6', 'index6', 'deep6', 'deepIds6'] as const
const answerNames = ['asn', 'packed', 'systems', 'nameAt'] as const

export interface IpTable {
  readonly header: IpHeader
  readonly ranges: RangeColumns
  /** Null when the text is no address. */
  readonly lookUp: (address: string) => IpAnswer | null
}

/**
 * Opens a table. Nothing is copied or decoded: columns are views of the file, answers are made when first asked for.
 *
 * @param bytes the file, at an offset that is a multiple of four
 * @throws RangeError when it is no table of this format
 */
export function openIpTable(bytes: Uint8Array): IpTable {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength)
  if (aligned.length < 8 || view.getUint32(0, true) !== magic) throw new RangeError('this is no table of addresses')
  const headerLength = view.getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(aligned.subarray(8, 8 + headerLength))) as IpHeader
  if (header.format !== 2) throw new RangeError('this table of addresses has an older form: run "sallyport intel build" again')
  let at = align(8 + headerLength)
  const column = (name: string): Uint32Array => {
    const length = header.columns[name] ?? 0
    if (at + length * 4 > aligned.length) throw new RangeError('the table of addresses is cut off')
    const words = new Uint32Array(aligned.buffer, aligned.byteOffset + at, length)
    at += length * 4
    return words
  }
  const ranges = Object.fromEntries(rangeNames.map((name) => [name, column(name)])) as unknown as RangeColumns
  const answers = { ...Object.fromEntries(answerNames.map((name) => [name, column(name)])), text: aligned.subarray(at) } as AnswerColumns
  return { header, ranges, lookUp: reader(header, ranges, answers) }
}

function reader(header: IpHeader, ranges: RangeColumns, answers: AnswerColumns): IpTable['lookUp'] {
  const made: (IpAnswer | undefined)[] = Array.from({ length: answers.asn.length })
  const make = (id: number): IpAnswer => {
    const packed = answers.packed[id] as number
    const asn = answers.asn[id] as number
    const answer: IpAnswer = Object.freeze({
      asn: asn === 0 ? null : asn,
      organisation: nameOf(answers, asn),
      registered: header.countries[packed >>> 16] || null,
      located: header.countries[(packed >>> 4) & 0xfff] || null,
      class: addressClasses[packed & 15] ?? 'unknown',
      asOf: header.asOf,
    })
    made[id] = answer
    return answer
  }
  return (address) => {
    const id = findRange(ranges, address)
    return id < 0 ? null : (made[id] ?? make(id))
  }
}

function nameOf({ systems, nameAt, text }: AnswerColumns, asn: number): string | null {
  let low = 0
  let high = systems.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((systems[middle] as number) < asn) low = middle + 1
    else high = middle
  }
  if (systems[low] !== asn) return null
  return new TextDecoder().decode(text.subarray(nameAt[low], nameAt[low + 1])) || null
}

/** The file of a table. @see openIpTable */
export function ipTableBytes(about: Omit<IpHeader, 'format' | 'columns'>, ranges: RangeColumns, answers: AnswerColumns): Uint8Array {
  const parts = [...rangeNames.map((name) => ranges[name]), ...answerNames.map((name) => answers[name])]
  const columns = Object.fromEntries([...rangeNames, ...answerNames].map((name, i) => [name, (parts[i] as Uint32Array).length]))
  const header = new TextEncoder().encode(JSON.stringify({ format: 2, ...about, columns: { ...columns, text: answers.text.length } }))
  const start = align(8 + header.length)
  const bytes = new Uint8Array(start + parts.reduce((sum, part) => sum + part.length * 4, 0) + answers.text.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, header.length, true)
  bytes.set(header, 8)
  let at = start
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  bytes.set(answers.text, at)
  return bytes
}

function align(offset: number): number {
  return (offset + 7) & ~7
}
