import type { ReleaseFile } from '../../../http/rooms/packages/contract.ts'
import { count } from '../../words/numbers.ts'

interface Branch {
  readonly label: string
  readonly below: readonly Branch[]
}

/** Ways from a project to the release as one tree: `root › a › b` with common beginnings drawn once. */
export function treeOf(ways: readonly (readonly string[])[]): readonly Branch[] {
  const heads = [...new Set(ways.flatMap((way) => way.slice(0, 1)))]
  return heads.map((label) => ({
    label,
    below: treeOf(ways.filter((way) => way[0] === label && way.length > 1).map((way) => way.slice(1))),
  }))
}

/** Who holds the release, through what; and how to stay on the last good version. */
export function Embedded({ release }: { readonly release: ReleaseFile }) {
  const { embedded, pin } = release
  return (
    <section className="packages-section" aria-labelledby="release-embedded">
      <h2 id="release-embedded">Who holds it</h2>
      {embedded.length === 0 ? (
        <p>None of the projects whose lockfiles were handed in.</p>
      ) : (
        <ul className="packages-tree">
          {embedded.map(({ project, places, ways }) => (
            <li key={project}>
              <strong className="received">{project}</strong> <span className="soft">{count(places, 'place')}</span>
              <Branches branches={treeOf(ways)} />
            </li>
          ))}
        </ul>
      )}
      {pin !== null && embedded.length > 0 && (
        <>
          <p>
            The last good version is <strong className="received">{pin.version}</strong>. Put this into package.json of
            each and run npm install:
          </p>
          <pre className="packages-pin received">{pin.overrides}</pre>
        </>
      )}
    </section>
  )
}

function Branches({ branches }: { readonly branches: readonly Branch[] }) {
  if (branches.length === 0) return null
  return (
    <ul>
      {branches.map(({ label, below }) => (
        <li key={label}>
          <span className="received">{label}</span>
          <Branches branches={below} />
        </li>
      ))}
    </ul>
  )
}
