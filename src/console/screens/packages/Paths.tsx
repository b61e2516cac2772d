import type { PackageFacts } from '../../../measure/package/facts.ts'
import { defang } from '../../panels/defang.ts'

interface Path {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly place: string
  readonly text: string
  readonly detail: string
}

const sources: Readonly<Record<string, string>> = {
  env: 'the whole environment',
  secretEnv: 'a secret of the environment',
  variable: 'a variable of the environment',
  secretFile: 'a credential file',
  file: 'a file',
  host: 'what this machine is called',
  whereabouts: 'where the code runs',
  key: 'a private key',
  credential: 'a password',
  store: 'the browser’s store',
  clipboard: 'the clipboard',
  input: 'what is typed',
  commandOutput: 'the output of a command',
  parameter: 'what a caller hands over',
  network: 'what the network answers',
  decoded: 'a decoded text',
}
const sinks: Readonly<Record<string, string>> = {
  Network: 'out to the network',
  Code: 'run as code',
  Command: 'run as a command',
  Module: 'loaded as a module',
  File: 'written to a file',
  Url: 'used as an address',
}

/** Flows from where something is taken to where it goes, through the line that does it. */
export function pathsOf(facts: PackageFacts): readonly Path[] {
  const seen = facts.inserted ?? facts.whole
  if (seen === null) return []
  return Object.entries(seen).flatMap(([kind, { count, places, details }]) => {
    const [, from = '', to = ''] = /^([a-zA-Z]+?)To([A-Z]\w*)$/.exec(kind) ?? []
    if (count === 0 || from === '') return []
    return places.slice(0, 3).map((place, index) => ({
      key: `${kind} ${place.file}:${place.line}`,
      from: sources[from] ?? from,
      to: sinks[to] ?? to,
      place: `${place.file}:${place.line}`,
      text: place.text ?? '',
      detail: details[index] ?? details[0] ?? '',
    }))
  })
}

/** Drawn as a way through a wall: what is taken, the line that takes it, where it ends up. */
export function Paths({ facts }: { readonly facts: PackageFacts }) {
  const paths = pathsOf(facts)
  if (paths.length === 0) return null
  return (
    <section className="packages-section" aria-labelledby="release-paths">
      <h2 id="release-paths">Where it leads</h2>
      <ol className="packages-paths">
        {paths.map((path) => (
          <li key={path.key}>
            <ol className="packages-path">
              <li>{path.from}</li>
              <li>
                <span className="lettering received">{path.place}</span>
                <code className="received">{path.text}</code>
              </li>
              <li>
                {path.to}
                {path.detail !== '' && <span className="lettering received">{defang(path.detail)}</span>}
              </li>
            </ol>
          </li>
        ))}
      </ol>
    </section>
  )
}
