import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { PackagesOverview, ReleaseFile } from '../../../http/rooms/packages/contract.ts'
import { get } from '../../api/client.ts'
import { announce } from '../../parts/Announcer.tsx'

export const packagesQuery = queryOptions({
  queryKey: ['packages'],
  queryFn: ({ signal }) => get<PackagesOverview>('/api/packages', signal),
})

export const releaseQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ['packages', 'release', name, version],
    queryFn: ({ signal }) =>
      get<ReleaseFile>(`/api/packages/release?${new URLSearchParams({ name, version })}`, signal),
  })

/** Something done at the packages door: afterwards its screens are asked for anew, and it is said aloud. */
export function usePackageAction<Input>(act: (input: Input) => Promise<unknown>, done: (input: Input) => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (_, input) => {
      announce(done(input))
      await client.invalidateQueries({ queryKey: ['packages'] })
    },
  })
}
