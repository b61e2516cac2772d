import { useId, useState } from 'react'
import { post } from '../../api/client.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { usePackageAction } from './queries.ts'

/** A project's lockfile, so that it is known who holds which release. The same name again replaces it. */
export function HandInLockfile() {
  const id = useId()
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const give = usePackageAction(
    async (input: { name: string; file: File }) =>
      post('/api/packages/projects', { name: input.name, lockfile: await input.file.text() }),
    (input) => `The lockfile of ${input.name} was taken over.`,
  )
  return (
    <form
      className="packages-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== null && name.trim() !== '') give.mutate({ name: name.trim(), file })
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-name`}>Project</label>
        <input
          id={`${id}-name`}
          className="input"
          value={name}
          required
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-file`}>Its package-lock.json</label>
        <input
          id={`${id}-file`}
          className="input"
          type="file"
          accept=".json,application/json"
          required
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
      </div>
      <Button type="submit" disabled={give.isPending || file === null || name.trim() === ''}>
        {give.isPending ? 'Taking it over…' : 'Take over the lockfile'}
      </Button>
      {give.error && <Trouble error={give.error} />}
    </form>
  )
}
