import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { QueueRow } from '../../../http/contract.ts'
import { useKeys } from '../../session/keys.ts'
import { sectionOf, sections, type Section } from './answer.ts'
import { useSelection } from './selection.tsx'
import { QueueRowLink } from './QueueRowLink.tsx'

const heads: Readonly<Record<Section, readonly [name: string, about: string]>> = {
  now: ['For a person, now', 'The next step is ours'],
  look: ['Worth a look', 'Something speaks against it, not enough to ask for a check'],
  others: ['With the other side', 'A check or a notice is out; the next step is theirs'],
  rest: ['Routine', 'Little or nothing speaks against it, as far as it was assessed'],
  closed: ['Closed', 'Kept for as long as the law and your rules say'],
}

/** The queue in sections. `j` and `k` walk it, `Enter` opens, `e` opens at the next step, `x` picks. */
export function QueueList({ rows }: { readonly rows: readonly QueueRow[] }) {
  const list = useRef<HTMLDivElement>(null)
  const go = useNavigate()
  const { toggle } = useSelection()
  const grouped = useMemo(
    () => sections.map((section) => [section, rows.filter((row) => sectionOf(row) === section)] as const),
    [rows],
  )
  const step = (by: number): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const id = document.activeElement?.getAttribute('data-row')
      if (id) toggle(id)
    },
    e: () => {
      const id = document.activeElement?.getAttribute('data-row')
      if (id) void go({ to: '/cases/$id', params: { id }, search: {}, hash: 'next-step' })
    },
  })
  return (
    <div className="queue" ref={list}>
      {grouped.map(
        ([section, members]) =>
          members.length > 0 && (
            <section
              key={section}
              className="queue-section"
              data-section={section}
              aria-labelledby={`queue-${section}`}
            >
              <header className="queue-head">
                <h2 id={`queue-${section}`}>
                  {heads[section][0]} <span className="figure queue-count">{members.length}</span>
                </h2>
                <p className="lettering">{heads[section][1]}</p>
              </header>
              <ol>
                {members.map((row) => (
                  <QueueRowLink key={row.case} row={row} due={section === 'now'} />
                ))}
              </ol>
            </section>
          ),
      )}
    </div>
  )
}
