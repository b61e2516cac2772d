import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../../session/keys.ts'
import { useCan } from '../../session/session.tsx'
import { doorWords, postureWords, stateWords } from '../../words/words.ts'
import './queue-filters.css'

/** Doors, posture, state and words. All of it stands in the address, so that a view can be sent to a colleague. */
export function QueueFilters() {
  const filter = useSearch({ from: '/shell/' })
  const go = useNavigate({ from: '/' })
  // Who works behind one door only needs to find somebody.
  const full = useCan('seeLedger')
  const change = (part: Partial<typeof filter>): void => void go({ search: { ...filter, ...part }, replace: true })
  return (
    <div className="queue-filters" role="search" aria-label="Queue">
      {full && (
        <nav className="doors" aria-label="Doors">
          {[['', 'All doors'] as const, ...Object.entries(doorWords)].map(([door, name]) => (
            <Link
              key={door}
              from="/"
              to="."
              className="doors-door"
              search={{ ...filter, door: door || undefined }}
              data-open={(filter.door ?? '') === door || undefined}
              aria-current={(filter.door ?? '') === door ? 'true' : undefined}
              activeProps={{}}
            >
              {name}
            </Link>
          ))}
        </nav>
      )}
      <div className="queue-narrow">
        <SearchWords key={filter.q ?? ''} words={filter.q ?? ''} change={(q) => change({ q: q || undefined })} />
        {full && (
          <>
            <Choice
              name="Posture"
              value={filter.posture}
              words={postureWords}
              change={(posture) => change({ posture })}
            />
            <Choice name="State" value={filter.state} words={stateChoices} change={(state) => change({ state })} />
          </>
        )}
      </div>
    </div>
  )
}

const stateChoices = { open: 'All that is open', ...stateWords }

function SearchWords({ words, change }: { readonly words: string; readonly change: (words: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(words)
  useKeys({ '/': () => input.current?.select() })
  useEffect(() => {
    // The field is made anew when the address changes; the one who was typing goes on typing.
    if (words !== '' && document.activeElement === document.body) input.current?.focus()
  }, [words])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change(typed.trim())
      }}
    >
      <input
        ref={input}
        className="input"
        data-small
        type="search"
        aria-label="Search the queue"
        aria-keyshortcuts="/"
        placeholder="Search: a name, a package, words of the reason"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          if (event.target.value === '') change('')
        }}
      />
    </form>
  )
}

function Choice({
  name,
  value,
  words,
  change,
}: {
  readonly name: string
  readonly value: string | undefined
  readonly words: Readonly<Record<string, string>>
  readonly change: (value: string | undefined) => void
}) {
  return (
    <select
      className="input"
      data-small
      aria-label={name}
      value={value ?? ''}
      onChange={(event) => change(event.target.value || undefined)}
    >
      <option value="">Any {name.toLowerCase()}</option>
      {Object.entries(words).map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </select>
  )
}
