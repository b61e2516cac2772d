import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { QueueFilter } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { useMe } from '../../session/session.tsx'
import { doorWords, postureWords, stateWords } from '../../words/words.ts'
import './saved-views.css'

interface View {
  readonly name: string
  readonly filter: QueueFilter
}

/** Filters one comes back to, kept in this browser; the address of each can be sent to a colleague. */
export function SavedViews({ filter }: { readonly filter: QueueFilter }) {
  const me = useMe()
  const key = `sallyport.views.${me.id}`
  const [views, setViews] = useState(() => read(key))
  const [naming, setNaming] = useState(false)
  const field = useId()
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const known = views.some((view) => same(view.filter, filter))
  const keep = (next: readonly View[], said: string): void => {
    localStorage.setItem(key, JSON.stringify(next))
    setViews(next)
    announce(said)
  }
  if (views.length === 0 && !filtered) return null
  return (
    <div className="saved-views not-printed">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul>
            {views.map((view) => (
              <li key={view.name}>
                <Link to="/" search={view.filter} className="saved-view received" aria-current={same(view.filter, filter) ? 'true' : undefined} activeProps={{}}>
                  {view.name}
                </Link>
                {same(view.filter, filter) && (
                  <Button small tone="quiet" aria-label={`Forget the view ${view.name}`} onClick={() => keep(views.filter((one) => one !== view), 'Forgotten.')}>
                    Forget
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {filtered && !known && !naming && (
        <Button small tone="quiet" onClick={() => setNaming(true)}>
          Keep this view
        </Button>
      )}
      {naming && (
        <form
          className="saved-naming"
          onSubmit={(event) => {
            event.preventDefault()
            const name = String(new FormData(event.currentTarget).get('name')).trim()
            if (name !== '') keep([...views.filter((view) => view.name !== name), { name, filter }].slice(-12), 'Kept.')
            setNaming(false)
          }}
        >
          <label htmlFor={field} className="for-ears">
            Name of the view
          </label>
          <input id={field} name="name" className="input" data-small autoFocus required maxLength={40} defaultValue={suggested(filter)} />
          <Button type="submit" small>
            Keep
          </Button>
        </form>
      )}
    </div>
  )
}

function read(key: string): readonly View[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as readonly View[]
    return Array.isArray(kept) ? kept.filter((view) => typeof view?.name === 'string' && typeof view.filter === 'object') : []
  } catch {
    return []
  }
}

function same(a: QueueFilter, b: QueueFilter): boolean {
  return (['door', 'posture', 'state', 'q'] as const).every((name) => (a[name] ?? '') === (b[name] ?? ''))
}

function suggested({ door, posture, state, q }: QueueFilter): string {
  const words: Readonly<Record<string, string>> = { ...doorWords, ...postureWords, ...stateWords }
  return [door, posture, state].flatMap((part) => (part === undefined ? [] : [words[part] ?? part])).concat(q === undefined ? [] : [q]).join(', ').slice(0, 40)
}
