import { useRef } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useCan } from '../../session/session.tsx'
import { useIntake } from '../../shell/intake-context.ts'

/** The same as dropping files on the page, for those who choose them. */
export function HandInButton({ main = false }: { readonly main?: boolean }) {
  const may = useCan('handIn')
  const { take } = useIntake()
  const picker = useRef<HTMLInputElement>(null)
  if (!may) return null
  return (
    <>
      <Button tone={main ? 'main' : 'plain'} onClick={() => picker.current?.click()}>
        Hand in files
      </Button>
      <input
        ref={picker}
        hidden
        type="file"
        multiple
        aria-label="Files to hand in"
        onChange={(event) => {
          take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
