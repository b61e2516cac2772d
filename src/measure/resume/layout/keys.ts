import type { Fingerprint } from './fingerprint.ts'

/**
 * Words under which a layout is found again among a hundred thousand: two layouts of one template share many of them,
 * whatever was done to one of the files. They only propose; `likeness.ts` decides.
 *
 * @returns distinct keys, some thirty
 */
export function layoutKeys(print: Fingerprint): string[] {
  const { looks, headingRule, dates, margins, separators, bullet, steps } = print
  const top = (shares: Readonly<Record<string, number>>, count: number): string[] =>
    Object.entries(shares)
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([key]) => key)
  const styles = top(print.styles, 8)
  const size = [...near('name', looks['name.size'], 0.08), ...near('heading', looks['heading.size'], 0.06)]
  const look = `${looks['name.weight']}${looks['name.case']}${looks['name.align']}/${looks['heading.weight']}${looks['heading.case']}${looks['heading.align']}`
  const rule = `${headingRule['found']}`
  return [
    ...new Set([
      ...styles.map((style) => `style ${style}|${look}`),
      ...size.map((one) => `${one}|${rule}`),
      ...size.flatMap((one) => size.filter((other) => other > one).map((other) => `${one}|${other}`)),
      ...top(print.follows, 4).map((pair) => `follow ${pair}|${rule}`),
      ...near('leading', steps['bullet>more'] ?? steps['text>more'], 0.04).map((one) => `${one}|${look}`),
      ...near('before', steps['text>heading'] ?? steps['bullet>heading'], 0.2).map((one) => `${one}|${rule}`),
      ...near('margin', margins['left'], 0.012).map((one) => `${one}|${rule}`),
      ...near('indent', bullet['indent'], 0.15).map((one) => `${one}|${String(bullet['glyph'])}`),
      ...print.headings.slice(0, 10).map((words) => `heading ${words}|${look}`),
      `date ${dates['form']}|${dates['join']}|${dates['stand']}`,
      `ink ${top(print.greys, 3).join()}|${rule}`,
      `separators ${separators['contact']}|${separators['skills']}|${look}`,
    ]),
  ]
}

/** The value in steps of `grain`, from both sides of a border: near values share at least one of the two. */
function near(name: string, value: number | string | undefined, grain: number): string[] {
  if (typeof value !== 'number') return []
  return [`${name} ${Math.floor(value / grain)}`, `${name}' ${Math.round(value / grain)}`]
}
