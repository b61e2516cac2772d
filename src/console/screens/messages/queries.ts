import { queryOptions } from '@tanstack/react-query'
import type { CampaignPage, CampaignsPage, CountsPage, ExercisesPage, Reported } from '../../../http/rooms/messages/contract.ts'
import { get, post, sendFile } from '../../api/client.ts'

export const campaignsQuery = queryOptions({
  queryKey: ['messages', 'campaigns'],
  queryFn: ({ signal }) => get<CampaignsPage>('/api/messages/campaigns', signal),
})

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'campaigns', id],
    queryFn: ({ signal }) => get<CampaignPage>(`/api/messages/campaigns/${encodeURIComponent(id)}`, signal),
  })

export interface Drafts {
  readonly advisory: { readonly title: string; readonly text: string; readonly marking: string }
  readonly takedowns: readonly { readonly domain: string; readonly text: string }[]
}

export const draftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'campaigns', id, 'answer'],
    queryFn: ({ signal }) => get<Drafts>(`/api/messages/campaigns/${encodeURIComponent(id)}/answer`, signal),
  })

export const countsQuery = (days: number) =>
  queryOptions({
    queryKey: ['messages', 'counts', days],
    queryFn: ({ signal }) => get<CountsPage>(`/api/messages/counts?days=${days}`, signal),
  })

export const exercisesQuery = queryOptions({
  queryKey: ['messages', 'exercises'],
  queryFn: ({ signal }) => get<ExercisesPage>('/api/messages/exercises', signal),
})

export const sayWord = (id: string, attempt: boolean | null, only?: string) =>
  post<null>(`/api/messages/campaigns/${encodeURIComponent(id)}/word`, { attempt, ...(only === undefined ? {} : { only }) })

export interface Given {
  readonly text: string
  readonly link: string
  readonly platform: string
  readonly file: File | null
  readonly channel: 'console' | 'extension'
}

export function sendReport(given: Given): Promise<Reported> {
  const form = new FormData()
  for (const name of ['text', 'link', 'platform', 'channel'] as const) if (given[name] !== '') form.set(name, given[name])
  if (given.file !== null) form.set('file', given.file)
  return sendFile<Reported>('/api/messages/reports', form, () => undefined)
}

export const askAgain = (evidence: string): Promise<Reported> => get<Reported>(`/api/messages/reports/${encodeURIComponent(evidence)}`)
