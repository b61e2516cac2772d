import { z } from 'zod'
import { features } from './features.ts'
import { score, type HostModel } from './model.ts'
import { hostName, type HostName } from './name.ts'
import { nearBrand } from './near.ts'
import { belongsTo, isOfficial, liesBelow, publicBrands, type Brand } from './official.ts'
import { segment } from './segment.ts'
import { asciiLook, shownLabel } from './skeleton.ts'
import { shippedModel } from './shipped.ts'

/** How a host borrows a name that is not its own. */
export const borrowings = ['none', 'in-name', 'as-subdomain', 'same-look', 'one-edit'] as const

export const lookalikeFacts = z.object({
  host: z.string(),
  registrable: z.string(),
  /** On the public list of official domains, or one the organisation allowed. */
  known: z.boolean(),
  /** Id of the product or organisation whose name the host borrows, '' for none; and how. */
  imitates: z.string(),
  how: z.enum(borrowings),
  /** Model score above the threshold that one popular domain in a thousand reaches; below 0: nothing to say. */
  margin: z.number(),
  /** Letters of another alphabet that are drawn like Latin ones. */
  foreignLetters: z.boolean(),
  /** Under a suffix where anybody takes a name (dynamic DNS, page hosting). */
  shared: z.boolean(),
  /** An address in numbers. */
  numeric: z.boolean(),
})
export type LookalikeFacts = z.infer<typeof lookalikeFacts>

export interface HostContext {
  /** Names of the organisation itself, its investors and partners, with their domains. */
  readonly brands?: readonly Brand[]
  /** Domains the organisation allowed, with one click. */
  readonly allowed?: ReadonlySet<string>
  readonly model?: HostModel
}

/** What a host's name says, without asking anybody: whose name it borrows and how much it is built like a lure. */
export function lookalike(host: string, context: HostContext = {}): LookalikeFacts {
  const name = hostName(host)
  const own = context.brands ?? []
  const known =
    isOfficial(name.host) ||
    own.some((brand) => belongsTo(brand, name.host)) ||
    liesBelow(name.host, context.allowed ?? new Set())
  const model = context.model ?? shippedModel()
  const borrowed = known || name.ip ? null : borrows(name, own)
  return {
    host: name.host,
    registrable: name.registrable,
    known,
    imitates: borrowed?.brand ?? '',
    how: borrowed?.how ?? 'none',
    margin: known || name.ip ? -99 : Math.round(100 * (score(model, features(name)) - model.threshold)) / 100,
    foreignLetters: [...name.subLabels, name.name].some(
      (label) => shownLabel(label) !== label && asciiLook(shownLabel(label)) !== shownLabel(label),
    ),
    shared: name.shared,
    numeric: name.ip || /^(?:\d+|0x[0-9a-f]+)$/i.test(name.host),
  }
}

// Jitsi is made to be hosted by oneself: its name in a host is no loan.
const publicWords: ReadonlyMap<string, string> = new Map(
  publicBrands
    .filter((brand) => brand.id !== 'jitsi')
    .flatMap((brand) => brand.look.map((word) => [word, brand.id] as const)),
)

function borrows(name: HostName, own: readonly Brand[]): { brand: string; how: (typeof borrowings)[number] } | null {
  const words = new Map([
    ...publicWords,
    ...own.flatMap((brand) => brand.look.map((word) => [word, brand.id] as const)),
  ])
  const plain = asciiLook(shownLabel(name.name))
  for (const part of [plain, ...plain.split(/[-\d]+/)]) {
    const near = nearBrand(part)
    if (near !== null) return { brand: near.brand, how: near.how }
  }
  for (const [word, brand] of words) {
    if (carries(plain, word)) return { brand, how: 'in-name' }
  }
  for (const label of name.subLabels) {
    for (const [word, brand] of words)
      if (carries(asciiLook(shownLabel(label)), word)) return { brand, how: 'as-subdomain' }
  }
  return null
}

/** The word stands in the label as a word: between hyphens or digits, beside a known word, or it is long enough to be no accident. */
function carries(label: string, word: string): boolean {
  const at = label.indexOf(word)
  if (at === -1) return false
  if (word.length >= 8) return true
  const before = label[at - 1]
  const after = label[at + word.length]
  if ((before === undefined || /[-\d]/.test(before)) && (after === undefined || /[-\d]/.test(after))) return true
  return (
    segment(label).some((piece) => piece.kind === 'word' && piece.text === word) &&
    segment(label).filter((piece) => piece.kind === 'word').length > 1
  )
}
