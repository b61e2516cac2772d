import { infiniteQueryOptions, MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import type { AuditRow, AuditVerdict, CaseFile, Health, Me, Page, QueueRow, RuleRow } from '../../http/contract.ts'
import { get, keepToken } from './client.ts'
import { ProblemError } from './problem.ts'

export interface SignInMethods {
  readonly local: boolean
  readonly oidc: { readonly name: string; readonly url: string } | null
  readonly firstAdmin: boolean
}

export interface QueueFilter {
  readonly door?: string | undefined
  readonly posture?: string | undefined
  readonly state?: string | undefined
  readonly q?: string | undefined
}

export interface RuleFilter {
  readonly door?: string | undefined
  readonly q?: string | undefined
  /** The rule that is open. */
  readonly rule?: string | undefined
}

/** A session that ended: back to the first door, and afterwards to where one was. */
function signInAgain(thrown: unknown, query?: { readonly queryKey: readonly unknown[] }): void {
  // The first question who is here is the router's own; it answers with the sign-in page itself.
  if (!(thrown instanceof ProblemError) || thrown.problem.status !== 401 || query?.queryKey[0] === 'me') return
  if (/^\/(sign-in|welcome)/.test(location.pathname)) return
  location.assign(`/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`)
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: signInAgain }),
  mutationCache: new MutationCache({ onError: (thrown) => signInAgain(thrown) }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; only silence is worth another try.
      retry: (count, thrown) => !(thrown instanceof ProblemError && thrown.problem.status !== 0) && count < 2,
    },
  },
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const me = await get<Me>('/api/me', signal)
    keepToken(me.csrf)
    return me
  },
})

export const methodsQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: ({ signal }) => get<SignInMethods>('/api/sign-in/methods', signal),
})

export const queueQuery = (filter: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: ['queue', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      get<Page<QueueRow>>(`/api/queue${search({ ...filter, cursor: pageParam })}`, signal),
    getNextPageParam: (page) => page.next,
  })

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get<CaseFile>(`/api/cases/${encodeURIComponent(id)}`, signal),
  })

export const playbookQuery = queryOptions({
  queryKey: ['playbook'],
  queryFn: async ({ signal }) => {
    const answer = await get<readonly RuleRow[] | Page<RuleRow>>('/api/playbook', signal)
    return 'items' in answer ? answer.items : answer
  },
})

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) => get<Page<AuditRow>>(`/api/audit${search({ cursor: pageParam })}`, signal),
  getNextPageParam: (page) => page.next,
})

export const verifyAudit = () => get<AuditVerdict>('/api/audit/verify')

export const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => get<Health>('/api/health', signal),
})

function search(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : []))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
