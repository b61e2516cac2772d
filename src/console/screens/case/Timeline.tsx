import { useMemo, useState } from 'react'
import type { CaseFile, TimelineEntry } from '../../../http/contract.ts'
import { exact, moment, spanInWords } from '../../words/numbers.ts'
import { timelineWords } from '../../words/words.ts'
import { TimelineMark, TimelineStrip } from './TimelineStrip.tsx'
import './timeline.css'

/** Gaps longer than this are drawn as a dimension: that nothing happened is part of the story. */
const longGap = 12 * 3_600_000

/** What happened, in the order it happened: a strip to scale, and each event in words. */
export function Timeline({ file }: { readonly file: CaseFile }) {
  const entries = useMemo(() => withoutRepeats(file.timeline.toSorted((a, b) => a.at - b.at)), [file.timeline])
  const [near, setNear] = useState<number | null>(null)
  return (
    <section className="case-section timeline" id="timeline" tabIndex={-1} aria-labelledby="timeline-title">
      <h2 id="timeline-title">What happened</h2>
      {entries.length > 1 && <TimelineStrip entries={entries} near={near} />}
      <ol className="timeline-list">
        {entries.map((entry, index) => {
          const gap = index === 0 ? 0 : entry.at - (entries[index - 1]?.at ?? entry.at)
          return (
            <li
              key={`${entry.at}-${index}`}
              className="timeline-entry"
              onPointerEnter={() => setNear(index)}
              onPointerLeave={() => setNear(null)}
            >
              {gap > longGap && <p className="timeline-gap lettering">{spanInWords(gap)}</p>}
              <TimelineMark kind={entry.kind} />
              <div>
                <p className="received">{timelineWords(entry.text)}</p>
                <p className="lettering">
                  <time dateTime={new Date(entry.at).toISOString()} title={exact(entry.at)}>
                    {moment(entry.at)}
                  </time>
                  {entry.by !== null && <> · {entry.by}</>}
                  <Source entry={entry} file={file} />
                </p>
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** A judgement that came out as the one before it is no event. */
function withoutRepeats(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  let last: string | null = null
  return entries.filter((entry) => {
    if (entry.kind !== 'judged') return true
    const repeats = entry.text === last
    last = entry.text
    return !repeats
  })
}

function Source({ entry, file }: { readonly entry: TimelineEntry; readonly file: CaseFile }) {
  const item = entry.evidence === null ? undefined : file.evidence.find(({ id }) => id === entry.evidence)
  if (item === undefined) return null
  return (
    <>
      {' · '}
      <a className="received" href={`#evidence-${item.id}`}>
        {item.name}
      </a>
    </>
  )
}
