import { Dialog } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import type { Page, QueueRow } from '../../http/contract.ts'
import { get } from '../api/client.ts'
import { useCan, useMe } from '../session/session.tsx'
import { chooseTheme } from '../session/theme.ts'
import { doorWords, postureWords } from '../words/words.ts'
import { openKeyboardMap } from './KeyboardMap.tsx'
import { placesFor } from './places.ts'
import { createSwitch } from './switch.ts'
import './dialog.css'
import './command-palette.css'

const shown = createSwitch()
export const openPalette = (): void => shown.turn(true)

interface Command {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly run: () => void
}

/** Every room, every case and every setting, by name: Ctrl+K or Cmd+K. */
export function CommandPalette() {
  const open = shown.use()
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      shown.turn(true)
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
  return (
    <Dialog.Root open={open} onOpenChange={shown.turn}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog palette">
          <Dialog.Title className="for-ears">Go to</Dialog.Title>
          {open && <Finder close={() => shown.turn(false)} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Finder({ close }: { readonly close: () => void }) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const commands = useCommands(words)
  const at = Math.min(chosen, commands.length - 1)
  const run = (command: Command | undefined): void => {
    if (command === undefined) return
    close()
    command.run()
  }
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-label="Go to a room, a case or a setting"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={commands[at] && `${list}-${at}`}
        placeholder="A room, a person, a package, a setting…"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={words}
        onChange={(event) => {
          setWords(event.target.value)
          setChosen(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const step = event.key === 'ArrowDown' ? 1 : -1
            setChosen((at + step + commands.length) % Math.max(1, commands.length))
          }
          if (event.key === 'Enter') run(commands[at])
        }}
      />
      <div className="palette-list" role="listbox" id={list} aria-label="Matches">
        {commands.map((command, index) => (
          <div
            key={command.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            className="palette-item"
            onPointerMove={() => setChosen(index)}
            onClick={() => run(command)}
          >
            <span className="received">{command.name}</span>
            <span className="palette-about received">{command.about}</span>
          </div>
        ))}
      </div>
      {commands.length === 0 && <p className="palette-none">Nothing here goes by that name.</p>}
    </>
  )
}

function useCommands(words: string): readonly Command[] {
  const me = useMe()
  const go = useNavigate()
  const cases = useCases(words)
  const fixed: readonly Command[] = [
    ...placesFor(me).map((place) => ({
      id: place.to,
      name: place.name,
      about: place.about,
      run: () => void go({ to: place.to, search: {} }),
    })),
    { id: 'paper', name: 'Paper', about: 'Light appearance', run: () => chooseTheme('light') },
    { id: 'blueprint', name: 'Blueprint', about: 'Dark appearance', run: () => chooseTheme('dark') },
    { id: 'keys', name: 'Keys', about: 'What each key does', run: openKeyboardMap },
  ]
  const wanted = words.trim().toLowerCase()
  const startsWith = (command: Command): boolean => command.name.toLowerCase().startsWith(wanted)
  const found = fixed
    .filter((command) => `${command.name} ${command.about}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(startsWith(b)) - Number(startsWith(a)))
  return [
    ...found,
    ...cases.map((row) => ({
      id: row.case,
      name: row.label,
      about: `${doorWords[row.door]} · ${postureWords[row.posture]}`,
      run: () => void go({ to: '/cases/$id', params: { id: row.case }, search: {} }),
    })),
  ]
}

function useCases(words: string): readonly QueueRow[] {
  const may = useCan('seeQueue')
  const q = words.trim()
  const { data } = useQuery({
    queryKey: ['queue', 'palette', q],
    enabled: may && q.length > 1,
    queryFn: ({ signal }) => get<Page<QueueRow>>(`/api/queue?${new URLSearchParams({ q })}`, signal),
  })
  return data?.items.slice(0, 8) ?? []
}
