import './wordmark.css'

/** The name, with the plan of the double door as its sign. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg className="wordmark-sign" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
        <path className="wordmark-wall" d="M7 1v7M7 20v7M21 1v7M21 20v7" />
        <path className="wordmark-leaf" d="M7 8v12M21 20H11" />
        <path className="wordmark-swing" d="M11 20a11 11 0 0 1 10-11" />
      </svg>
      Sallyport
    </span>
  )
}
