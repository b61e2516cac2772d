import { useEffect, type ReactNode } from 'react'
import { Wordmark } from '../../marks/Wordmark.tsx'
import './threshold.css'

/** The room between the doors: two walls, and whoever arrives between them. */
export function Threshold({
  title,
  place,
  children,
}: {
  readonly title: string
  readonly place: string
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${place} · Sallyport`
  }, [place])
  return (
    <div className="threshold">
      <svg className="threshold-plan" aria-hidden="true" focusable="false">
        <line className="threshold-thin" x1="0" x2="100%" y1="50%" y2="50%" />
      </svg>
      <div className="threshold-wall" data-side="outer" />
      <main className="threshold-room" id="main">
        <Wordmark />
        <h1>{title}</h1>
        {children}
      </main>
      <div className="threshold-wall" data-side="inner" />
      <footer className="threshold-motto">Code measures. Rules judge. People decide.</footer>
    </div>
  )
}
