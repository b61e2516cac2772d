/**
 * What a parser hands back from the sandbox: a document as lines of styled runs with their places, the shapes and
 * pictures around them, and what the file says of its own making. Plain JSON, so that it crosses the process boundary.
 *
 * Lengths are points (1/72 inch), measured from the top left corner of the page. Formats without pages of their own
 * (DOCX, ODT, RTF, HTML, text) are set out by `extract/flow.ts`, which makes their geometry comparable with a printed
 * page, though only to within a few points: `geometry` says which it is.
 */
export interface ResumeDocument {
  readonly format: ResumeFormat
  /** `exact`: the file fixes every place. `estimated`: set out by us. `none`: plain text in columns of characters. */
  readonly geometry: 'exact' | 'estimated' | 'none'
  readonly pages: readonly Page[]
  readonly lines: readonly Line[]
  readonly shapes: readonly Shape[]
  readonly images: readonly Image[]
  readonly links: readonly Link[]
  /** The lines, joined by line feeds: what `Run.start` counts in. */
  readonly text: string
  readonly made: Made
  readonly lineage: Lineage
  /** What could not be read, and why: dotted fact path → sentence. */
  readonly gaps: Readonly<Record<string, string>>
}

export const resumeFormats = ['pdf', 'docx', 'odt', 'rtf', 'html', 'text', 'json'] as const
export type ResumeFormat = (typeof resumeFormats)[number]

export interface Page {
  readonly width: number
  readonly height: number
}

export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

/** Runs that share a baseline and follow each other in reading order. */
export interface Line {
  /** 1 for the first. */
  readonly page: number
  readonly box: Box
  readonly baseline: number
  readonly text: string
  /** Offset of the line in `ResumeDocument.text`. */
  readonly start: number
  readonly runs: readonly Run[]
}

/** Text of one style, without a wide gap in it. */
export interface Run {
  readonly text: string
  readonly x: number
  readonly width: number
  /** Size of the em in points. */
  readonly size: number
  /** Family as the file names it, subset tag removed. */
  readonly font: string
  readonly bold: boolean
  readonly italic: boolean
  /** `#rrggbb`. */
  readonly colour: string
  /** Offset of the run in its line. */
  readonly at: number
  /** Why a reader would not see it; absent for what can be seen. */
  readonly hidden?: Hidden
}

export const hiddenReasons = ['invisible-mode', 'same-colour', 'tiny', 'off-page', 'marked-hidden'] as const
export type Hidden = (typeof hiddenReasons)[number]

/** A filled box, a rule, or a rounded badge. */
export interface Shape {
  readonly page: number
  readonly box: Box
  /** `#rrggbb`, or `pattern` for gradients. */
  readonly colour: string
  readonly kind: 'fill' | 'stroke'
}

export interface Image {
  readonly page: number
  readonly box: Box
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** SHA-256 of the pixels (PDF) or of the embedded file (others); null when it was not decoded. */
  readonly digest: string | null
  /** 64-bit DCT hash, 16 hexadecimal digits; null when it was not decoded or is flat. */
  readonly perceptual: string | null
}

export interface Link {
  readonly url: string
  readonly page: number | null
  readonly box: Box | null
}

/** What the file says of its own making. Languages and locales are left out on purpose: they would stand in for origin. */
export interface Made {
  readonly title: string | null
  readonly author: string | null
  readonly lastModifiedBy: string | null
  readonly company: string | null
  readonly manager: string | null
  readonly template: string | null
  readonly subject: string | null
  readonly keywords: string | null
  /** Program that wrote the text (`Creator`, `Application`). */
  readonly creator: string | null
  /** Program that wrote the file (`Producer`). */
  readonly producer: string | null
  /** Milliseconds since 1970. */
  readonly created: number | null
  readonly modified: number | null
  /** What the metadata packet (XMP) claims where it differs from the file's own fields. */
  readonly packetCreated: number | null
  readonly packetModified: number | null
  /** Minutes of editing and number of saves, where an office program counted them. */
  readonly editingMinutes: number | null
  readonly revision: number | null
}

/** Marks that survive copies of a file. */
export interface Lineage {
  /** The two identifiers of a PDF trailer: of the first version and of this one. */
  readonly pdfFirst: string | null
  readonly pdfThis: string | null
  readonly xmpDocument: string | null
  readonly xmpInstance: string | null
  readonly xmpOriginal: string | null
  /** Word's revision-save ids: the root is given when a document is born and survives copies. */
  readonly rsidRoot: string | null
  readonly rsids: readonly string[]
  /** Digest of the style definitions, numbering definitions and theme, blanks and ids taken out. */
  readonly styles: string | null
  readonly numbering: string | null
  readonly theme: string | null
  readonly themeName: string | null
  /** Digest of the order in which font subsets first use their glyphs' fonts. */
  readonly fonts: readonly string[]
}

export const nothingMade: Made = {
  title: null,
  author: null,
  lastModifiedBy: null,
  company: null,
  manager: null,
  template: null,
  subject: null,
  keywords: null,
  creator: null,
  producer: null,
  created: null,
  modified: null,
  packetCreated: null,
  packetModified: null,
  editingMinutes: null,
  revision: null,
}

export const noLineage: Lineage = {
  pdfFirst: null,
  pdfThis: null,
  xmpDocument: null,
  xmpInstance: null,
  xmpOriginal: null,
  rsidRoot: null,
  rsids: [],
  styles: null,
  numbering: null,
  theme: null,
  themeName: null,
  fonts: [],
}
