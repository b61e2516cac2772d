import type { Random } from '../../../core/random.ts'
import { pick } from '../../../core/random.ts'
import { imagined } from './grammar.ts'
import { features } from '../features.ts'
import { hostName } from '../name.ts'
import type { Example } from '../model.ts'

/** One host of an indicator feed. */
export interface Indicator {
  readonly host: string
  /** `YYYY-MM-DD` */
  readonly firstAdded: string
  /** Known to lure people, in contrast to hosts that only malware talks to: those tell little by their names. */
  readonly lure: boolean
}

/** Labels that ordinary hosts carry in front, most common first; a few that lures like too. */
const ordinaryLabels = [
  ...'www www www www www www www www api app docs blog mail cdn static img dev m support help shop store news login accounts status my go get web portal cloud forum community developer developers staging test beta admin secure assets media video download files share meet calendar events jobs careers drive info us eu data'.split(
    ' ',
  ),
  // Universities and companies put a landing page of the product under their own name.
  'zoom',
  'teams',
  'webex',
]

/** Popular domains as they stand, and a share of them with an ordinary label in front, weighted down. */
export function harmless(popular: readonly string[], random: Random): Example[] {
  const examples: Example[] = []
  for (const host of popular) {
    examples.push({ features: features(hostName(host)), lure: false, weight: 1 })
    if (random.next() < 0.35)
      examples.push({
        features: features(hostName(`${pick(random, ordinaryLabels)}.${host}`)),
        lure: false,
        weight: 0.6,
      })
  }
  return examples
}

/** The product swapped for another: what stays is how the host is put together. */
const products = [
  'zoom',
  'teams',
  'meet',
  'gmeet',
  'webex',
  'google',
  'microsoft',
  'msteams',
  'googlemeet',
  'skype',
  'telegram',
  'calendly',
  'zm',
  'ms',
  'slack',
  'discord',
] as const

/** A product at the edge of a label or of a run of letters, so that "teamsport" is left alone. */
const productIn = /(?<![a-z])(zoom|teams?|g?meet|webex|google|microsoft|skype)(?![a-z])|zoom|teams?(?=meet|live)|webex/

/** Feed hosts with a weight that keeps one family (same name but for digits) from drowning the others. */
export function lures(
  indicators: readonly Indicator[],
  random: Random,
  options: { readonly swaps: number; readonly other: number },
): Example[] {
  const families = new Map<string, number>()
  const familyOf = (indicator: Indicator): string => {
    const name = hostName(indicator.host)
    return `${name.name.replace(/\d+/g, '0')}.${name.suffix}`
  }
  for (const indicator of indicators) families.set(familyOf(indicator), (families.get(familyOf(indicator)) ?? 0) + 1)
  const examples: Example[] = []
  for (const indicator of indicators) {
    const size = families.get(familyOf(indicator)) as number
    const weight = (indicator.lure ? 1 : options.other) * 4 * size ** -0.5
    examples.push({ features: features(hostName(indicator.host)), lure: true, weight })
    if (!indicator.lure || !productIn.test(indicator.host)) continue
    for (let i = 0; i < options.swaps; i++) {
      const swapped = indicator.host
        .replace(productIn, () => pick(random, products))
        .replace(productIn, (found) => (random.next() < 0.5 ? found : pick(random, products)))
      examples.push({ features: features(hostName(swapped)), lure: true, weight: weight * 0.5 })
    }
  }
  return examples
}

/** Imagined hosts as examples: what the feed has not shown yet. */
export function imaginedLures(random: Random, count: number, weight: number): Example[] {
  return imagined(random, count).map((host) => ({ features: features(hostName(host)), lure: true, weight }))
}
