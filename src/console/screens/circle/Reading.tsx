import type { AdvisoryFile } from '../../../http/rooms/circle/contract.ts'
import { Marking } from './Marking.tsx'
import { Openings } from './Openings.tsx'
import { papMeaning, tlpMeaning } from './words.ts'

const formats = [
  ['stix', 'STIX 2.1'],
  ['minisig', 'Signature'],
  ['misp', 'MISP'],
  ['osv', 'OSV'],
  ['csv', 'CSV'],
  ['jsonl', 'JSON lines'],
] as const

/** An advisory as it is, for who approves it or looks it up. */
export function Reading({ file }: { readonly file: AdvisoryFile }) {
  return (
    <div className="circle-two">
      <div className="circle-main">
        <section className="circle-section" aria-labelledby="text">
          <h2 id="text" className="received">
            {file.title}
          </h2>
          <p className="received received-text">{file.description === '' ? 'No description.' : file.description}</p>
        </section>
        <section className="circle-section" aria-labelledby="values">
          <h2 id="values">What it can be known by</h2>
          <ul className="circle-plain">
            {file.artefacts.map((one) => (
              <li key={`${one.type}${one.value}`}>
                <span className="lettering">{one.type}</span> <code className="received">{one.value}</code>
                {one.note !== undefined && <span className="received soft"> {one.note}</span>}
              </li>
            ))}
          </ul>
          {file.techniques.length > 0 && (
            <ul className="circle-plain">
              {file.techniques.map((one) => (
                <li key={one.id}>
                  <code>{one.id}</code> {one.name} <span className="soft">ATT&amp;CK {one.version}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        {file.rules.map((rule) => (
          <details key={rule.id} className="received-rule">
            <summary>
              Rule <code>{rule.id}</code> travels along
            </summary>
            <pre tabIndex={0} aria-label={`Text of ${rule.id}`}>
              {rule.yaml}
            </pre>
          </details>
        ))}
      </div>
      <aside className="circle-side">
        <section className="circle-section" aria-labelledby="who">
          <h2 id="who">Who sees what</h2>
          <Openings rows={file.preview} />
        </section>
        <dl className="circle-facts">
          <dt>Label</dt>
          <dd>
            <Marking tlp={file.tlp} /> <span className="soft">{tlpMeaning[file.tlp]}</span>
          </dd>
          <dt>Permitted</dt>
          <dd>
            PAP:{file.pap} <span className="soft">{papMeaning[file.pap]}</span>
          </dd>
          <dt>Confidence</dt>
          <dd>{file.confidence} of 100</dd>
          <dt>Written by</dt>
          <dd className="received">{file.editors.join(', ')}</dd>
          {file.approvedBy !== null && (
            <>
              <dt>Approved by</dt>
              <dd className="received">{file.approvedBy}</dd>
            </>
          )}
          <dt>As a file</dt>
          <dd>
            {formats.map(([format, name]) => (
              <a key={format} className="circle-line" href={`/api/circle/advisories/${file.id}/as/${format}`} download>
                {name}
              </a>
            ))}
          </dd>
        </dl>
      </aside>
    </div>
  )
}
