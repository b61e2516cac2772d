import { queryOptions, useMutation, type UseMutationResult } from '@tanstack/react-query'
import type {
  AdvisoryFile,
  AdvisoryForm,
  AdvisoryRow,
  ChatDraftRow,
  CirclePage,
  CoveragePage,
  InboxPage,
  MatchingPage,
  PreviewAnswer,
  ReceivedFile,
} from '../../../http/rooms/circle/contract.ts'
import { change, get, post } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'

const query = <T>(name: readonly string[], path: string) =>
  queryOptions({ queryKey: ['circle', ...name], queryFn: ({ signal }) => get<T>(`/api/circle${path}`, signal) })

export const peersQuery = query<CirclePage>(['peers'], '')
export const inboxQuery = query<InboxPage>(['inbox'], '/inbox')
export const receivedQuery = (id: string) => query<ReceivedFile>(['received', id], `/inbox/${encodeURIComponent(id)}`)
export const draftsQuery = query<readonly ChatDraftRow[]>(['drafts'], '/drafts')
export const advisoriesQuery = query<readonly AdvisoryRow[]>(['advisories'], '/advisories')
export const advisoryQuery = (id: string) => query<AdvisoryFile>(['advisory', id], `/advisories/${encodeURIComponent(id)}`)
export const matchingQuery = query<MatchingPage>(['matching'], '/matching')
export const coverageQuery = query<CoveragePage>(['coverage'], '/coverage')

/** Who would see what of a form as it stands now. */
export const previewQuery = (form: AdvisoryForm) =>
  queryOptions({
    queryKey: ['circle', 'preview', form],
    staleTime: 30_000,
    queryFn: () => post<PreviewAnswer>('/api/circle/preview', form),
    placeholderData: (before: PreviewAnswer | undefined) => before,
  })

/** Something that changes the circle; everything of it on screen is asked for anew. */
export function useAct<Body, Answer = unknown>(path: (body: Body) => string, method: 'post' | 'delete' = 'post'): UseMutationResult<Answer, Error, Body> {
  return useMutation({
    mutationFn: (body: Body) => (method === 'post' ? post<Answer>(`/api/circle${path(body)}`, body ?? {}) : change<Answer>('DELETE', `/api/circle${path(body)}`)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['circle'] }),
  })
}
