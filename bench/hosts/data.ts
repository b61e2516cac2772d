import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SallyportError } from '../../src/core/errors.ts'
import type { Random } from '../../src/core/random.ts'
import { pick } from '../../src/core/random.ts'
import type { Indicator } from '../../src/measure/host/training/examples.ts'
import { imagined } from '../../src/measure/host/training/grammar.ts'

/** A feed entry with what the benchmark needs to sort it. */
export interface Sample extends Indicator {
  readonly meeting: boolean
  /** In the list whose hosts are lures; a list of command-and-control hosts is reported apart. */
  readonly counted: boolean
}

export interface HostData {
  readonly samples: readonly Sample[]
  readonly popular: readonly string[]
}

/** Reads `malicious.json` and `popular.txt`; layout in bench/data/hosts.md. */
export function readHosts(folder: string): HostData {
  const malicious = join(folder, 'malicious.json')
  const popular = join(folder, 'popular.txt')
  if (!existsSync(malicious) || !existsSync(popular))
    throw new SallyportError('SP_BENCH_DATA', 'malicious.json or popular.txt is missing.')
  const rows = JSON.parse(readFileSync(malicious, 'utf8')) as {
    host: string
    first_added?: string
    list?: string
    fake_meeting?: boolean
  }[]
  const samples = rows.map((row) => {
    const list = row.list ?? ''
    const lure = row.fake_meeting === true || !/lazarus/.test(list)
    return {
      host: row.host.toLowerCase(),
      firstAdded: row.first_added ?? '',
      lure,
      meeting: row.fake_meeting === true,
      counted: !/lazarus/.test(list),
    }
  })
  return {
    samples,
    popular: readFileSync(popular, 'utf8')
      .split('\n')
      .map((line) => line.trim().toLowerCase())
      .filter((line) => line !== ''),
  }
}

/** Without data: imagined lures and names made of syllables. It checks that everything runs, not how good the model is. */
export function inventedHosts(random: Random): HostData {
  const syllables = 'ba co den far gil hum jor kel lin mon nor pel qui ras sol tam ver wil yor zan'.split(' ')
  const name = (): string =>
    Array.from({ length: 2 + Math.floor(random.next() * 2) }, () => pick(random, syllables)).join('')
  const samples = imagined(random, 400).map((host, at) => ({
    host,
    firstAdded: at < 200 ? '2030-01-01' : '2030-02-01',
    lure: true,
    meeting: at % 2 === 0,
    counted: true,
  }))
  return {
    samples,
    popular: Array.from(
      { length: 4000 },
      () => `${name()}.${pick(random, ['com', 'net', 'org', 'io', 'de', 'co.uk'])}`,
    ),
  }
}
