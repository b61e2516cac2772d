import { queryOptions } from '@tanstack/react-query'
import type { CaseLife, CaseSettingsAnswer } from '../../http/rooms/cases/contract.ts'
import type { Impact, Learning } from '../../http/rooms/learning/contract.ts'
import type { ClusterRow, LinkGraph } from '../../http/rooms/links/contract.ts'
import type { TokenRow, UserRow } from '../../http/rooms/people/contract.ts'
import type { RetentionAnswer } from '../../http/rooms/rights/contract.ts'
import { get } from './client.ts'

const of = (id: string): string => `/api/cases/${encodeURIComponent(id)}`

export const lifeQuery = (id: string) => queryOptions({ queryKey: ['case', id, 'life'], queryFn: ({ signal }) => get<CaseLife>(`${of(id)}/life`, signal) })

export const graphQuery = (id: string) => queryOptions({ queryKey: ['case', id, 'graph'], queryFn: ({ signal }) => get<LinkGraph>(`${of(id)}/graph`, signal) })

export const clustersQuery = queryOptions({ queryKey: ['clusters'], queryFn: ({ signal }) => get<readonly ClusterRow[]>('/api/clusters', signal) })

export interface LetterChoice {
  readonly jurisdiction: string
  readonly title: string
  readonly asOf: string
  readonly letters: readonly { readonly kind: string; readonly title: string; readonly sources: readonly string[]; readonly asks: readonly string[] }[]
}

export const lettersQuery = queryOptions({ queryKey: ['letters'], staleTime: 600_000, queryFn: ({ signal }) => get<readonly LetterChoice[]>('/api/letters', signal) })

export const learningQuery = queryOptions({ queryKey: ['learning'], queryFn: ({ signal }) => get<Learning>('/api/learning', signal) })

export const impactQuery = (category: string) => queryOptions({ queryKey: ['impact', category], queryFn: ({ signal }) => get<Impact>(`/api/impact?category=${encodeURIComponent(category)}`, signal) })

export const retentionQuery = queryOptions({ queryKey: ['retention'], queryFn: ({ signal }) => get<RetentionAnswer>('/api/retention', signal) })

export const caseSettingsQuery = queryOptions({ queryKey: ['case-settings'], queryFn: ({ signal }) => get<CaseSettingsAnswer>('/api/case-settings', signal) })

export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => get<readonly UserRow[]>('/api/users', signal) })

export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }) => get<readonly TokenRow[]>('/api/tokens', signal) })
