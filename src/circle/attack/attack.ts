import data from './dprk.json' with { type: 'json' }

/** A technique of ATT&CK. Tactics are as this version names them; they move between versions, ids do not. */
export interface Technique {
  readonly id: string
  readonly name: string
  readonly tactics: readonly string[]
  /** Groups and campaigns of the subset that are known to use it. */
  readonly groups: readonly string[]
}

export interface Group {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/**
 * The part of ATT&CK that the circle speaks of: techniques of groups attributed to North Korea, and those that our rules
 * name. The licence stands in LICENSE-ATTACK.txt beside it.
 */
export const attack: { readonly version: string; readonly groups: readonly Group[]; readonly techniques: readonly Technique[] } = data

export const attackNotice =
  '© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.'

const byId = new Map(attack.techniques.map((one) => [one.id, one]))

/** As an advisory names it; null for what is not in the subset. */
export function knownTechnique(id: string): { readonly id: string; readonly name: string; readonly version: string } | null {
  const found = byId.get(id)
  return found === undefined ? null : { id, name: found.name, version: attack.version }
}

export interface Coverage {
  readonly technique: Technique
  /** Rules in force that name it. */
  readonly rules: readonly { readonly id: string; readonly title: string; readonly pack: string; readonly sealed: boolean }[]
}

/**
 * Which rules speak of which technique. A rule that names a technique is no proof that every use of it is seen: the
 * table says where to look, not that somebody looks everywhere.
 */
export function coverageOf(
  rules: readonly { readonly id: string; readonly title: string; readonly pack: string; readonly sealed: boolean; readonly techniques: readonly string[] }[],
): Coverage[] {
  return attack.techniques
    .map((technique) => ({
      technique,
      rules: rules.flatMap(({ techniques, ...rule }) => (techniques.includes(technique.id) ? [rule] : [])),
    }))
    .filter(({ technique, rules: named }) => technique.groups.length > 0 || named.length > 0)
}
