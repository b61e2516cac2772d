import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoCompany } from '../../cli/demo/company.ts'
import { writeResume } from '../../cli/demo/write-resume.ts'
import { playbookOf } from '../../playbook/playbook.ts'
import { removeLink } from '../../http/desk/case-acts.ts'
import { rows } from '../house.ts'
import { testedHouse, type TestedHouse } from '../testing/house.ts'
import { accept } from './accept.ts'
import { judge } from './judge.ts'

let tested: TestedHouse
const company = demoCompany(1)
const send = (name: string, bytes: Uint8Array, subject: string | null = null) => accept(tested.house, tested.org, { name, bytes, door: null, subject, source: 'test' })
const caseOf = async (subject: string) => (await rows(tested.house).cases.ofSubject(tested.org, subject))[0]

before(async () => {
  tested = await testedHouse()
})
after(() => tested.close())

test('from files to explained cases: the crew is linked and challenged, the honest are not', async () => {
  const subjects: string[] = []
  for (const applicant of company.applicants) {
    const file = writeResume(applicant)
    subjects.push((await send(file.name, file.bytes)).subject)
  }
  await tested.drain()
  const cases = await Promise.all(subjects.map(caseOf))
  const challenged = cases.flatMap((item, at) => (item?.posture === 'challenge' ? [at] : []))
  const docx = company.crew.filter((at) => company.applicants[at]?.file.format === 'docx')
  for (const at of docx) assert.ok(challenged.includes(at), `${company.applicants[at]?.name} of the crew is not challenged`)
  for (const at of challenged) assert.ok(company.crew.includes(at), `${company.applicants[at]?.name} is honest`)
  const first = cases[docx[0] as number]
  assert.ok(first)
  const ledger = await rows(tested.house).cases.ledger(tested.org, first.id)
  assert.ok((ledger?.groups.find(({ group }) => group === 'link')?.decibans ?? 0) >= 9)
  const names = await rows(tested.house).subjects.find(tested.org, subjects)
  assert.equal(names.get(subjects[0] as string)?.name, company.applicants[0]?.name)
})

test('the same bytes are the same evidence', async () => {
  const file = writeResume(company.applicants[0] as (typeof company.applicants)[number])
  const again = await send(file.name, file.bytes)
  assert.equal(again.known, true)
  assert.equal(await tested.drain(), 0)
})

test('judging again changes nothing; a changed playbook judges anew and keeps the old ledger', async () => {
  const subject = (await send('x.txt', new TextEncoder().encode('Mina Example\nmina@example.com\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Built a small thing for a small team\n'))).subject
  await tested.drain()
  const first = await caseOf(subject)
  assert.ok(first)
  await judge(tested.house, { org: tested.org, subject })
  assert.deepEqual(await caseOf(subject), first)

  const other = { ...tested.house, playbook: playbookOf([], () => 'empty') }
  await judge(other, { org: tested.org, subject })
  const second = await caseOf(subject)
  assert.equal(second?.id, first.id)
  assert.notEqual(second?.playbookVersion, first.playbookVersion)
  const history = await rows(tested.house).cases.history(tested.org, first.id)
  assert.deepEqual(history.map(({ playbookVersion }) => playbookVersion), [first.playbookVersion])
})

test('a file that cannot be read is kept, noted, and somebody is asked to look', async () => {
  for (const [name, bytes] of [['empty.pdf', new Uint8Array()], ['cut.pdf', new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<')], ['noise.docx', Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919) & 0xff)]] as const) {
    const { subject, evidence } = await send(name, bytes)
    await tested.drain()
    const stored = (await rows(tested.house).evidence.find(tested.org, [evidence])).get(evidence)
    assert.equal(stored?.status, 'failed', name)
    assert.match(stored?.errorCode ?? '', /^SP_/)
    const item = await caseOf(subject)
    assert.equal(item?.posture, 'look')
    assert.match(item?.why ?? '', /could not be read \(SP_/)
    assert.deepEqual(await tested.house.vault.get(tested.org, stored?.digest ?? ''), bytes)
  }
})

test('a tie that a person removed stays removed when the subject is judged again', async () => {
  const resume = (name: string): Uint8Array => new TextEncoder().encode(`${name}\n${name.toLowerCase().replace(' ', '.')}@example.org | +1 415 555 0177\nExperience\nEngineer, Basalt Labs   2019 – 2021\n- Kept ${name} busy\n`)
  const one = await send('one.txt', resume('Paula Stern'))
  const two = await send('two.txt', resume('Rufus Adler'))
  await tested.drain()
  const [first, second] = [await caseOf(one.subject), await caseOf(two.subject)]
  assert.ok(first && second)
  const linked = async () => (await rows(tested.house).cases.ledger(tested.org, first.id))?.groups.some(({ group, findings }) => group === 'link' && findings.some(({ outcome }) => outcome === 'present')) ?? false
  assert.equal(await linked(), true)
  const analyst = { id: one.subject, org: tested.org, roles: ['analyst' as const], doors: null, scopes: null }
  await removeLink(tested.house, analyst, first.id, second.id, 'phone', 'They share a flat; seen in the lease.')
  await tested.drain()
  assert.equal(await linked(), false)
  await judge(tested.house, { org: tested.org, subject: one.subject })
  assert.equal(await linked(), false)
})
