import type { Call } from '../../../http/rooms/interview/contract.ts'
import { parts, timedShort, type Part, type Step } from './steps.ts'

/** The call as a passage through rooms: walls between them, an opening where one has gone through. */
export function Passage({ steps, at, call, onPart }: { readonly steps: readonly Step[]; readonly at: number; readonly call: Call; readonly onPart: (step: number) => void }) {
  const here = steps[at]?.part
  const shown = parts.filter(({ id }) => steps.some((step) => step.part === id))
  const reached = shown.findIndex(({ id }) => id === here)
  return (
    <nav className="passage" aria-label="Parts of the call">
      <ol>
        {shown.map(({ id, name }, n) => (
          <li key={id} data-state={n < reached ? 'passed' : n === reached ? 'here' : 'ahead'}>
            <button type="button" aria-current={id === here ? 'step' : undefined} onClick={() => onPart(steps.findIndex((step) => step.part === id))}>
              <span>{name}</span>
              <span className="passage-done figure">{progress(id, call)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function progress(part: Part, call: Call): string {
  if (part === 'short') return `${timedShort(call)}/8`
  if (part === 'cards') return `${call.cards.filter(({ mark }) => mark !== null).length}/${call.cards.length + call.cardsLeft}`
  return ''
}
