import type { Id } from '../../../../core/ids.ts'
import { rows, type House } from '../../../../jobs/house.ts'
import type { AtsSystem } from './ats.ts'
import { candidateSpace, type AtsCandidate } from './inbox.ts'

/**
 * Tells the systems what people decided: nothing that was only scored ever leaves, and nothing is told twice.
 *
 * `proceed` is told as cleared. `not-proceed` is told as misrepresented only when a verification failed before; a
 * decision for any other reason is nobody's business there.
 *
 * @returns how many were told
 */
export async function tellDecisions(house: House, org: Id, systems: readonly AtsSystem[], report: (error: Error) => void): Promise<number> {
  const { doorRows, cases } = rows(house)
  let told = 0
  for (const row of await doorRows.list<AtsCandidate>(org, 'apply', candidateSpace, { newestFirst: true, limit: 2_000 })) {
    const system = systems.find(({ ats }) => ats.id === row.value?.ats)
    if (row.value === undefined || row.subject === null || system?.ats.tell === undefined || system.settings.apiKey === null) continue
    const [item] = await cases.ofSubject(org, row.subject)
    const status = item === undefined ? null : statusOf(item)
    if (status === null || status === row.value.told) continue
    try {
      await system.ats.tell(row.value.candidate, status, system.settings, house.fetch)
      await doorRows.put(org, 'apply', candidateSpace, row.id, { ...row.value, told: status }, { subject: row.subject })
      told += 1
    } catch (error) {
      report(error as Error)
    }
  }
  return told
}

export function statusOf({ decision, verifications }: { readonly decision: { readonly outcome: string } | null; readonly verifications: readonly string[] }): 'cleared' | 'misrepresented' | null {
  if (decision?.outcome === 'proceed') return 'cleared'
  return decision?.outcome === 'not-proceed' && verifications.at(-1) === 'failed' ? 'misrepresented' : null
}
