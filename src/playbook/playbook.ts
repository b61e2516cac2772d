import type { DoorId } from '../core/evidence.ts'
import type { Facts, Unavailable } from '../core/facts.ts'
import type { Finding } from '../core/finding.ts'
import { evaluate } from './evaluate.ts'
import type { DigestText, Pack } from './pack.ts'
import type { CompiledRule } from './read-rule.ts'

/** The rules in force: public, peers' and one's own; one's own replaces a public rule of the same id, a peer's replaces nothing. */
export interface Playbook {
  readonly rules: readonly CompiledRule[]
  /** Digest over all rules in force: frozen into every decision. */
  readonly version: string
  /** What the rules of these doors say of the facts. Retired rules, and those the jurisdiction excludes, are silent. */
  judge(doors: readonly DoorId[], facts: Facts, unavailable: Unavailable, jurisdiction?: string): Finding[]
  /** Peers' packs that a person let in, beside those it was opened with and in place of any admitted before. */
  admit(packs: readonly Pack[]): void
  /** Ids of rules that did not come from a peer: no peer's rule may take one of these names. */
  readonly ownIds: ReadonlySet<string>
}

const order: Readonly<Record<Pack['about']['kind'], number>> = { public: 0, peer: 1, sealed: 2 }

export function playbookOf(packs: readonly Pack[], digest: DigestText): Playbook {
  const ownIds = new Set(packs.flatMap(({ about, rules }) => (about.kind === 'peer' ? [] : rules.map(({ rule }) => rule.id))))
  let current = inForce(packs, ownIds, digest)
  return {
    get rules() {
      return current.rules
    },
    get version() {
      return current.version
    },
    judge: (doors, facts, unavailable, jurisdiction) =>
      doors
        .flatMap((door) => current.byDoor.get(door) ?? [])
        .filter(({ rule }) => !excluded(rule.excludedIn, jurisdiction))
        .map((compiled) => evaluate(compiled, facts, unavailable)),
    admit: (more) => void (current = inForce([...packs, ...more], ownIds, digest)),
    ownIds,
  }
}

function inForce(packs: readonly Pack[], ownIds: ReadonlySet<string>, digest: DigestText) {
  const byId = new Map<string, CompiledRule>()
  for (const pack of [...packs].sort((a, b) => order[a.about.kind] - order[b.about.kind])) {
    for (const compiled of pack.rules) {
      // A peer adds rules; it does not put its own in the place of ours.
      if (pack.about.kind === 'peer' && ownIds.has(compiled.rule.id)) continue
      byId.set(compiled.rule.id, compiled)
    }
  }
  const rules = [...byId.values()].filter(({ rule }) => rule.status !== 'retired').sort((a, b) => a.rule.id.localeCompare(b.rule.id))
  return {
    rules,
    byDoor: Map.groupBy(rules, ({ rule }) => rule.door),
    version: digest(rules.map(({ rule }) => `${rule.id}@${rule.version}`).join('\n')),
  }
}

/** `US` excludes `US-IL` too. */
function excluded(list: readonly string[], jurisdiction: string | undefined): boolean {
  return jurisdiction !== undefined && list.some((entry) => jurisdiction === entry || jurisdiction.startsWith(`${entry}-`))
}
