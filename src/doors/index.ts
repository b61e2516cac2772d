import { factRoots, type EvidenceKind } from '../core/evidence.ts'
import { linkFacts } from '../links/facts.ts'
import type { FactSchemas } from '../playbook/pack.ts'
import { apply } from './apply/door.ts'
import type { Door } from './door.ts'
import { interview } from './interview/door.ts'
import { messages } from './messages/door.ts'
import { packages } from './packages/door.ts'
import { work } from './work/door.ts'

/** The doors, in the order they are asked whose a file is. Adding one adds a folder and a line here. */
export const doors: readonly Door[] = [packages, messages, interview, work, apply]

/** Fact root → schema, over all doors: what rules are type-checked against. */
export const factSchemas: FactSchemas = {
  ...Object.fromEntries(doors.flatMap((door) => Object.entries(door.kinds).map(([kind, { facts }]) => [factRoots[kind as EvidenceKind], facts]))),
  links: linkFacts,
}
