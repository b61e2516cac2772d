/** A figure with its 95 % interval and the number of trials; or why there is none. */
export type Metric =
  | { readonly value: number; readonly low?: number; readonly high?: number; readonly n?: number }
  | { readonly value: null; readonly why: string }

export type Metrics = Readonly<Record<string, Metric>>

export interface BenchOptions {
  /** Folder with data of the layout in bench/README.md; null: the bench makes its own. */
  readonly data: string | null
  readonly seed: number
  /** Smaller, quicker run for tests. */
  readonly quick: boolean
  /** Other `--name value` pairs and `--name` switches. */
  readonly flags: Readonly<Record<string, string>>
  /** A line for a person; goes to stderr with `--json`. */
  readonly say: (line: string) => void
}

export interface BenchResult {
  readonly metrics: Metrics
  readonly baselines?: Readonly<Record<string, Metrics>>
}

/** One file a subject: `export const bench: Bench`. */
export interface Bench {
  readonly subject: string
  /** One sentence: what is measured against what. */
  readonly about: string
  readonly run: (options: BenchOptions) => Promise<BenchResult>
}
