import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** An empty database on the server of `url`, and a way to be rid of it. The role needs CREATEDB. */
export async function freshDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `sallyport_bench_${randomBytes(6).toString('hex')}`
  await asAdmin(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => asAdmin(url, `drop database if exists ${name} with (force)`) }
}

/** The server a benchmark may use: `--database`, else the one the tests use; empty when there is none. */
export function serverOf(flags: Readonly<Record<string, string>>): string {
  return flags['database'] ?? process.env['SALLYPORT_TEST_DATABASE_URL'] ?? ''
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
