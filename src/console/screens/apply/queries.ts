import { queryOptions } from '@tanstack/react-query'
import type { Comparison, LayoutCluster, LayoutRow } from '../../../http/rooms/apply/contract.ts'
import { get } from '../../api/client.ts'

export const comparisonQuery = (a: string, b: string) =>
  queryOptions({
    queryKey: ['compare', a, b],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      get<Comparison>(`/api/apply/compare/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, signal),
  })

export const layoutsQuery = queryOptions({
  queryKey: ['layouts'],
  queryFn: ({ signal }) => get<readonly LayoutRow[]>('/api/apply/layouts', signal),
})

export const layoutQuery = (id: string) =>
  queryOptions({
    queryKey: ['layout', id],
    queryFn: ({ signal }) => get<LayoutCluster>(`/api/apply/layouts/${encodeURIComponent(id)}`, signal),
  })
