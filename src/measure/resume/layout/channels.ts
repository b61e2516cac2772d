import type { Fingerprint } from './fingerprint.ts'
import type { Histogram, Marks } from './marks.ts'

/** One way in which two layouts can be alike: 1 is equal, 0 has nothing in common, null says nothing. */
export interface Channel {
  readonly name: string
  /** What it compares, for the person who reads the comparison. */
  readonly means: string
  readonly of: (a: Fingerprint, b: Fingerprint) => number | null
}

type HistogramKey = 'sizes' | 'gaps' | 'lefts' | 'pageLefts' | 'ruleLengths' | 'ruleWeights'
type MarksKey =
  | 'faces'
  | 'looks'
  | 'steps'
  | 'edges'
  | 'margins'
  | 'tones'
  | 'inks'
  | 'headingRule'
  | 'furniture'
  | 'dates'
  | 'separators'
  | 'bullet'

const spread =
  (key: HistogramKey, width: number): Channel['of'] =>
  (a, b) =>
    overlap(a[key], b[key], width)
const close =
  (key: MarksKey, width: number, test: RegExp = /./): Channel['of'] =>
  (a, b) =>
    closeness(a[key], b[key], width, test)
const equal =
  (key: MarksKey, test: RegExp = /./): Channel['of'] =>
  (a, b) =>
    agreement(a[key], b[key], test)

