import { Link } from '@tanstack/react-router'
import { callSummary } from './call-summary.ts'

/** A call in a few sentences, and the way to its timeline. */
export function CallSummary({ facts, evidence }: { readonly facts: unknown; readonly evidence: string }) {
  const summary = callSummary(facts)
  return (
    <>
      <ul>
        {summary?.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="not-printed">
        <Link to="/interview/read/$evidence" params={{ evidence }}>
          Who spoke when, gap by gap
        </Link>
      </p>
    </>
  )
}
