import { listAt, stringAt, unrooted } from '../screens/case/facts.ts'
import { defang } from './defang.ts'
import './message-preview.css'

/** A message as text: no image is fetched, no link can be followed, no mark-up is drawn. */
export function MessagePreview({ facts: received }: { readonly facts: unknown }) {
  const facts = unrooted(received)
  const from = stringAt(facts, 'from.address') ?? stringAt(facts, 'from')
  const subject = stringAt(facts, 'subject')
  const text = stringAt(facts, 'text') ?? stringAt(facts, 'body.text') ?? stringAt(facts, 'excerpt')
  const hosts = listAt(facts, 'links').flatMap((link) => stringAt(link, 'host') ?? stringAt(link, 'url') ?? [])
  if (from === null && subject === null && text === null) return null
  return (
    <figure className="message-preview">
      {subject !== null && <p className="message-preview-subject received">{subject}</p>}
      {from !== null && <p className="lettering received">from {defang(from)}</p>}
      {text !== null && <blockquote className="received">{defang(text).slice(0, 1200)}</blockquote>}
      {hosts.length > 0 && <p className="lettering received">leads to {hosts.slice(0, 6).map(defang).join(' · ')}</p>}
      <figcaption className="lettering">Shown as plain text; addresses are broken on purpose.</figcaption>
    </figure>
  )
}
