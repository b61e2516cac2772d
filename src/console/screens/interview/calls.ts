import { queryOptions, useMutation } from '@tanstack/react-query'
import type { Analysis, Call, CallRow, Kit, Mark, Observation, Regime } from '../../../http/rooms/interview/contract.ts'
import { get, post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

export const kitQuery = queryOptions({ queryKey: ['interview', 'kit'], queryFn: ({ signal }) => get<Kit>('/api/interview/kit', signal) })
export const callsQuery = queryOptions({ queryKey: ['interview', 'calls'], queryFn: ({ signal }) => get<CallRow[]>('/api/interview/calls', signal) })

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['interview', 'call', id],
    // A colleague beside the call may have marked meanwhile.
    refetchInterval: 15_000,
    queryFn: ({ signal }) => get<Call>(`/api/interview/calls/${encodeURIComponent(id)}`, signal),
  })

export const analysisQuery = (evidence: string) =>
  queryOptions({
    queryKey: ['interview', 'evidence', evidence],
    queryFn: ({ signal }) => get<Analysis>(`/api/interview/evidence/${encodeURIComponent(evidence)}`, signal),
  })

/** Bodies of what can be done on a running call. */
export interface CallActs {
  cards: Record<string, never>
  marks: { readonly n: number; readonly mark: Mark | null }
  observations: { readonly what: Observation }
  withdrawals: { readonly observation: string }
  taps: { readonly line: string; readonly endedAt: number; readonly answeredAt: number }
  steps: { readonly step: string }
  accommodation: { readonly agreed: boolean }
  regime: { readonly outcome: Regime | null }
  evidence: Record<string, never>
  join: { readonly key: string; readonly as: 'first' | 'second' }
}

/** One act on a call; its answer is the call as it stands then. */
export function useCallAct<K extends keyof CallActs>(id: string, act: K) {
  return useMutation({
    mutationFn: (body: CallActs[K]) => post<Call>(`/api/interview/calls/${encodeURIComponent(id)}/${act}`, body),
    onSuccess: (call) => queries.setQueryData(callQuery(id).queryKey, call),
  })
}
