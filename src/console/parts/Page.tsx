import { useEffect, type ReactNode } from 'react'
import './page.css'

/**
 * A screen: its first line answers the screen's question in a sentence.
 *
 * @param title the answer
 * @param place the screen's name, for the browser's tab
 * @param above a line over the answer: where this is
 * @param long the answer is several sentences: it is set smaller and wider
 * @param aside controls that belong to the whole screen
 */
export function Page({
  title,
  place,
  above,
  aside,
  long = false,
  children,
}: {
  readonly title: ReactNode
  readonly place: string
  readonly above?: ReactNode
  readonly aside?: ReactNode
  readonly long?: boolean
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${place} · Sallyport`
  }, [place])
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header className="page-head">
        <div className="page-answer">
          {above}
          <h1 data-long={long || undefined}>{title}</h1>
        </div>
        {aside && <div className="page-aside">{aside}</div>}
      </header>
      {children}
    </main>
  )
}
