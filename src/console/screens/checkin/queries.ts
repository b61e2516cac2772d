import { queryOptions, useMutation } from '@tanstack/react-query'
import type { CheckinOfCase, CheckinSettingsView, MadeLink, SentLink } from '../../../http/rooms/checkin/contract.ts'
import { change, get } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'

export const checkinQuery = (id: string) =>
  queryOptions({
    queryKey: ['check-in', id],
    queryFn: ({ signal }) => get<CheckinOfCase>(`/api/cases/${encodeURIComponent(id)}/check-in`, signal),
  })

export const sentLinksQuery = queryOptions({
  queryKey: ['check-in-links'],
  queryFn: ({ signal }) => get<readonly SentLink[]>('/api/check-in/links', signal),
})

export const checkinSettingsQuery = queryOptions({
  queryKey: ['check-in-settings'],
  queryFn: ({ signal }) => get<CheckinSettingsView>('/api/check-in/settings', signal),
})

/** A link for the person of a case. */
export function useMakeLink(id: string) {
  return useMutation({
    mutationFn: (body: { readonly stage: string; readonly hours: number }) =>
      change<MadeLink>('POST', `/api/cases/${encodeURIComponent(id)}/check-in/links`, body),
    onSuccess: () => queries.invalidateQueries(checkinQuery(id)),
  })
}

/** A link for somebody who is not on record yet. */
export function useInvite() {
  return useMutation({
    mutationFn: (body: { readonly name: string; readonly stage: string; readonly hours: number }) =>
      change<MadeLink>('POST', '/api/check-in/links', body),
    onSuccess: () => queries.invalidateQueries(sentLinksQuery),
  })
}

export function useWithdraw(id: string) {
  return useMutation({
    mutationFn: (link: string) => change('DELETE', `/api/cases/${encodeURIComponent(id)}/check-in/links/${link}`),
    onSuccess: async () => {
      await queries.invalidateQueries(checkinQuery(id))
      announce('The link works no more.')
    },
  })
}

export function useForgetHands(id: string) {
  return useMutation({
    mutationFn: () => change('DELETE', `/api/cases/${encodeURIComponent(id)}/check-in/hands`),
    onSuccess: async () => {
      await queries.invalidateQueries(checkinQuery(id))
      announce('Forgotten. It is on record that it was.')
    },
  })
}

export function useHandsSetting() {
  return useMutation({
    mutationFn: (body: { readonly comparesHands: boolean; readonly reason: string }) =>
      change('PUT', '/api/check-in/settings', body),
    onSuccess: async () => {
      await queries.invalidateQueries(checkinSettingsQuery)
      announce('Saved. It is on record.')
    },
  })
}