const direct: readonly Channel[] = [
  { name: 'sizes.fine', means: 'ratios of the type sizes', of: spread('sizes', 0.012) },
  { name: 'sizes.coarse', means: 'ratios of the type sizes, roughly', of: spread('sizes', 0.06) },
  { name: 'name.size', means: 'size of the name', of: close('looks', 0.02, /^name\.size/) },
  { name: 'heading.size', means: 'size of the headings', of: close('looks', 0.012, /^heading\.size/) },
  {
    name: 'other.sizes',
    means: 'sizes of contact, dates and lists',
    of: close('looks', 0.012, /^(?:contact|dated|bullet)\.size/),
  },
  { name: 'name.look', means: 'weight, case and alignment of the name', of: equal('looks', /^name\./) },
  {
    name: 'heading.look',
    means: 'weight, case, spacing and alignment of the headings',
    of: equal('looks', /^heading\./),
  },
  { name: 'contact.look', means: 'look of the contact lines', of: equal('looks', /^contact\./) },
  { name: 'other.look', means: 'look of dated lines and lists', of: equal('looks', /^(?:dated|bullet)\./) },
  { name: 'gaps.fine', means: 'rhythm of the lines', of: spread('gaps', 0.02) },
  { name: 'gaps.coarse', means: 'rhythm of the lines, roughly', of: spread('gaps', 0.08) },
  {
    name: 'leading',
    means: 'distance of lines within a paragraph',
    of: close('steps', 0.012, /^(?:bullet|more|text)>more$/),
  },
  { name: 'step.heading', means: 'space around headings', of: close('steps', 0.03, /^heading>|>heading$/) },
  {
    name: 'step.lists',
    means: 'space between list items',
    of: close('steps', 0.02, /^(?:bullet|more)>bullet$|^dated>bullet$|^text>bullet$/),
  },
  { name: 'step.entries', means: 'space between entries', of: close('steps', 0.03, />dated$|^dated>text$/) },
  {
    name: 'step.head',
    means: 'space in the head of the page',
    of: close('steps', 0.04, /^(?:name|contact)>|>contact$/),
  },
  { name: 'lefts.fine', means: 'grid of left edges', of: spread('lefts', 0.05) },
  { name: 'lefts.coarse', means: 'grid of left edges, roughly', of: spread('lefts', 0.3) },
  { name: 'page.fine', means: 'left edges on the page', of: spread('pageLefts', 0.003) },
  { name: 'page.coarse', means: 'left edges on the page, roughly', of: spread('pageLefts', 0.015) },
  { name: 'edges', means: 'indent of headings, dates and lists', of: close('edges', 0.12) },
  { name: 'margins', means: 'margins', of: close('margins', 0.006) },
  { name: 'greys', means: 'greys of the text', of: (a, b) => sharedShare(a.greys, b.greys) },
  { name: 'palette', means: 'colours of the text', of: (a, b) => sharedShare(a.palette, b.palette) },
  { name: 'tones', means: 'which parts are coloured', of: equal('tones') },
  { name: 'inks', means: 'greys of the parts', of: equal('inks') },
  { name: 'fonts', means: 'typefaces', of: (a, b) => sharedShare(a.fonts, b.fonts) },
  { name: 'faces', means: 'which parts share a typeface', of: equal('faces') },
  { name: 'weights', means: 'how much is bold or italic', of: close('faces', 0.05, /^(?:bold|italic)$/) },
  { name: 'families', means: 'number of typefaces', of: close('faces', 0.5, /^families$/) },
  { name: 'styles', means: 'looks of lines', of: (a, b) => sharedShare(a.styles, b.styles) },
  { name: 'follows', means: 'order in which looks follow each other', of: (a, b) => sharedShare(a.follows, b.follows) },
  { name: 'headings', means: 'words of the headings', of: (a, b) => jaccard(a.headings, b.headings) },
  { name: 'order', means: 'order of the sections', of: (a, b) => commonOrder(a.order, b.order) },
  { name: 'bullet.glyph', means: 'list mark', of: equal('bullet', /^glyph$/) },
  { name: 'bullet.indent', means: 'indent of lists', of: close('bullet', 0.06, /^(?:indent|hang)$/) },
  { name: 'rule.kind', means: 'rule or ground at the headings', of: equal('headingRule') },
  { name: 'rule.metrics', means: 'distance, weight and length of the headings’ rules', of: close('headingRule', 0.04) },
  { name: 'rule.lengths', means: 'lengths of the rules', of: spread('ruleLengths', 0.01) },
  { name: 'rule.weights', means: 'weights of the rules', of: spread('ruleWeights', 0.01) },
  { name: 'grounds', means: 'coloured grounds', of: (a, b) => jaccard(Object.keys(a.grounds), Object.keys(b.grounds)) },
  { name: 'furniture', means: 'rules, bars and badges', of: equal('furniture') },
  { name: 'badges', means: 'number of badges', of: close('furniture', 1.5, /^(?:badges|grounds)$/) },
  { name: 'date.form', means: 'how dates are written', of: equal('dates', /^form$/) },
  { name: 'date.join', means: 'what joins two dates', of: equal('dates', /^join$/) },
  { name: 'date.today', means: 'the word for today', of: equal('dates', /^today$/) },
  { name: 'date.stand', means: 'where dates stand', of: equal('dates', /^stand$/) },
  { name: 'separators', means: 'what separates contacts and skills', of: equal('separators') },
  // The same once more with a wider eye: a page printed smaller, or set out by us, is off by a rounding, a neighbour is not.
  { name: 'name.size.coarse', means: 'size of the name, roughly', of: close('looks', 0.1, /^name\.size/) },
  { name: 'heading.size.coarse', means: 'size of the headings, roughly', of: close('looks', 0.06, /^heading\.size/) },
  { name: 'leading.coarse', means: 'distance of lines, roughly', of: close('steps', 0.06, /^(?:bullet|more|text)>more$/) },
  {
    name: 'step.heading.coarse',
    means: 'space around headings, roughly',
    of: close('steps', 0.15, /^heading>|>heading$/),
  },
  {
    name: 'step.lists.coarse',
    means: 'space between list items, roughly',
    of: close('steps', 0.1, /^(?:bullet|more)>bullet$|^dated>bullet$|^text>bullet$/),
  },
  {
    name: 'step.entries.coarse',
    means: 'space between entries, roughly',
    of: close('steps', 0.15, />dated$|^dated>text$/),
  },
  { name: 'step.head.coarse', means: 'space in the head, roughly', of: close('steps', 0.2, /^(?:name|contact)>|>contact$/) },
  { name: 'margins.coarse', means: 'margins, roughly', of: close('margins', 0.03) },
  { name: 'bullet.indent.coarse', means: 'indent of lists, roughly', of: close('bullet', 0.25, /^(?:indent|hang)$/) },
  { name: 'columns', means: 'number of columns', of: (a, b) => (a.columns === b.columns ? 1 : 0) },
]

/**
 * Marks that change together: who swaps the font disturbs one group, who prints smaller another. Another template differs
 * in several at once, so how alike the worst groups are says what no channel alone can.
 */
const groups: readonly RegExp[] = [
  /^(?:sizes|name\.size|heading\.size|other\.sizes)/,
  /^(?:name\.look|heading\.look|contact\.look|other\.look|weights|styles|follows)/,
  /^(?:gaps|leading|step)/,
  /^(?:lefts|page|edges|margins|bullet\.indent|columns)/,
  /^(?:greys|palette|tones|inks|grounds)/,
  /^(?:fonts|faces|families)/,
  /^(?:headings|order)/,
  /^(?:bullet\.glyph|separators|date)/,
  /^(?:rule|furniture|badges)/,
]
const groupOf = direct.map(({ name }) => groups.findIndex((pattern) => pattern.test(name)))

