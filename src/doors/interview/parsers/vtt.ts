import type { Spoken } from './roles.ts'

const TIMING = /^(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})/

/**
 * Cues of a WebVTT file with their speaker. Teams writes `<v Name>text</v>`, Zoom and Meet `Name: text`; a cue that
 * names nobody belongs to whoever spoke before. Cues that end before they start are left out.
 *
 * @see https://www.w3.org/TR/webvtt1/
 */
export function readVtt(text: string): Spoken[] {
  const spoken: Spoken[] = []
  let last: string | null = null
  for (const block of text.split(/\r?\n[ \t]*\r?\n/)) {
    const lines = block.split(/\r?\n/)
    const at = lines.findIndex((line) => TIMING.test(line))
    if (at === -1) continue
    const [startMs, endMs] = times(lines[at] as string)
    if (endMs < startMs) continue
    const words = lines.slice(at + 1).join(' ')
    const named = /^\s*<v(?:\.[^\s>]*)?\s+([^>]{1,200})>/.exec(words) ?? /^\s*([^:<>]{1,80}):\s/.exec(words)
    last = named?.[1]?.trim() ?? last
    spoken.push({ speaker: last, startMs, endMs, asks: /\?\s*(<\/v>)?\s*$/.test(words) })
  }
  return spoken
}

function times(line: string): [start: number, end: number] {
  const parts = TIMING.exec(line) as RegExpExecArray
  const at = (from: number): number =>
    (Number(parts[from] ?? 0) * 3600 + Number(parts[from + 1]) * 60 + Number(parts[from + 2])) * 1000 +
    Number(parts[from + 3])
  return [at(1), at(5)]
}
