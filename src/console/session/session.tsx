import { createContext, use, type ReactNode } from 'react'
import type { Me } from '../../http/contract.ts'
import { allowed, type Ability } from './abilities.ts'

const Session = createContext<Me | null>(null)

export function SessionProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <Session value={me}>{children}</Session>
}

/** The person at the desk. Only inside the shell, which signs in first. */
export function useMe(): Me {
  const me = use(Session)
  if (me === null) throw new Error('No one is signed in.')
  return me
}

export function useCan(ability: Ability): boolean {
  return allowed(useMe(), ability)
}
