import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { activityDays } from '../../panels/activity-days.ts'
import { claimedYears, overlaps } from '../../panels/claimed-years.ts'
import { defang } from '../../panels/defang.ts'
import { insertedLines } from '../../panels/inserted-lines.ts'
import { at, factLines } from './facts.ts'

describe('facts, which are unknown JSON', () => {
  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (facts) => {
        factLines(facts)
        activityDays(facts)
        claimedYears(facts)
        insertedLines(facts)
      }),
    )
  })

  it('are read by their own keys only', () => {
    assert.equal(at({ a: { b: 1 } }, 'a.b'), 1)
    assert.equal(at({}, 'constructor.name'), undefined)
  })

  it('become lines a person can read', () => {
    const facts = {
      resume: {
        file: { producerClass: 'flow', created: 1_770_801_240_000, title: null, styles: 'a'.repeat(64) },
        skills: ['Rust', 'Go', 'C', 'SQL', 'R'],
      },
    }
    const lines = Object.fromEntries(factLines(facts).map((line) => [`${line.group}/${line.name}`, line.value]))
    assert.equal(lines['File/producer class'], 'flow')
    assert.match(lines['File/created'] ?? '', /Feb 1\d/)
    assert.equal(lines['File/styles'], 'aaaaaaaaaaaa…')
    assert.equal(lines['At a glance/skills'], 'Rust, Go, C, SQL and 1 more')
    assert.equal('File/title' in lines, false)
  })
})

describe('the years a résumé claims', () => {
  const month = (year: number, m = 0): number => year * 12 + m

  it('come in order, without dates that are none', () => {
    const facts = {
      positions: [
        { title: 'B', from: month(2020), to: null },
        { title: 'A', from: month(2018), to: month(2019) },
        { title: 'X', from: 7 },
      ],
    }
    assert.deepEqual(
      claimedYears(facts).map((claim) => claim.title),
      ['A', 'B'],
    )
  })

  it('overlap where two jobs run side by side; studies do not count', () => {
    const claim = (from: number, to: number | null, study = false) => ({ title: '', employer: '', from, to, study })
    assert.deepEqual(overlaps([claim(month(2018), month(2020)), claim(month(2019), null)], month(2026)), [
      [month(2019), month(2020)],
    ])
    assert.deepEqual(overlaps([claim(month(2018), month(2020)), claim(month(2019), null, true)], month(2026)), [])
  })
})

describe('inserted lines', () => {
  it('put what does something on top, and say what it does', () => {
    const place = (line: number, text: string) => ({ in: 'code', file: 'a.js', line, column: 1, text })
    const facts = {
      pkg: {
        inserted: { network: { places: [place(9, 'fetch(x)')], details: ['evil.example'] } },
        diff: { places: [place(2, 'const x = 1'), place(9, 'fetch(x)')] },
      },
    }
    const [first, second] = insertedLines(facts)
    assert.deepEqual([first?.line, first?.does, first?.details], [9, ['reaches the network'], ['evil.example']])
    assert.equal(second?.line, 2)
  })
})

describe('defanging', () => {
  it('leaves no address that a program would make into a link', () => {
    assert.equal(
      defang('go to https://a.b.example/x and HTTP://c.example'),
      'go to hxxps://a[.]b[.]example/x and hxxp://c[.]example',
    )
    fc.assert(fc.property(fc.webUrl(), (url) => !/https?:\/\//i.test(defang(url))))
  })
})
