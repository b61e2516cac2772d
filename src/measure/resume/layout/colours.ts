import { commonest, tidy, type Marks } from './marks.ts'
import type { Cast, Frame } from './roles.ts'

export interface ColourMarks {
  /** Greys and colours of the text, by characters (square root). */
  readonly greys: Readonly<Record<string, number>>
  readonly palette: Readonly<Record<string, number>>
  /** Class of each role's colour: `ink`, `grey`, `accent`, `white`: survives a change of the accent. */
  readonly tones: Marks
  /** Exact greys of each role. */
  readonly inks: Marks
}

/** Colours of the text. */
export function coloursOf(cast: readonly Cast[], frame: Frame): ColourMarks {
  const counts: Record<string, number> = {}
  for (const { line } of cast) {
    for (const run of line.runs)
      if (run.hidden === undefined && /\S/.test(run.text))
        counts[run.colour] = (counts[run.colour] ?? 0) + run.text.length
  }
  const total = Object.values(counts).reduce((sum, count) => sum + Math.sqrt(count), 0) || 1
  const palette = Object.fromEntries(
    Object.entries(counts)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12)
      .map(([colour, count]) => [colour, tidy(Math.sqrt(count) / total)]),
  )
  const tones: Record<string, string> = {}
  const inks: Record<string, string> = {}
  for (const role of ['name', 'contact', 'heading', 'dated', 'bullet', 'text'] as const) {
    const colour = commonest(cast.filter((one) => one.role === role).map(({ run }) => run.colour))
    if (colour === null) continue
    tones[role] = colour === frame.ink ? 'ink' : toneOf(colour)
    if (toneOf(colour) !== 'accent') inks[role] = colour
  }
  const dates = commonest(
    cast
      .filter(({ role }) => role === 'dated')
      .map(({ line }) => line.runs.findLast((run) => /\d{4}/.test(run.text))?.colour ?? ''),
  )
  if (dates !== null && dates !== '') tones['date'] = dates === frame.ink ? 'ink' : toneOf(dates)
  return {
    greys: Object.fromEntries(Object.entries(palette).filter(([colour]) => toneOf(colour) !== 'accent')),
    palette,
    tones,
    inks,
  }
}

/** What kind of colour it is. */
export function toneOf(colour: string): 'grey' | 'accent' | 'white' | 'black' {
  if (!colour.startsWith('#')) return 'accent'
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number]
  if (Math.max(r, g, b) - Math.min(r, g, b) > 22) return 'accent'
  const light = (r + g + b) / 3
  return light > 240 ? 'white' : light < 12 ? 'black' : 'grey'
}
