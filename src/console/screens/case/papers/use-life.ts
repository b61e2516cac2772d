import { useMutation } from '@tanstack/react-query'
import { post, put, remove } from '../../../api/client.ts'
import { caseQuery, queries } from '../../../api/queries.ts'
import { announce } from '../../../parts/Announcer.tsx'

/** A change of a case's life; afterwards the case and its life are fetched anew. */
export function useLife<B, A = unknown>(id: string, path: string, method: 'POST' | 'PUT' | 'DELETE' = 'POST') {
  return useMutation({
    mutationFn: (body: B): Promise<A> => {
      const address = `/api/cases/${encodeURIComponent(id)}/${path}`
      return method === 'DELETE' ? (remove(address) as Promise<A>) : method === 'PUT' ? put<A>(address, body) : post<A>(address, body)
    },
    onSuccess: async () => {
      await queries.invalidateQueries(caseQuery(id))
      announce('Saved. It is on record.')
    },
  })
}
