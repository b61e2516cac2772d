import type { Behaviour } from './facts.ts'

/** What a piece of a command line hands on to the next: text that came from afar, or that was decoded. */
export interface Flow {
  readonly fetched: boolean
  readonly decoded: boolean
  /** Literal text, where it is known: what `echo` prints. */
  readonly text: string
}

export const nothing: Flow = { fetched: false, decoded: false, text: '' }

export function join(flows: readonly Flow[]): Flow {
  return {
    fetched: flows.some((flow) => flow.fetched),
    decoded: flows.some((flow) => flow.decoded),
    text: flows
      .map((flow) => flow.text)
      .filter((text) => text !== '')
      .join(' '),
  }
}

/** What has been seen so far while reading one command through all its layers. */
export interface Walk {
  readonly seen: Map<Behaviour, string>
  readonly urls: Set<string>
  /** Addresses whose content is run or kept as a program; what a vendor list must answer for. */
  readonly runUrls: Set<string>
  /** Base names of files that were fetched. */
  readonly files: Set<string>
  /** Variables that hold fetched or decoded text, or a plain value. */
  readonly variables: Map<string, Flow>
  layers: number
  /** Nested readings left: a bound on work, whatever the nesting. */
  budget: number
}

export function newWalk(): Walk {
  return {
    seen: new Map(),
    urls: new Set(),
    runUrls: new Set(),
    files: new Set(),
    variables: new Map(),
    layers: 0,
    budget: 200,
  }
}

export function note(walk: Walk, behaviour: Behaviour, words: string): void {
  if (!walk.seen.has(behaviour)) walk.seen.set(behaviour, words.slice(0, 300))
}

/** Running what flows in is the behaviour, whether it came from afar or out of an encoding. */
export function execute(walk: Walk, flow: Flow, words: string): void {
  if (flow.fetched) note(walk, 'fetch-execute', words)
  if (flow.decoded) note(walk, 'decode-execute', words)
}

/** Flow of the variables a text mentions: `$x`, `${x}`, `%x%`. */
export function variablesIn(walk: Walk, text: string): Flow {
  const flows: Flow[] = []
  for (const found of text.matchAll(/\$\{?([a-z_]\w*)\}?|%([a-z_]\w*)%|!([a-z_]\w*)!/gi)) {
    const flow = walk.variables.get((found[1] ?? found[2] ?? found[3] ?? '').toLowerCase())
    if (flow !== undefined) flows.push(flow)
  }
  return join(flows)
}

/** Does the text name a file that was fetched, itself or through a variable? */
export function namesFetchedFile(walk: Walk, text: string): boolean {
  const low = `${text} ${variablesIn(walk, text).text}`.toLowerCase()
  for (const file of walk.files) if (file.length > 2 && low.includes(file)) return true
  return false
}
