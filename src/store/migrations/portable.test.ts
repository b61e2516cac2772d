import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { migrations } from './list.ts'

/** What at least one of Citus, CockroachDB, Yugabyte or Aurora lacks or does otherwise; docs/compatibility.md says which. */
const unportable: readonly (readonly [string, RegExp])[] = [
  ['trigger', /\btrigger\b/],
  ['rule', /\bcreate (or replace )?rule\b/],
  ['function or procedure', /\bcreate (or replace )?(function|procedure)\b|\bplpgsql\b|\bdo \$/],
  ['sequence', /\bsequence\b|\b(small|big)?serial\b|\bidentity\b|\bnextval\b/],
  ['id made by the database', /gen_random_uuid|uuidv7\(|uuid_generate/],
  ['clock of the database', /\bnow\(\)|current_timestamp|clock_timestamp|\bdefault\b/],
  ['notification', /\blisten\b|\bnotify\b/],
  ['advisory lock', /advisory/],
  ['row locking', /for (no key )?update|for share|skip locked/],
  ['deferred constraint', /deferrable|initially deferred/],
  ['exclusion constraint', /\bexclude\b/],
  ['covering index', /\binclude\b/],
  ['partition', /\bpartition\b|\binherits\b/],
  ['temporary table', /\btemp(orary)? table\b|\bunlogged\b/],
  ['truncate', /\btruncate\b/],
  ['savepoint', /\bsavepoint\b/],
  ['extension', /\bextension\b|\bgin\b|\bgist\b|\bbrin\b|gin_trgm|vector\(/],
  ['foreign key', /\breferences\b|\bforeign key\b/],
  ['numeric', /\bnumeric\b|\bdecimal\b|\bmoney\b/],
  ['time types', /\btimestamptz?\b|\bdate\b|\binterval\b/],
]

/** Tables of the installation, which belong to no organisation. */
const ofTheInstallation = new Set(['orgs', 'vault_masters'])

/** Unique look-ups that must not span organisations, found by a token alone: not unique, so no cluster minds. */
const acrossOrganisations = new Set(['sessions_token', 'api_tokens_token', 'one_time_links_token'])

const statements = migrations.flatMap((migration) =>
  migration.statements.map((text) => ({ name: migration.name, text: text.toLowerCase().replace(/\s+/g, ' ') })),
)

test('migrations use only what every database has', () => {
  for (const { name, text } of statements) {
    for (const [what, pattern] of unportable) assert.doesNotMatch(text, pattern, `${name}: ${what}`)
  }
})

test('the check itself finds what it looks for', () => {
  const bad = [
    'create trigger x',
    'a serial',
    'x uuid default gen_random_uuid()',
    'primary key (a) include (b)',
    'b numeric',
    'references users',
    'at timestamptz not null',
  ]
  for (const text of bad)
    assert.ok(
      unportable.some(([, pattern]) => pattern.test(text)),
      text,
    )
})

test('every key and every index begins with the organisation', () => {
  for (const { name, text } of statements) {
    const table = /^create table (\w+)/.exec(text)?.[1]
    const index = /^create (unique )?index (\w+) on \w+ \((\w+)/.exec(text)
    if (table !== undefined && !ofTheInstallation.has(table))
      assert.match(text, /primary key \(org_id[,)]/, `${name}: ${table}`)
    else if (index !== null && !(index[1] === undefined && acrossOrganisations.has(index[2] as string)))
      assert.equal(index[3], 'org_id', `${name}: ${index[2]}`)
    else assert.ok(table !== undefined || index !== null, `${name}: neither table nor index: ${text.slice(0, 60)}`)
  }
})

test('migrations are numbered without gaps, and each file is in the list', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => /^\d{4}-/.test(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
  assert.deepEqual(
    migrations.map((migration) => migration.name),
    files,
  )
  files.forEach((name, i) => assert.equal(name.slice(0, 4), String(i + 1).padStart(4, '0')))
})
