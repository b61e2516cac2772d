import { normal } from '../../src/core/random.ts'
import type { Random } from '../../src/core/random.ts'
import { featureCount, featureNames } from '../../src/measure/typing/features.ts'
import type { Keystroke } from '../../src/measure/typing/keystrokes.ts'
import type { Population } from '../../src/measure/typing/population.ts'
import type { FixedText, Typist } from './files.ts'

/**
 * Typists who never lived. Each is a draw from the shipped population: how people differ, how one person differs from
 * sitting to sitting, and how one keystroke differs from the next keep the variances that were measured.
 */
export interface Hand {
  /** Deviation of each feature, natural log. */
  readonly features: Float64Array
  readonly population: Population
}

const index = new Map(featureNames.map((name, f) => [name, f]))

export function drawHand(population: Population, random: Random): Hand {
  const z = Float64Array.from({ length: population.rank }, () => normal(random))
  const features = moved(new Float64Array(featureCount), population, z)
  // What the directions do not explain is a person's own way with one key.
  features.forEach((_, f) => {
    let explained = 0
    for (let k = 0; k < population.rank; k++) explained += population.loadings[f * population.rank + k]! ** 2
    features[f]! += population.scale[f]! * Math.sqrt(Math.max(0, 1 - explained)) * normal(random)
  })
  return { features, population }
}

/** Features moved along the directions in which people differ. */
function moved(features: Float64Array, { rank, loadings, scale }: Population, z: Float64Array): Float64Array {
  return features.map((value, f) => {
    let sum = 0
    for (let k = 0; k < rank; k++) sum += loadings[f * rank + k]! * z[k]!
    return value + scale[f]! * sum
  })
}

/**
 * How far hands move along the directions in which people differ, as a share of how people do; now and then farther.
 * Another day, chair or keyboard: 0.3 gives the error rates of samples from different days (0.055 for 500 against 500
 * keys). Within one sitting: 0.08 gives those of sentences typed in a row (0.018 for 5×70 against 5×70).
 */
export const wanders = { day: 0.3, sitting: 0.08 } as const

/** The same hands on another day: every feature moves a little, and all of them a little together. */
export function anotherSitting(hand: Hand, random: Random, wander: number = wanders.day): Hand {
  const { population } = hand
  const together = new Map<string, number>()
  const far = wander * Math.exp(0.5 * normal(random))
  const shifted = moved(
    hand.features,
    population,
    Float64Array.from({ length: population.rank }, () => far * normal(random)),
  )
  const features = shifted.map((value, f) => {
    const type = featureNames[f]!.split(':')[0]!
    if (!together.has(type)) together.set(type, normal(random))
    return (
      value +
      population.scale[f]! * Math.sqrt(population.sitting[f]!) * (0.7 * together.get(type)! + 0.7 * normal(random))
    )
  })
  return { features, population }
}

const words =
  'the of and to in is that for it was on are as with his they at be this from have or by one had not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know through back much before good new write our used me man too any day same right look think also around another came come work three word must because does part even place well such here take why help put years different away again off went old number great tell men say small every found still between name should home give air line set own under read last never us left end along while might next sound below saw something thought both few those always looked show large often together asked house don world going want school important until form food keep children feet land side without boy once animals life enough took sometimes four head above kind began almost live page got earth need far hand high year mother light parts country father let night following picture being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however sure means knew it try told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point city play toward five using himself usually'.split(
    ' ',
  )

/** Keys of a made-up sentence: short name per key, shift before a capital, now and then a slip that is erased. */
export function sentenceKeys(random: Random, length: number): string[] {
  const keys: string[] = ['shift']
  let sinceStop = 0
  while (keys.length < length) {
    const word = words[Math.floor(random.next() ** 1.7 * words.length)]!
    for (const letter of word) {
      if (random.next() < 0.015) keys.push('e', 'backspace')
      keys.push(letter)
    }
    sinceStop++
    if (sinceStop > 6 && random.next() < 0.2) {
      keys.push('period', 'space', 'shift')
      sinceStop = 0
    } else keys.push('space')
  }
  return keys.slice(0, length)
}

