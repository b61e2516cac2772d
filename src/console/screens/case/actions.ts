import { useMutation } from '@tanstack/react-query'
import { post } from '../../api/client.ts'
import { caseQuery, queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'

/** Bodies of the calls that change a case. */
export interface CaseActions {
  moves: { readonly to: string; readonly note?: string }
  checks: {
    readonly check: string
    readonly outcome?: 'verified' | 'failed' | 'declined-with-reason'
    readonly note?: string
  }
  decision: { readonly outcome: string; readonly reason: string }
  comments: { readonly text: string }
  assignee: { readonly user: string | null }
}

/** One change to a case; afterwards the case is fetched anew, because a change may move more than it names. */
export function useCaseAction<K extends keyof CaseActions>(id: string, action: K) {
  return useMutation({
    mutationFn: (body: CaseActions[K]) => post(`/api/cases/${encodeURIComponent(id)}/${action}`, body),
    onSuccess: async () => {
      await queries.invalidateQueries(caseQuery(id))
      void queries.invalidateQueries({ queryKey: ['queue'] })
      announce('Saved. It is on record.')
    },
  })
}
