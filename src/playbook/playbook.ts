import type { DoorId } from '../core/evidence.ts'
import type { Facts, Unavailable } from '../core/facts.ts'
import type { Finding } from '../core/finding.ts'
import { evaluate } from './evaluate.ts'
import type { DigestText, Pack } from './pack.ts'
import type { CompiledRule } from './read-rule.ts'

/** The rules in force: public, then peers', then one's own; a later rule of the same id replaces an earlier one. */
export interface Playbook {
  readonly rules: readonly CompiledRule[]
  /** Digest over all rules in force: frozen into every decision. */
  readonly version: string
  /** What the rules of these doors say of the facts. Retired rules, and those the jurisdiction excludes, are silent. */
  judge(doors: readonly DoorId[], facts: Facts, unavailable: Unavailable, jurisdiction?: string): Finding[]
}

const order: Readonly<Record<Pack['about']['kind'], number>> = { public: 0, peer: 1, sealed: 2 }

export function playbookOf(packs: readonly Pack[], digest: DigestText): Playbook {
  const inForce = new Map<string, CompiledRule>()
  for (const pack of [...packs].sort((a, b) => order[a.about.kind] - order[b.about.kind])) {
    for (const compiled of pack.rules) inForce.set(compiled.rule.id, compiled)
  }
  const rules = [...inForce.values()].filter(({ rule }) => rule.status !== 'retired').sort((a, b) => a.rule.id.localeCompare(b.rule.id))
  const byDoor = Map.groupBy(rules, ({ rule }) => rule.door)
  return {
    rules,
    version: digest(rules.map(({ rule }) => `${rule.id}@${rule.version}`).join('\n')),
    judge: (doors, facts, unavailable, jurisdiction) =>
      doors
        .flatMap((door) => byDoor.get(door) ?? [])
        .filter(({ rule }) => !excluded(rule.excludedIn, jurisdiction))
        .map((compiled) => evaluate(compiled, facts, unavailable)),
  }
}

/** `US` excludes `US-IL` too. */
function excluded(list: readonly string[], jurisdiction: string | undefined): boolean {
  return jurisdiction !== undefined && list.some((entry) => jurisdiction === entry || jurisdiction.startsWith(`${entry}-`))
}