/** Types keys with a hand, from a moment on: times in ms, rounded to 0.1 as browsers do. */
export function typeKeys(hand: Hand, keys: readonly string[], random: Random, from = 0): Keystroke[] {
  const { features, population } = hand
  const deviation = (name: string): number => {
    const f = index.get(name)
    return f === undefined
      ? 0
      : features[f]! +
          population.mean[f]! -
          (name.includes(':') && !name.startsWith('dwell')
            ? population.mean[
                index.get(
                  `overall:${name.startsWith('into:') || name.startsWith('out:') ? 'press-press' : 'release-press'}`,
                )!
              ]!
            : 0)
  }
  const noiseOf = (name: string): number => {
    const f = index.get(name)
    return f === undefined ? 0.15 : Math.sqrt(population.noise[f]!) * population.scale[f]!
  }
  const pace = index.get('overall:press-press')!
  const paceNoise = noiseOf('overall:press-press')
  let at = from
  const round = (ms: number): number => Math.round(ms * 10) / 10
  let bout = 0
  return keys.map((key, k) => {
    if (k > 0) {
      const before = keys[k - 1]!
      // Neighbouring transitions are slow or fast together: 0.3 of the error carries over.
      bout = 0.3 * bout + Math.sqrt(1 - 0.09) * normal(random)
      // Ways in and ways out both hold the typist's pace: taken twice, it is taken away once.
      const way =
        population.mean[pace]! +
        0.8 * (deviation(`into:${key}`) + deviation(`out:${before}`)) -
        0.6 * features[pace]! +
        0.8 * paceNoise * bout
      at += Math.max(12, Math.exp(way) - 40) + (random.next() < 0.03 ? -700 * Math.log(1 - random.next()) : 0)
    }
    const f = index.get(`dwell:${key}`)
    const dwell =
      (f === undefined ? Math.log(105) : features[f]! + population.mean[f]!) + noiseOf(`dwell:${key}`) * normal(random)
    return { key, down: round(at), up: round(at + Math.max(18, Math.exp(dwell) - 10)) }
  })
}

/** People with sessions of about so many keys each. */
export function drawTypists(
  population: Population,
  random: Random,
  people: number,
  sessions: number,
  keys: readonly [number, number],
  sittings = 1,
  wander: number = wanders.day,
): Typist[] {
  return Array.from({ length: people }, (_, p) => {
    const hand = drawHand(population, random)
    let sitting = hand
    return {
      name: `made${p}`,
      sessions: Array.from({ length: sessions }, (__, s) => {
        if (s % Math.max(1, Math.ceil(sessions / sittings)) === 0) sitting = anotherSitting(hand, random, wander)
        return typeKeys(
          sitting,
          sentenceKeys(random, Math.round(keys[0] + (keys[1] - keys[0]) * random.next())),
          random,
        )
      }),
    }
  })
}

const password = ['period', 't', 'i', 'e', 'five', 'Shift.r', 'o', 'a', 'n', 'l', 'Return'] as const

/** Repetitions of `.tie5Roanl`, in sittings of fifty, quicker with practice: the layout of the DSN 2009 benchmark. */
export function drawRepeaters(population: Population, random: Random, people: number, repetitions = 400): FixedText {
  const features = password.flatMap((key, k) =>
    k === 0 ? [`H.${key}`] : [`DD.${password[k - 1]}.${key}`, `UD.${password[k - 1]}.${key}`, `H.${key}`],
  )
  return {
    features,
    people: Array.from({ length: people }, (_, p) => {
      const hand = drawHand(population, random)
      const own = password.map(() => ({
        dwell: 0.15 * normal(random),
        way: 0.35 * normal(random),
        hesitation: random.next() < 0.1 ? 0.3 * random.next() : 0,
      }))
      const scatter = 0.24 + 0.3 * random.next()
      let day = hand
      const rows = Array.from({ length: repetitions }, (__, rep) => {
        if (rep % 50 === 0) day = anotherSitting(hand, random, 0.2)
        const practice = 0.45 * Math.exp(-rep / 60)
        const mood = 0.05 * normal(random)
        const row: number[] = []
        let held = 0
        password.forEach((key, k) => {
          const name = key.length === 1 ? key : key === 'period' ? 'period' : 'e'
          if (k > 0) {
            const way =
              day.features[index.get(`into:${name}`)!]! +
              population.mean[index.get(`into:${name}`)!]! +
              own[k]!.way +
              mood +
              practice +
              scatter * normal(random)
            const press =
              (Math.exp(way) + (random.next() < 0.06 ? 900 * random.next() ** 2 : 0)) / 1000 +
              own[k]!.hesitation * practice
            row.push(press, press - held)
          }
          const f = index.get(`dwell:${name}`)!
          held = Math.max(
            0.02,
            (Math.exp(day.features[f]! + population.mean[f]! + own[k]!.dwell + 0.6 * scatter * normal(random)) - 10) /
              1000,
          )
          row.push(held)
        })
        return Float64Array.from(row, (value) => Math.round(value * 10_000) / 10_000)
      })
      return { name: `made${p}`, rows }
    }),
  }
}
