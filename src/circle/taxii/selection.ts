import { sql, type RawBuilder } from 'kysely'
import type { Id } from '../../core/ids.ts'
import type { Filters } from './filters.ts'

/** For a few ids the planner must not walk the dates in the hope of meeting them: a sum has no index. */
export const order = (filters: Filters): RawBuilder<unknown> => (filters.ids === null ? sql`added` : sql`added + 0`)

/** Which rows a request is about: of one collection, after a place, within a clearance, by its filters. */
export function selection(
  org: Id,
  collection: Id,
  filters: Filters,
  from: number,
  clearance: number,
): RawBuilder<unknown> {
  const parts = [
    sql`o.org_id = ${org}`,
    sql`o.collection_id = ${collection}`,
    sql`o.added > ${Math.max(from, filters.after ?? 0)}`,
    sql`o.marking <= ${clearance}`,
  ]
  if (filters.ids !== null) parts.push(sql`o.object_id = any(${[...filters.ids]}::text[])`)
  if (filters.types !== null)
    parts.push(
      filters.types.length === 1 ? sql`o.type = ${filters.types[0]}` : sql`o.type = any(${[...filters.types]}::text[])`,
    )
  if (filters.specVersions !== null) parts.push(sql`o.spec_version = any(${[...filters.specVersions]}::text[])`)
  else if (filters.versions.all || filters.versions.at.length > 0) parts.push(latestSpecification)
  if (!filters.versions.all) parts.push(version(filters))
  return sql.join(parts, sql` and `)
}

/** Nobody asked for a specification: of each object, only what is written in the latest one it has. */
const latestSpecification = sql`(o.spec_version = '2.1' or not exists (select 1 from taxii_objects n where n.org_id = o.org_id and n.collection_id = o.collection_id and n.object_id = o.object_id and n.spec_version > o.spec_version))`

function version({ versions, specVersions }: Filters): RawBuilder<unknown> {
  // The flags are set among an object's versions in its latest specification; among those of others they do not help.
  const among = (sign: '>' | '<'): RawBuilder<unknown> =>
    sql`not exists (select 1 from taxii_objects n where n.org_id = o.org_id and n.collection_id = o.collection_id and n.object_id = o.object_id and n.version_at ${sql.raw(sign)} o.version_at and n.spec_version = any(${[...(specVersions ?? [])]}::text[]))`
  const choices: RawBuilder<unknown>[] = []
  if (versions.last) choices.push(specVersions === null ? sql`o.is_last` : among('>'))
  if (versions.first) choices.push(specVersions === null ? sql`o.is_first` : among('<'))
  if (versions.at.length > 0)
    choices.push(
      sql`o.version_at = any(${[...versions.at]}::int8[])`,
      sql`(o.version_at = 0 and o.added = any(${[...versions.at]}::int8[]))`,
    )
  return sql`(${sql.join(choices, sql` or `)})`
}
