import { exitItems, type ExitItem, type ExitState } from '../../cases/exit-items.ts'
import type { Id } from '../../core/ids.ts'
import type { House } from '../house.ts'
import { actOn } from './events.ts'

/** Notes what is in hand before somebody's access is cut. */
export async function noteExitItem(house: House, org: Id, id: Id, actor: Id, item: ExitItem, state: ExitState, note: string | null): Promise<void> {
  await actOn(house, org, id, actor, async () => ({ event: { type: 'exit-item', data: { item, state }, text: note }, result: undefined }))
}

/** The newest word on an item. */
export function exitStateOf(events: readonly { readonly type: string; readonly data: unknown; readonly text: string | null }[], item: string): { state: ExitState | 'open'; note: string | null } {
  const last = events.findLast(({ type, data }) => type === 'exit-item' && (data as { item?: string }).item === item)
  return last === undefined ? { state: 'open', note: null } : { state: (last.data as { state: ExitState }).state, note: last.text }
}

/** All seventeen, with where they stand. */
export function exitList(events: Parameters<typeof exitStateOf>[0]): { id: ExitItem; title: string; state: ExitState | 'open'; note: string | null }[] {
  return exitItems.map(({ id, title }) => ({ id, title, ...exitStateOf(events, id) }))
}
