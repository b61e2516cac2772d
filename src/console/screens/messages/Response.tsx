import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { count } from '../../words/numbers.ts'
import { draftsQuery } from './queries.ts'

const formats = [
  ['hosts', 'Hosts file'],
  ['rpz', 'RPZ zone'],
  ['pihole', 'Pi-hole'],
  ['cidr', 'CIDR'],
] as const

/** What can be done about it: block it, tell the peers, have it taken down. */
export function Response({ id, domains }: { readonly id: string; readonly domains: readonly string[] }) {
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({ ...draftsQuery(id), enabled: open })
  return (
    <section className="campaign-block" data-wide="">
      <h2>Answer it</h2>
      <p>{domains.length === 0 ? 'There is no domain of theirs alone to block.' : `${count(domains.length, 'domain')} can be blocked.`}</p>
      <p className="campaign-lists">
        {formats.map(([format, name]) => (
          <a key={format} className="button" href={`/api/messages/blocklist?format=${format}&campaign=${encodeURIComponent(id)}`} download={`sallyport-${format}.txt`}>
            {name}
          </a>
        ))}
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide the drafts' : 'Draft for peers and take-down'}
        </Button>
      </p>
      {open && error && <Trouble error={error} />}
      {open && data && (
        <>
          <Draft name={data.advisory.title} text={data.advisory.text} />
          {data.takedowns.map(({ domain, text }) => (
            <Draft key={domain} name={`Take-down of ${domain}`} text={text} />
          ))}
        </>
      )}
    </section>
  )
}

function Draft({ name, text }: { readonly name: string; readonly text: string }) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    announce('Copied.')
  }
  return (
    <article>
      <h3>{name}</h3>
      <p>
        <Button small onClick={() => void copy()}>
          Copy
        </Button>
      </p>
      <div className="campaign-draft received" tabIndex={0} role="region" aria-label={name}>
        {text}
      </div>
    </article>
  )
}
