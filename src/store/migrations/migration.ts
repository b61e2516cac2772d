/** One numbered step, forward only. A step that has been released is never edited: write the next one. */
export interface Migration {
  /** `0001-people`: the number orders, the name tells. */
  readonly name: string
  /** Statements in the SQL that PGlite, PostgreSQL 15+, Citus and CockroachDB share (`portable.test.ts` reads them). */
  readonly statements: readonly string[]
}
