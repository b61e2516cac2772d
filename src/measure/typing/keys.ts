/**
 * Keys that get features of their own: the 22 letters, and the keys beside them, that make up 97 % of English typing.
 * Position, not meaning: no layout and no language is read from them.
 */
export const featureKeys = [...'etaoinsrhldcumwgfpbyvk', 'space', 'backspace', 'shift', 'period', 'comma'] as const
export type FeatureKey = (typeof featureKeys)[number]

const indices = new Map<string, number>(featureKeys.map((key, index) => [key, index]))

const names: Readonly<Record<string, string>> = {
  ' ': 'space',
  spacebar: 'space',
  shiftleft: 'shift',
  shiftright: 'shift',
  shift_r: 'shift',
  '.': 'period',
  ',': 'comma',
  return: 'enter',
  back: 'backspace',
}

/** `KeyA` → `a`, `ShiftLeft` → `shift`, `A` → `a`; unknown names stay as they are, in lower case. */
export function keyName(key: string): string {
  const low = key.toLowerCase()
  if (low.length === 4 && low.startsWith('key')) return low.slice(3)
  return names[low] ?? low
}

/** Index into `featureKeys`, or −1 for a key without features of its own. */
export function keyIndex(name: string): number {
  return indices.get(name) ?? -1
}

/** Whether the key puts a character into the text: what a rhythm is made of. */
export function isCharacter(name: string): boolean {
  return name.length === 1 || name === 'space' || name === 'period' || name === 'comma'
}
