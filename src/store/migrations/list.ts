import { people } from './0001-people.ts'
import { vault } from './0002-vault.ts'
import { evidence } from './0003-evidence.ts'
import { index } from './0004-index.ts'
import { cases } from './0005-cases.ts'
import { audit } from './0006-audit.ts'
import { delivery } from './0007-delivery.ts'
import { doors } from './0008-doors.ts'
import { circle } from './0009-circle.ts'
import { work } from './0010-work.ts'
import { clusters } from './0011-clusters.ts'
import { selfIdentification } from './0012-self-identification.ts'
import type { Migration } from './migration.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [people, vault, evidence, index, cases, audit, delivery, doors, circle, work, clusters, selfIdentification]