/** The channels, in the order in which the model keeps their weights: do not reorder without training anew. */
export const channels: readonly (Pick<Channel, 'name' | 'means'> & { readonly derived: boolean })[] = [
  ...direct.map(({ name, means }) => ({ name, means, derived: false })),
  ...['worst', 'second', 'third', 'fourth'].map((rank) => ({ name: `group.${rank}`, means: `group of marks that agrees least: the ${rank}`, derived: true })),
]

/** Similarities of two layouts, one a channel. */
export function compareLayouts(a: Fingerprint, b: Fingerprint): (number | null)[] {
  const heard = direct.map((channel) => channel.of(a, b))
  const sums = groups.map(() => ({ sum: 0, count: 0 }))
  for (const [c, similarity] of heard.entries()) {
    const group = sums[groupOf[c] as number]
    if (similarity === null || group === undefined) continue
    group.sum += similarity
    group.count += 1
  }
  const ranked = sums.flatMap(({ sum, count }) => (count === 0 ? [] : [sum / count])).sort((x, y) => x - y)
  return [...heard, ...Array.from({ length: 4 }, (_, rank) => ranked[rank] ?? null)]
}

/**
 * Cosine of two histograms whose values count as equal when they are equal and fade to nothing at distance `width`.
 * Null when both are empty.
 */
export function overlap(a: Histogram, b: Histogram, width: number): number | null {
  if (a.length === 0 && b.length === 0) return null
  if (a.length === 0 || b.length === 0) return 0
  const product = (one: Histogram, other: Histogram): number => {
    let sum = 0
    let from = 0
    for (const [value, weight] of one) {
      while (from < other.length && (other[from] as readonly [number, number])[0] < value - width) from++
      for (let i = from; i < other.length; i++) {
        const [against, share] = other[i] as readonly [number, number]
        if (against > value + width) break
        sum += weight * share * (1 - Math.abs(value - against) / width)
      }
    }
    return sum
  }
  return Math.min(1, product(a, b) / Math.sqrt(product(a, a) * product(b, b)))
}

/** Mean closeness of the numbers two marks share: 1 at no distance, 1/e at `width`. Null when they share none. */
export function closeness(a: Marks, b: Marks, width: number, test: RegExp): number | null {
  let sum = 0
  let count = 0
  for (const key in a) {
    const one = a[key]
    const other = b[key]
    if (typeof one !== 'number' || typeof other !== 'number' || !test.test(key)) continue
    sum += Math.exp(-Math.abs(one - other) / width)
    count++
  }
  return count === 0 ? null : sum / count
}

/** Share of the words two marks share that are equal. Null when they share none. */
export function agreement(a: Marks, b: Marks, test: RegExp): number | null {
  let same = 0
  let count = 0
  for (const key in a) {
    const one = a[key]
    const other = b[key]
    if (typeof one !== 'string' || typeof other !== 'string' || !test.test(key)) continue
    if (one === other) same++
    count++
  }
  return count === 0 ? null : same / count
}

/** Sum of the smaller shares over the smaller sum. */
function sharedShare(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): number | null {
  let shared = 0
  let sumA = 0
  let sumB = 0
  for (const key in a) {
    sumA += a[key] as number
    shared += Math.min(a[key] as number, b[key] ?? 0)
  }
  for (const key in b) sumB += b[key] as number
  return sumA === 0 || sumB === 0 ? null : shared / Math.min(sumA, sumB)
}

function jaccard(a: readonly string[], b: readonly string[]): number | null {
  if (a.length === 0 && b.length === 0) return null
  const other = new Set(b)
  const shared = a.filter((word) => other.has(word)).length
  return shared / (a.length + b.length - shared)
}

/** Longest common subsequence over the shorter of the two, of the sections both have. */
function commonOrder(a: readonly string[], b: readonly string[]): number | null {
  const one = a.filter((kind) => b.includes(kind))
  const other = b.filter((kind) => a.includes(kind))
  if (one.length < 2) return null
  let row = new Array<number>(other.length + 1).fill(0)
  for (const kind of one) {
    const next = [0]
    for (let i = 0; i < other.length; i++)
      next.push(kind === other[i] ? (row[i] as number) + 1 : Math.max(row[i + 1] as number, next[i] as number))
    row = next
  }
  return (row.at(-1) as number) / one.length
}
