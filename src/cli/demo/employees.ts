import { pick, type Random } from '../../core/random.ts'
import type { Account, Hands } from './activity.ts'
import { between, daysBefore } from './calendar.ts'

const places = [
  { zone: 'Europe/Lisbon', offset: 0 },
  { zone: 'Europe/Berlin', offset: 60 },
  { zone: 'America/New_York', offset: -300 },
  { zone: 'America/Denver', offset: -420 },
  { zone: 'America/Sao_Paulo', offset: -180 },
  { zone: 'Asia/Singapore', offset: 480 },
] as const

/** The account of the crew's member who was hired: claims Denver, is worked by two pairs of hands, seven time zones away. */
export const hired = { account: 'n-0417', zone: 'America/Denver' } as const

/**
 * The company's accounts: most are ordinary; three look unusual and are innocent (somebody who travels, a new parent,
 * an early riser on call); one is what the work door exists for.
 */
export function employees(now: number, random: Random, count = 64): readonly Account[] {
  const ordinary = Array.from({ length: count - 4 }, (_, index): Account => {
    const place = pick(random, places)
    return { account: `n-0${100 + index}`, zone: place.zone, hands: [handsAt(place.offset, `laptop-${100 + index}`, random)] }
  })
  return [...ordinary, traveller(now, random), newParent(now, random), onCall(random), theHired(random)]
}

function handsAt(offset: number, device: string, random: Random): Hands {
  return {
    offset,
    begin: between(random, 8.3, 10.2),
    length: between(random, 7.5, 9.5),
    evening: random.next() < 0.3 ? 0.35 : 0.06,
    weekend: random.next() < 0.2 ? 0.3 : 0.05,
    device,
    network: `home-${device}`,
    client: pick(random, ['chrome/macos', 'firefox/linux', 'chrome/windows']),
  }
}

/** Six weeks in Singapore, declared: the clock moves, and comes back. */
function traveller(now: number, random: Random): Account {
  return {
    account: 'n-0301',
    zone: 'Europe/Berlin',
    hands: [handsAt(60, 'laptop-301', random)],
    journey: [90, 48, 420],
    explainers: [{ kind: 'travel', from: daysBefore(now, 91, 0), to: daysBefore(now, 47, 0), offset: 480, source: null }],
  }
}

/** Three weeks of leave, and from then on short sessions in half of all nights. */
function newParent(now: number, random: Random): Account {
  return {
    account: 'n-0302',
    zone: 'America/New_York',
    hands: [handsAt(-300, 'laptop-302', random)],
    nights: 0.45,
    explainers: [{ kind: 'leave', from: daysBefore(now, 120, 0), to: daysBefore(now, 99, 0), offset: null, source: null }],
  }
}

function onCall(random: Random): Account {
  return { account: 'n-0303', zone: 'Europe/Lisbon', hands: [{ ...handsAt(0, 'laptop-303', random), begin: 7.6, weekend: 0.4 }], nights: 0.12 }
}

function theHired(random: Random): Account {
  const shift = (offset: number, begin: number, device: string, client: string): Hands => ({ ...handsAt(offset, device, random), clock: -420, begin, length: 8.5, evening: 0.5, weekend: 0.6, client })
  return { ...hired, hands: [shift(540, 9, 'laptop-417', 'chrome/windows'), shift(540, 20.5, 'laptop-417b', 'chrome/linux')] }
}
