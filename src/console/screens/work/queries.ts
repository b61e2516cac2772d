import { queryOptions } from '@tanstack/react-query'
import type { OwnRecord, SourcesPage, WorkOverview, WorkRecord } from '../../../http/rooms/work/contract.ts'
import { get } from '../../api/client.ts'

export const workQuery = queryOptions({
  queryKey: ['work'],
  queryFn: ({ signal }) => get<WorkOverview>('/api/work', signal),
})

export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['work', 'record', id],
    queryFn: ({ signal }) => get<WorkRecord>(`/api/work/people/${encodeURIComponent(id)}/record`, signal),
  })

export const sourcesQuery = queryOptions({
  queryKey: ['work', 'sources'],
  queryFn: ({ signal }) => get<SourcesPage>('/api/work/sources', signal),
})

export const ownQuery = queryOptions({
  queryKey: ['work', 'own'],
  queryFn: ({ signal }) => get<OwnRecord>('/api/work/own', signal),
})
