import type { CaseFile } from '../../../../http/contract.ts'
import type { CaseLife } from '../../../../http/rooms/cases/contract.ts'
import { Button } from '../../../parts/Button.tsx'
import { Trouble } from '../../../parts/Trouble.tsx'
import { useCan } from '../../../session/session.tsx'
import { count } from '../../../words/numbers.ts'
import { useLife } from './use-life.ts'

/** The checks everybody in this band is offered: all of them, or none. */
export function MenuOfBand({ file, life }: { readonly file: CaseFile; readonly life: CaseLife }) {
  const may = useCan('recordCheck')
  const offer = useLife<Record<never, never>>(file.id, 'offer')
  if (life.menu.length === 0) return null
  const out = file.state === 'step-up-offered'
  return (
    <section className="case-section" aria-labelledby="menu-title">
      <h2 id="menu-title">Everybody in this band is offered {count(life.menu.length, 'check')}</h2>
      <p className="soft">The person chooses. Only the order follows the findings. What is not possible for somebody has an alternative that counts the same, and leaves no mark.</p>
      <ul className="menu-of-band">
        {life.menu.map((item) => (
          <MenuLine key={item.id} file={file} item={item} out={out} alternative={life.offered.some(({ check, alternative }) => check === item.id && alternative)} />
        ))}
      </ul>
      {may && file.openMoves.includes('step-up-offered') && (
        <p className="not-printed">
          <Button small disabled={offer.isPending} onClick={() => offer.mutate({})}>
            Offer the whole menu
          </Button>
        </p>
      )}
      {offer.error && <Trouble error={offer.error} />}
    </section>
  )
}

function MenuLine({ file, item, out, alternative }: { readonly file: CaseFile; readonly item: CaseLife['menu'][number]; readonly out: boolean; readonly alternative: boolean }) {
  const may = useCan('recordCheck')
  const instead = useLife<{ check: string }>(file.id, 'alternative')
  return (
    <li>
      <details>
        <summary>
          {item.title} <span className="lettering">about {item.minutes} min</span>
        </summary>
        <p>{item.instructions}</p>
        <p className="soft">
          <strong>{alternative ? 'The alternative applies:' : 'Instead, and just as good:'}</strong> {item.alternative}
        </p>
        {may && out && !alternative && (
          <Button small tone="quiet" disabled={instead.isPending} onClick={() => instead.mutate({ check: item.id })}>
            Not possible for this person
          </Button>
        )}
        {instead.error && <Trouble error={instead.error} />}
      </details>
    </li>
  )
}
