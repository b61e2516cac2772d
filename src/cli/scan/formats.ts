import type { PackageVerdict } from '../../jobs/packages/judge-package.ts'
import { cyclonedx } from './formats/cyclonedx.ts'
import { markdown } from './formats/markdown.ts'
import { osv } from './formats/osv.ts'
import { sarif } from './formats/sarif.ts'
import { text } from './formats/text.ts'

/** One package of a report. */
export interface Scanned {
  /** The file or name it came from: the lockfile, for a package of a lockfile. */
  readonly from: string
  readonly line: number
  /** Way from the project to it: `root › a › b` without the root. */
  readonly why: readonly string[]
  readonly dev: boolean
  readonly integrity: string
  /** null: it could not be assessed; `problem` says why. */
  readonly result: PackageVerdict | null
  readonly problem: string | null
}

export interface Report {
  readonly input: string
  /** Version of the rules in force. */
  readonly rules: string
  readonly packages: readonly Scanned[]
}

/** Schema number of the JSON format; raised when a field changes its meaning. */
const reportVersion = 1

export const formats: Readonly<Record<string, (report: Report) => string>> = {
  text,
  json: (report) => JSON.stringify({ reportVersion, ...report }),
  sarif,
  osv,
  cyclonedx,
  markdown,
}
