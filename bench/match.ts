import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { answer, ask, batch, open } from '../src/circle/matching/check.ts'
import { confirm, propose, type Entry } from '../src/circle/matching/entry.ts'
import { PeerFilter, publish } from '../src/circle/matching/publish.ts'
import type { Identifier } from '../src/circle/matching/tokens.ts'
import { passes, vectors } from '../src/circle/matching/vectors.ts'
import { deriveKeyPair, direct } from '../src/circle/matching/voprf.ts'
import { pick, seededRandom, type Random } from '../src/core/random.ts'
import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { quantile } from './harness/stats.ts'

const now = Date.UTC(2026, 10, 23)

async function run(options: BenchOptions): Promise<BenchResult> {
  const random = seededRandom(options.seed)
  const keys = deriveKeyPair(randomBytes(32), Buffer.from('bench'))
  const pairs = options.quick ? 320 : 10_000

  const record = cpuOf(
    options.quick ? 200 : 2000,
    (i) => void direct(keys.secret, Buffer.from(`sp1|email|person${i}@example.org`)),
  )
  const asking = Array.from({ length: 6 }, (_, i) => ({ type: 'email' as const, value: `person${i}@example.org` }))
  const check = cpuOf(options.quick ? 10 : 100, () => {
    const asked = ask(asking)
    open(asked, answer(asked.question, keys), keys.public)
  })

  // Half of the people asked about are in the peer's set; each question is answered and tested as in use.
  const known = Array.from({ length: 500 }, () => identifier(random))
  const signing = generateKeyPairSync('ed25519')
  const entries = known.map((one, i): Entry =>
    confirm(
      propose({ id: `${i}`, identifiers: [one], evidence: 'proxy-interview', victim: false }, 'a', now),
      'b',
      now,
    ),
  )
  const made = publish(entries, { peer: 'b', epoch: 1, keys, signing: signing.privateKey, contact: 'desk', now })
  const raw = signing.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const filter = new PeerFilter(made, raw, now)
  const inSet = new Set(known.map((one) => `${one.type} ${one.value}`))
  const sizes = new Set<string>()
  let wrong = 0
  let done = 0
  while (done < pairs) {
    const people = Array.from({ length: Math.min(batch / 2, pairs - done) }, () =>
      random.next() < 0.5 ? pick(random, known) : identifier(random),
    )
    const asked = ask(people)
    const given = answer(asked.question, keys)
    const hits = new Set(filter.hits(open(asked, given, keys.public)).map((hit) => hit.of))
    sizes.add(`${asked.question.elements.length}+${given.elements.length}+${given.proof.length}`)
    people.forEach((one, i) => {
      if (hits.has(i) !== inSet.has(`${one.type} ${one.value}`)) wrong += 1
    })
    done += people.length
  }
  options.say(
    `Transcripts: ${[...sizes].join(', ')} bytes, hit or miss. Filter of ${filter.size.toLocaleString('en')}: ${made.filter.length.toLocaleString('en')} bytes.`,
  )
  return {
    metrics: {
      record_us: { value: 1000 * record, n: options.quick ? 200 : 2000 },
      check16_ms: { value: check, n: options.quick ? 10 : 100 },
      wrong_answers: { value: wrong, n: done },
      vectors_passed: { value: vectors.filter(passes).length, n: vectors.length },
      transcript_sizes: { value: sizes.size, n: done },
    },
  }
}

function identifier(random: Random): Identifier {
  const n = Math.floor(random.next() * 1e9)
  return random.next() < 0.5
    ? { type: 'email', value: `p.${n}@example.org` }
    : { type: 'phone', value: `+1415${String(n % 9_000_000).padStart(7, '2')}` }
}

/** Median CPU milliseconds of one call, over five parts. */
function cpuOf(times: number, work: (i: number) => void): number {
  for (let i = 0; i < Math.min(20, times); i++) work(i)
  const parts = Array.from({ length: 5 }, (_, part) => {
    const start = process.cpuUsage()
    for (let i = 0; i < times / 5; i++) work(part * times + i)
    const used = process.cpuUsage(start)
    return (used.user + used.system) / 1000 / (times / 5)
  })
  return quantile(parts, 0.5)
}

export const bench: Bench = {
  subject: 'match',
  about:
    'private matching: cost of an entry and of a check of 16 tokens with its proof (CPU of both sides), right answers, RFC 9497 vectors',
  run,
}
