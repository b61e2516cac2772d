import { Button } from '../../parts/Button.tsx'

/** Something that is shown once and kept nowhere. */
export function Secret({ what, value }: { readonly what: string; readonly value: string }) {
  return (
    <div className="secret" role="status">
      <p>{what}. It is shown once.</p>
      <code className="secret-value" tabIndex={0}>
        {value}
      </code>
      <Button small onClick={() => void navigator.clipboard.writeText(value)}>
        Copy
      </Button>
    </div>
  )
}
