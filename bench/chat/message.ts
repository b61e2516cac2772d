import type { DraftType } from '../../src/circle/chat/draft.ts'

/** A line of `messages.jsonl`. */
export interface LabelledMessage {
  readonly id: string
  readonly text: string
  readonly indicators: readonly { readonly type: DraftType; readonly value: string }[]
  readonly tlp: string | null
}
