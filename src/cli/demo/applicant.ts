/** A made-up applicant. Every name, company and number is invented; addresses lie in reserved domains and ranges. */
export interface Applicant {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly city: string
  readonly handle: string
  readonly summary: string
  readonly positions: readonly Position[]
  readonly skills: readonly string[]
  readonly education: { readonly school: string; readonly degree: string; readonly from: number; readonly to: number }
  readonly file: FileTraits
}

export interface Position {
  readonly title: string
  readonly employer: string
  /** `2021-03`; an open end is null. */
  readonly from: string
  readonly to: string | null
  readonly bullets: readonly string[]
}

/** What the file itself tells: format, layout and the marks a word processor leaves. */
export interface FileTraits {
  readonly format: 'docx' | 'pdf' | 'txt'
  readonly template: number
  /** Who the file says wrote it. */
  readonly author: string
  /** Eight hex digits a word processor gives a document once, and every copy keeps. */
  readonly rsidRoot: string
  readonly documentId: string
}
