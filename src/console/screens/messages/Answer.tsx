import { useEffect, useRef } from 'react'
import type { Reported } from '../../../http/rooms/messages/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import './report.css'

type Given = NonNullable<Reported['answer']>

/** The answer to a report. What to do is what one reads first; why stands below. */
export function Answer({ answer, again }: { readonly answer: Given; readonly again: () => void }) {
  const { opening, parts, closing } = read(answer.text)
  const top = useRef<HTMLParagraphElement>(null)
  useEffect(() => top.current?.focus(), [])
  const urgent = answer.verdict === 'hold' || answer.verdict === 'block'
  return (
    <Page title={opening} place="Report a message" long>
      <div className="answer" data-urgent={urgent || undefined}>
        <p className="for-ears" tabIndex={-1} ref={top}>
          {answer.subject}
        </p>
        {parts.map(({ title, lines }) => (
          <section key={title} className="answer-part">
            <h2>{title}</h2>
            <ul>
              {lines.map((line) => (
                <li key={line} className="received">
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p className="answer-thanks">{closing}</p>
        <p>
          <Button onClick={again}>Report another message</Button>
        </p>
      </div>
    </Page>
  )
}

/** The mail's text taken apart: a sentence, lists under a line that ends with a colon, a last word. What to do comes first. */
function read(text: string): { opening: string; parts: { title: string; lines: string[] }[]; closing: string } {
  const blocks = text.split(/\n\n+/).filter((block) => block.trim() !== '')
  const parts = blocks.flatMap((block) => {
    const [head = '', ...rest] = block.split('\n')
    return head.endsWith(':') && rest.length > 0
      ? [{ title: head.slice(0, -1), lines: rest.map((line) => line.replace(/^- /, '')) }]
      : []
  })
  const plain = blocks.filter((block) => !/^[^\n]*:\n- /.test(block))
  return {
    opening: plain[0] ?? '',
    parts: parts.toSorted((a, b) => Number(b.title.startsWith('What')) - Number(a.title.startsWith('What'))),
    closing: plain.slice(1).join(' '),
  }
}
