import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'

interface Selection {
  readonly chosen: ReadonlySet<string>
  toggle(id: string): void
  clear(): void
}

const Chosen = createContext<Selection>({ chosen: new Set(), toggle: () => undefined, clear: () => undefined })

/** Cases picked for one act on all of them. */
export function SelectionProvider({ children }: { readonly children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((id: string) => setChosen((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))), [])
  const clear = useCallback(() => setChosen(new Set()), [])
  const value = useMemo(() => ({ chosen, toggle, clear }), [chosen, toggle, clear])
  return <Chosen value={value}>{children}</Chosen>
}

export function useSelection(): Selection {
  return use(Chosen)
}
