import { countInWords, startSentence } from '../words/numbers.ts'

type Fields = Readonly<Record<string, unknown>>

/** What the facts of a call say, a sentence each; null when they are no call's. */
export function callSummary(facts: unknown): readonly string[] | null {
  const basis = fields(fields(facts)?.['basis'])
  if (basis === null || typeof basis['turns'] !== 'number') return null
  const lines = [`${startSentence(countInWords(basis['turns'], 'turn'))}, ${sourceWords[String(basis['source'])] ?? 'of a call'}.`]
  const zero = fields(fields(fields(facts)?.['turns'])?.['zeroThink'])
  if (zero !== null && typeof zero['lowerQuartileMs'] === 'number')
    lines.push(`A quarter of ${countInWords(Number(zero['answers']), 'short answer')} came within ${Math.round(zero['lowerQuartileMs'])} ms, net of the line.`)
  for (const channel of ['face', 'voice', 'knowledge']) {
    const marks = fields(fields(fields(facts)?.['challenges'])?.[channel])
    if (marks === null || marks['asked'] === 0) continue
    const parts = [['done', 'done'], ['artefacts', 'broke'], ['refused', 'refused'], ['notPossible', 'not possible']].flatMap(([key, word]) => {
      const n = marks[key as string]
      return typeof n === 'number' && n > 0 ? [`${n} ${word}`] : []
    })
    lines.push(`${startSentence(channel)} cards: ${parts.join(', ')}.`)
  }
  return lines
}

const sourceWords: Readonly<Record<string, string>> = {
  room: 'heard in our own room',
  tracks: 'read from a recording',
  tapped: 'timed by key',
  transcript: 'from a transcript',
}

function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}
