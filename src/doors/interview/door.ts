import type { Door } from '../door.ts'
import { call } from './kinds.ts'

/** Marks of a call record and of the transcripts that Zoom, Meet and Teams export, within the first bytes. */
const MARKS = [
  /^\s*\{\s*"sallyport"\s*:\s*"call\//,
  /^\uFEFF?WEBVTT\b/,
  /"(transcriptEntries|recognizedPhrases)"\s*:/,
  /"participant"\s*:[^]{0,2000}"words"\s*:\s*\[/,
]

/** Interviews: one call, what was measured of it and what people beside it noted. */
export const interview: Door = {
  id: 'interview',
  title: 'Interviews',
  kinds: { call },
  recognises: (_name, head) => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head.subarray(0, 4096))
    return MARKS.some((mark) => mark.test(text)) ? 'call' : null
  },
}
