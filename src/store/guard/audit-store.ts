import type { AuditStore } from '../../guard/audit/log.ts'
import type { Store } from '../open.ts'
import { AuditRows } from '../repositories/audit.ts'
import type { Context } from '../repositories/context.ts'
import { inTransaction } from '../transaction.ts'

/** The audit log in the database. Each append is its own short transaction, ordered by the head row it locks. */
export function auditStore(store: Store, context: Context): AuditStore {
  const rows = new AuditRows(context)
  return {
    append: (org, build) =>
      inTransaction(store, async (trx) => {
        // Actor, action and object are known only once built; the index alone is needed to build.
        const inside = new AuditRows({ ...context, db: trx })
        const size = await inside.size(org)
        const { actor, action, object } = build(size)
        await inside.append(org, { actor, action, object }, (index) => build(index))
      }),
    read: (org, from, limit) => rows.list(org, from, limit),
    size: (org) => rows.size(org),
  }
}
