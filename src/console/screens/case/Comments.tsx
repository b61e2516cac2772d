import { useState } from 'react'
import type { CaseFile } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { useCaseAction } from './actions.ts'

/** A note to colleagues. What was written stands in the timeline. */
export function Comments({ file }: { readonly file: CaseFile }) {
  const may = useCan('comment')
  const [text, setText] = useState('')
  const comment = useCaseAction(file.id, 'comments')
  if (!may) return null
  return (
    <form
      className="case-section not-printed"
      onSubmit={(event) => {
        event.preventDefault()
        comment.mutate({ text }, { onSuccess: () => setText('') })
      }}
    >
      <div className="field">
        <label htmlFor="comment">Comment</label>
        <textarea
          id="comment"
          className="input"
          required
          placeholder="What colleagues should know. The person may ask to read it."
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p>
        <Button type="submit" small disabled={text.trim() === '' || comment.isPending}>
          Add the comment
        </Button>
      </p>
      {comment.error && <Trouble error={comment.error} />}
    </form>
  )
}
