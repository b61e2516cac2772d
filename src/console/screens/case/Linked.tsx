import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseFile, LinkedCase } from '../../../http/contract.ts'
import { post } from '../../api/client.ts'
import { caseQuery, queries } from '../../api/queries.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords } from '../../words/numbers.ts'
import { postureWords } from '../../words/words.ts'
import { sharedWords } from '../../words/shared.ts'
import './linked.css'

type Shared = LinkedCase['shared'][number]

/** Other cases that carry the same things, and which things, the rarest first. */
export function Linked({ file }: { readonly file: CaseFile }) {
  const mayLook = useCan('seeLinks')
  if (file.links.length === 0) return null
  return (
    <section className="case-section" id="linked" aria-labelledby="linked-title">
      <h2 id="linked-title">Shares rare things with {countInWords(file.links.length, 'other')}</h2>
      {mayLook && (
        <p className="not-printed">
          <Link to="/links" search={{ case: file.id }}>
            All ties, and how strong each is
          </Link>
        </p>
      )}
      <ul className="linked">
        {file.links.map((link) => (
          <li key={link.case} className="linked-case">
            <PostureMark posture={link.posture} />
            <div className="linked-what">
              <p>
                <Link className="received" to="/cases/$id" params={{ id: link.case }} search={{}}>
                  {link.label}
                </Link>{' '}
                <span className="lettering">{postureWords[link.posture]}</span>{' '}
                {mayLook && file.door === 'apply' && (
                  <Link className="not-printed" to="/compare/$a/$b" params={{ a: file.id, b: link.case }} aria-label={`Side by side with ${link.label}`}>
                    Side by side
                  </Link>
                )}
              </p>
              <ul>
                {link.shared
                  .toSorted((a, b) => b.rarityBits - a.rarityBits)
                  .map((shared) => (
                    <SharedThing key={shared.type + shared.shown} file={file} other={link.case} shared={shared} />
                  ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SharedThing({
  file,
  other,
  shared,
}: {
  readonly file: CaseFile
  readonly other: string
  readonly shared: Shared
}) {
  const may = useCan('removeLink')
  const [asking, setAsking] = useState(false)
  return (
    <li className="linked-thing" data-removed={shared.removed || undefined}>
      <span>
        <span className="linked-shown received">{sharedWords(shared.type, shared.shown)}</span>{' '}
        <span className="lettering">{shared.removed ? 'taken out by a person' : rarity(shared.rarityBits)}</span>
      </span>
      {may && !shared.removed && !asking && (
        <Button
          small
          tone="quiet"
          className="linked-remove not-printed"
          aria-label={`Take out: ${sharedWords(shared.type, shared.shown)}`}
          onClick={() => setAsking(true)}
        >
          Take out
        </Button>
      )}
      {asking && <Removal file={file} other={other} type={shared.type} done={() => setAsking(false)} />}
    </li>
  )
}

function Removal({
  file,
  other,
  type,
  done,
}: {
  readonly file: CaseFile
  readonly other: string
  readonly type: string
  readonly done: () => void
}) {
  const [reason, setReason] = useState('')
  const remove = useMutation({
    mutationFn: () => post('/api/links/removals', { case: file.id, other, type, reason }),
    onSuccess: async () => {
      await queries.invalidateQueries(caseQuery(file.id))
      done()
    },
  })
  return (
    <form
      className="linked-removal"
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutate()
      }}
    >
      <input
        className="input"
        data-small
        aria-label="Why it does not tie them"
        placeholder="Why it does not tie them: a couple, a shared office…"
        required
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" small disabled={reason.trim() === '' || remove.isPending}>
        Take out
      </Button>
      <Button small tone="quiet" onClick={done}>
        Keep
      </Button>
      {remove.error && <Trouble error={remove.error} />}
    </form>
  )
}

/** Bits as a share that people can picture: 2^−bits. */
function rarity(bits: number): string {
  if (bits < 1) return 'common'
  const others = Math.round(2 ** bits)
  return `1 in ${others.toLocaleString('en')} carry it`
}
