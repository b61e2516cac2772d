import type { DpiaInput } from '../../cases/dpia.ts'
import { daysOf, retentionClasses } from '../../cases/retention.ts'
import type { Id } from '../../core/ids.ts'
import { caseSettingsOf } from '../cases/events.ts'
import { rows, type House } from '../house.ts'
import { holds } from './hold.ts'

/** The configuration in force, as the impact assessment needs it. */
export async function dpiaInput(house: House, org: Id, about: { readonly organisation: string; readonly version: string; readonly singleSignOn: boolean }): Promise<DpiaInput> {
  const tables = rows(house)
  const stored = await tables.settings.get(org, 'retention')
  const received = await house.store.db.selectFrom('evidence').select(['door', (e) => e.fn.countAll<number>().as('n')]).where('org_id', '=', org).groupBy('door').execute()
  const peers = await tables.doorRows.list(org, 'circle', 'peers')
  return {
    ...about,
    at: house.clock.now(),
    store: house.store.kind === 'pglite' ? 'embedded database, for evaluation' : 'PostgreSQL',
    settings: await caseSettingsOf(tables, org),
    prior: house.settings.prior,
    jurisdiction: house.settings.jurisdiction ?? null,
    doors: house.doors.map(({ id, title, kinds }) => ({ id, title, kinds: Object.keys(kinds), received: received.find((row) => row.door === id)?.n ?? 0 })),
    rules: house.playbook.rules.map(({ rule }) => ({ id: rule.id, door: rule.door, privacy: rule.privacy, sealed: rule.sealed, excludedIn: rule.excludedIn })),
    packs: [...new Set(house.playbook.rules.map(({ rule }) => rule.pack))],
    retention: retentionClasses.map((item) => ({ title: item.title, days: daysOf(item, stored), default: item.days, why: item.why })),
    peers: peers.length,
    webhooks: (await tables.webhooks.list(org)).length,
    holds: (await holds(tables, org)).length,
  }
}
