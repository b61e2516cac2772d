import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { readConfig } from '../src/cli/config.ts'
import { openHouse } from '../src/cli/open-house.ts'

/**
 * kill -9 in the middle of intake, again and again: no acknowledged intake is lost, none is doubled. The full number of
 * rounds runs where nothing may be skipped; a few rounds otherwise.
 */
const rounds = process.env['SALLYPORT_REQUIRE_ALL'] === undefined ? 3 : 20
const server = process.env['SALLYPORT_TEST_DATABASE_URL'] ?? ''

test(`embedded store: ${rounds} times kill -9 during intake`, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-crash-'))
  try {
    await crashRounds(t.diagnostic.bind(t), { SALLYPORT_DATA: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test(`PostgreSQL: ${rounds} times kill -9 during intake`, { skip: server === '' ? 'SALLYPORT_TEST_DATABASE_URL names no server' : false }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-crash-'))
  const name = `sallyport_crash_${process.pid}`
  await asAdmin(`create database ${name}`)
  const own = new URL(server)
  own.pathname = `/${name}`
  try {
    await crashRounds(t.diagnostic.bind(t), { SALLYPORT_DATA: folder, DATABASE_URL: own.href })
  } finally {
    await asAdmin(`drop database if exists ${name} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  }
})

async function crashRounds(say: (line: string) => void, environment: Record<string, string>): Promise<void> {
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round++) acknowledged.push(...(await intakeUntilKilled(environment, round)))
  const opened = await openHouse(readConfig(environment), () => undefined, () => undefined)
  try {
    const { rows: stored } = await opened.house.store.pool.query<{ id: string; digest: string }>('select id, digest from evidence')
    const { rows: queued } = await opened.house.store.pool.query<{ evidence: string }>(`select data->>'evidence' as evidence from pgboss.job where name = 'measure'`)
    const kept = new Set(stored.map(({ id }) => id))
    const jobs = new Set(queued.map(({ evidence }) => evidence))
    const lost = acknowledged.filter((id) => !kept.has(id) || !jobs.has(id))
    const doubled = stored.length - new Set(stored.map(({ digest }) => digest)).size
    say(`${rounds} rounds, ${acknowledged.length} acknowledged, ${stored.length} stored, ${lost.length} lost, ${doubled} doubled`)
    assert.deepEqual(lost, [])
    assert.equal(doubled, 0)
    assert.ok(acknowledged.length >= rounds, 'too few were acknowledged for the test to mean anything')
  } finally {
    await opened.close()
  }
}

/** Runs the intake in a process of its own and kills it after a while. @returns what it acknowledged before it died */
async function intakeUntilKilled(environment: Record<string, string>, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures', 'intake-forever.ts'), String(round)], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  const enough = 4 + ((round * 7) % 23)
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (text.split('\n').length > enough) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('exit', resolve))
  // A line that was cut off was not acknowledged.
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== '')
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}
