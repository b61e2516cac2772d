import type { ReactNode } from 'react'
import { at, listAt, stringAt, unrooted } from '../screens/case/facts.ts'
import { defang } from './defang.ts'
import './message-preview.css'

/**
 * A message as what it says against where it goes: sender, claims, links, commands, attachments. Text only: no image is
 * fetched, no link can be followed, no mark-up is drawn.
 */
export function MessagePreview({ facts: received }: { readonly facts: unknown }) {
  const facts = unrooted(received)
  const subject = stringAt(facts, 'subject')
  const address = stringAt(facts, 'sender.address')
  const name = stringAt(facts, 'sender.name')
  return (
    <figure className="message-preview">
      {subject !== null && <p className="message-preview-subject received">{subject}</p>}
      {address !== null && (
        <p className="received">
          from {name !== null && name !== '' && `“${name}” `}
          <span className="figure">{defang(address)}</span> <span className="lettering">{proofs(facts)}</span>
        </p>
      )}
      <Part title="It says" items={listAt(facts, 'claims')} show={claim} />
      <Part title="It leads to" items={listAt(facts, 'links')} show={link} />
      <Part title="It asks to run" items={listAt(facts, 'commands')} show={command} />
      <Part title="It brings" items={listAt(facts, 'attachments')} show={attachment} />
      <figcaption className="lettering">Shown as text; addresses are broken on purpose.</figcaption>
    </figure>
  )
}

function Part({
  title,
  items,
  show,
}: {
  readonly title: string
  readonly items: readonly unknown[]
  readonly show: (item: unknown) => ReactNode
}) {
  const shown = items.flatMap((item) => show(item) ?? []).slice(0, 8)
  if (shown.length === 0) return null
  return (
    <section className="message-preview-part">
      <h3 className="lettering">{title}</h3>
      <ul>
        {shown.map((item, index) => (
          <li key={index} className="received">
            {item}
          </li>
        ))}
      </ul>
      {items.length > 8 && <p className="lettering">and {items.length - 8} more</p>}
    </section>
  )
}

/** What the mail servers could prove; that nobody checked is said, because it is not the same as passed. */
function proofs(facts: unknown): string {
  const found = ['dmarc', 'spf', 'dkim'].flatMap((kind) => {
    const verdict = stringAt(facts, `sender.${kind}`)
    return verdict === null ? [] : [`${kind.toUpperCase()} ${verdict}`]
  })
  return found.length === 0 ? 'the sender is unproved: the headers are lost' : found.join(' · ')
}

function claim(item: unknown): ReactNode {
  const title = stringAt(item, 'title')
  if (title === null) return null
  const quote = stringAt(item, 'place.text')
  const others = listAt(item, 'others').filter((host) => typeof host === 'string')
  return (
    <>
      to be from {title}
      {quote !== null && <q>{defang(quote)}</q>}{' '}
      <strong>
        {at(item, 'met') === true
          ? 'and a link of theirs is in it'
          : others.length > 0
            ? `but leads to ${others.map(defang).join(', ')}`
            : 'but no link of theirs is in it'}
      </strong>
    </>
  )
}

const traits: readonly (readonly [key: string, words: string])[] = [
  ['known', 'known and official'],
  ['shownElsewhere', 'its words name another place'],
  ['foreignLetters', 'written with foreign letters'],
  ['numeric', 'a bare number'],
  ['oddNumeric', 'a number in disguise'],
  ['userinfo', 'a name before the @ that is not the host'],
  ['shortener', 'behind a shortener'],
  ['runnable', 'a file that runs'],
  ['fixPath', 'a “fix” page'],
]

function link(item: unknown): ReactNode {
  const host = stringAt(item, 'host')
  if (host === null) return null
  const imitates = stringAt(item, 'imitates')
  const said = [
    ...(imitates === null || imitates === '' ? [] : [`borrows the name of ${imitates}`]),
    ...traits.flatMap(([key, words]) => (at(item, key) === true ? [words] : [])),
  ]
  return (
    <>
      <span className="figure">{defang(host)}</span> {said.length > 0 && <strong>{said.join(', ')}</strong>}
    </>
  )
}

function command(item: unknown): ReactNode {
  const text = stringAt(item, 'place.text')
  const does = listAt(item, 'does').filter((one) => typeof one === 'string')
  if (text === null) return null
  return (
    <>
      <code>{defang(text)}</code> {does.length > 0 && <strong>{does.join(', ').replaceAll('-', ' ')}</strong>}
    </>
  )
}

function attachment(item: unknown): ReactNode {
  const name = stringAt(item, 'name')
  if (name === null) return null
  const said = [
    ['runnable', 'runs'],
    ['diskImage', 'a disk image'],
    ['encrypted', 'locked with a password'],
    ['disguised', 'is not what its name says'],
    ['doubleEnding', 'has two endings'],
    ['macros', 'holds macros'],
  ].flatMap(([key = '', words = '']) => (at(item, key) === true ? [words] : []))
  return (
    <>
      {name} {said.length > 0 && <strong>{said.join(', ')}</strong>}
    </>
  )
}
