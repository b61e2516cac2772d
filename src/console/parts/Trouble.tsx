import { problemOf } from '../api/problem.ts'
import { Button } from './Button.tsx'
import './trouble.css'

/** An error where it happened: what, what to do, and the code for whoever looks further. */
export function Trouble({ error, again }: { readonly error: unknown; readonly again?: (() => void) | undefined }) {
  const problem = problemOf(error)
  return (
    <section className="trouble" role="alert">
      <h2>{problem.detail}</h2>
      <p>{problem.advice}</p>
      <p className="trouble-foot">
        {again && (
          <Button small onClick={again}>
            Try again
          </Button>
        )}
        <span className="lettering">{problem.code}</span>
      </p>
    </section>
  )
}
