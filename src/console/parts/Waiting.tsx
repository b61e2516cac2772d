import './waiting.css'

/** The shape of what is coming, drawn as construction lines. Says what is being fetched to those who listen. */
export function Waiting({ what, lines = 6 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className="waiting" role="status">
      <span className="for-ears">Fetching {what}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="waiting-line" data-width={line % 4} />
      ))}
    </div>
  )
}
