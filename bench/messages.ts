import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { quantile, rate } from './harness/stats.ts'
import { seededRandom } from '../src/core/random.ts'
import { parse } from '../src/doors/messages/parsers/message.ts'
import { measureMessage } from '../src/measure/message/measure.ts'
import { ownMessages, readMessages } from './messages/data.ts'
import { isFlagged, judgeMessage, messageRules, speaking } from './messages/judge.ts'
import { reporterReply } from '../src/doors/messages/reply.ts'

async function run(options: BenchOptions): Promise<BenchResult> {
  const samples =
    options.data === null ? ownMessages(seededRandom(options.seed), options.quick ? 2 : 20) : readMessages(options.data)
  const rules = messageRules()
  const times: number[] = []
  const parsing: number[] = []
  let errors = 0
  const hits = { true: 0, false: 0 }
  const reviewed = { true: 0, false: 0 }
  const totals = { true: 0, false: 0 }
  let shown = 0
  for (const sample of samples) {
    const started = performance.now()
    const key = `${sample.malicious}` as const
    totals[key]++
    try {
      const cpu = process.cpuUsage()
      const parsed = await parse(sample.bytes, sample.name)
      const spent = process.cpuUsage(cpu)
      parsing.push((spent.user + spent.system) / 1000)
      const { facts, unavailable } = measureMessage(parsed, {
        authservIds: ['sallyport'],
      })
      const judgement = judgeMessage(rules, { message: facts }, unavailable)
      reporterReply(judgement.findings, facts)
      if (isFlagged(judgement)) hits[key]++
      else if (judgement.verdict === 'review') reviewed[key]++
      if (isFlagged(judgement) !== sample.malicious && 'confusions' in options.flags && shown++ < 200)
        options.say(
          `${sample.malicious ? 'missed' : 'false alarm'}: ${sample.name} (${speaking(judgement).join(', ') || facts.says.join(', ')})`,
        )
    } catch (error) {
      errors++
      if ('confusions' in options.flags) options.say(`parse error: ${sample.name}: ${String(error)}`)
    }
    times.push(performance.now() - started)
  }
  return {
    metrics: {
      recall: rate(hits.true, totals.true),
      false_alarms: rate(hits.false, totals.false),
      review_malicious: rate(reviewed.true, totals.true),
      review_benign: rate(reviewed.false, totals.false),
      verdict_p50_ms: { value: quantile(times, 0.5), n: times.length },
      verdict_p95_ms: { value: quantile(times, 0.95), n: times.length },
      parse_cpu_p50_ms: { value: quantile(parsing, 0.5), n: parsing.length },
      parse_cpu_p95_ms: { value: quantile(parsing, 0.95), n: parsing.length },
      parse_errors: { value: errors, n: samples.length },
    },
  }
}

export const bench: Bench = {
  subject: 'messages',
  about:
    'lure messages held or blocked by the shipped rules, against honest invitations and offers; from bytes to the reply to the reporter',
  run,
}
