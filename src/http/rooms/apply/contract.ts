/** What the rooms of the apply door say, as types: the console imports these. Times are milliseconds since 1970. */

type Box = readonly [number, number, number, number]
type Span = readonly [start: number, end: number]

/** `GET /api/apply/compare?a=CASE&b=CASE` */
export interface Comparison {
  readonly a: ComparedResume
  readonly b: ComparedResume
  /** Sentences that stand in both, most alike first. */
  readonly passages: readonly ComparedPassage[]
  readonly layout: ComparedLayout | null
  /** Other things both carry: a telephone number, a picture, a file mark. */
  readonly shared: readonly { readonly type: string; readonly shown: string; readonly rarityBits: number }[]
}

export interface ComparedResume {
  readonly case: string
  readonly label: string
  readonly file: string
  readonly receivedAt: number
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  readonly lines: readonly ComparedLine[]
}

/** A line of the page in points from the top left; `strong` for headings and the like. */
export interface ComparedLine {
  readonly page: number
  readonly box: Box
  readonly text: string
  readonly size: number
  readonly strong: boolean
  readonly colour: string
}

export interface ComparedPassage {
  readonly a: ComparedSentence
  readonly b: ComparedSentence
  /** Share of the first one's weight of words that stands in the second in the same order. */
  readonly share: number
}

export interface ComparedSentence {
  readonly text: string
  readonly common: readonly Span[]
  readonly boxes: readonly { readonly page: number; readonly box: Box }[]
}

export interface ComparedLayout {
  /** From 0 on the two count as one template, in nats. */
  readonly margin: number
  readonly agree: readonly Channel[]
  readonly differ: readonly Channel[]
  /** Channels that say nothing about these two. */
  readonly silent: readonly string[]
  readonly cluster: ClusterPrevalence | null
}

interface Channel {
  readonly means: string
  /** 0 nothing in common, 1 equal. */
  readonly similarity: number
}

/** How common a layout is: "11 of 480 cleared applicants use it". */
export interface ClusterPrevalence {
  readonly cluster: string
  readonly subjects: number
  readonly subjectsInAll: number
  readonly cleared: number
  readonly clearedInAll: number
  readonly rarityBits: number
}

/** `GET /api/apply/layouts` */
export interface LayoutRow extends ClusterPrevalence {
  readonly firstAt: number
  readonly lastAt: number
}

/** `GET /api/apply/layouts/{id}` */
export interface LayoutCluster extends LayoutRow {
  readonly members: readonly {
    readonly case: string | null
    readonly label: string
    readonly posture: string | null
    readonly since: number
    readonly cleared: boolean
  }[]
  readonly history: readonly {
    readonly at: number
    readonly type: 'born' | 'joined' | 'merged' | 'split'
    readonly other: string | null
    readonly label: string | null
    readonly margin: number
  }[]
}
