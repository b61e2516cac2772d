import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evidence } from '../../core/evidence.ts'
import type { Ports } from '../../core/ports.ts'
import { measureMessage } from '../../measure/message/measure.ts'
import { readText } from './parsers/text.ts'
import { tenantContext } from './tenant.ts'

const settings = {
  name: 'Fernhill Exchange',
  domains: ['fernhill.example'],
  partners: [{ name: 'Northpeak Ventures', domains: ['northpeak.example'] }],
  allowed: ['meet.partner.example'],
  employees: ['Ann Lee'],
}

const context = (value: unknown, source: string) =>
  tenantContext(
    null,
    { org: 'o', source } as unknown as Evidence,
    { settings: () => Promise.resolve(value) } as unknown as Ports,
  )

test('settings become own names, allowed domains and people', async () => {
  const facts = measureMessage(
    readText('Fernhill Exchange payroll: https://fernhill-exchange.example/pay\nRoom https://meet.partner.example/x'),
    await context(settings, 'upload'),
  ).facts
  assert.equal(facts.links.find((link) => link.host === 'meet.partner.example')?.known, true)
  assert.equal(facts.links.find((link) => link.host === 'fernhill-exchange.example')?.imitates, 'own')
})

test('settings of a wrong shape are none, and only the own receiver vouches', async () => {
  assert.deepEqual(await context({ domains: 'x' }, 'upload'), { authservIds: [] })
  assert.deepEqual((await context(undefined, 'mail')).authservIds, ['sallyport'])
})
