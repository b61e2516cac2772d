import { existsSync } from 'node:fs'
import { Network } from '../../src/http/rooms/interview/meeting/testing/network.ts'
import { executablePath, join, meet } from '../../src/http/rooms/interview/meeting/testing/meet.ts'
import { roomHouse } from '../../src/http/rooms/interview/meeting/testing/house.ts'
import type { Analysis, Call } from '../../src/http/rooms/interview/contract.ts'
import type { BenchOptions, Metric } from '../harness/bench.ts'
import { quantile } from '../harness/stats.ts'

/** One way; the round trip is twice as long. */
const NETWORK_MS = 150
const ADDED_MS = 1500
const TURNS = 13
const EVERY_S = 6
/** What the far end needs to answer, in turn. */
const answers = Array.from({ length: TURNS }, (_, k) => 400 + 100 * (k % 3))
/** Where the rule of the playbook begins to speak. */
const RULE = 8

/**
 * The verification room from end to end: two browsers with made-up voices in their microphones, a network of 300 ms
 * between them, one call answered directly and one through a chain of 1.5 s. Needs Chromium and three quiet minutes.
 */
export async function roomDelay(options: BenchOptions): Promise<Record<string, Metric>> {
  if (!existsSync(executablePath)) return { 'room.added_error_ms': { value: null, why: `${executablePath} is not here` } }
  const direct = await held(options, 0)
  const delayed = await held(options, ADDED_MS)
  const gapsOf = (call: Analysis): number[] => call.answers.map(({ gapMs }) => gapMs)
  const added = quantile(gapsOf(delayed), 0.5) - quantile(gapsOf(direct), 0.5)
  return {
    'room.added_error_ms': { value: Math.abs(added - ADDED_MS), n: delayed.answers.length },
    'room.answers_timed': { value: direct.answers.length + delayed.answers.length, n: 2 * TURNS },
    // The true times have a median of half a second.
    'room.direct_gap_error_ms': { value: Math.abs(quantile(gapsOf(direct), 0.5) - quantile(answers, 0.5)), n: direct.answers.length },
    'room.network_alone_alarms': { value: (direct.delay?.decibans ?? -Infinity) >= RULE ? 1 : 0, n: 1 },
    'room.delay_heard': { value: (delayed.delay?.decibans ?? -Infinity) >= RULE ? 1 : 0, n: 1 },
  }
}

async function held(options: BenchOptions, addedMs: number): Promise<Analysis> {
  const house = await roomHouse()
  const network = new Network(NETWORK_MS)
  const two = await meet(house, network, answers.map((ms) => ms + addedMs), EVERY_S)
  try {
    options.say(`room: ${TURNS} questions over ${2 * NETWORK_MS} ms of network, ${addedMs} ms added`)
    await join(two)
    await two.interviewer.waitForTimeout(1000 * EVERY_S * TURNS + 5000)
    await house.ask('POST', `/calls/${two.call}/evidence`)
    await house.tested.drain()
    const call = await house.ask<Call>('GET', `/calls/${two.call}`)
    return await house.ask<Analysis>('GET', `/evidence/${call.evidence}`)
  } finally {
    await two.close()
    network.close()
    await house.close()
  }
}
