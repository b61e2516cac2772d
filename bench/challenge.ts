import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { SallyportError } from '../src/core/errors.ts'
import { seededRandom } from '../src/core/random.ts'
import { audioVideoOffset } from '../src/measure/challenge/audio-video.ts'
import { loopPeriod, shapeChange } from '../src/measure/challenge/motion.ts'
import { findOcclusions, shownThrough } from '../src/measure/challenge/occlusion.ts'
import { framesIn, median } from '../src/measure/challenge/track.ts'
import { makeCases, readCase, type Case } from './challenge/cases.ts'
import type { Bench, BenchOptions, BenchResult } from './harness/bench.ts'
import { bootstrap, mean, rate } from './harness/stats.ts'

/** Shape changes less than this: nothing lives in the picture. As in the rule interview/challenge-still-picture. */
const STILL = 0.012
/** As in the rule interview/challenge-face-through-hand. */
const THROUGH_MS = 700

async function run(options: BenchOptions): Promise<BenchResult> {
  const random = seededRandom(options.seed)
  const cases = options.data === null ? makeCases(random, options.quick ? 12 : 60) : await readCases(options.data)
  let found = 0
  let truths = 0
  let right = 0
  let claimed = 0
  const errors: number[] = []
  for (const { track, truth, label } of cases) {
    if (truth.occlusions !== null && label !== 'through') {
      const warmUp = track.windows.find(({ expects }) => expects === 'rest')
      const level = median((warmUp === undefined ? track.frames : framesIn(track, warmUp)).map(({ box }) => box))
      const events = findOcclusions(track.frames, level)
      const meets = (a: { fromMs: number; toMs: number }, b: { fromMs: number; toMs: number }): boolean =>
        Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs) >= 0.5 * Math.min(a.toMs - a.fromMs, b.toMs - b.fromMs)
      truths += truth.occlusions.length
      claimed += events.length
      found += truth.occlusions.filter((one) => events.some((event) => meets(one, event))).length
      right += events.filter((event) => truth.occlusions?.some((one) => meets(one, event))).length
    }
    if (truth.offsetMs !== null) {
      const measured = audioVideoOffset(track.frames)
      errors.push(measured === null ? Number.POSITIVE_INFINITY : Math.abs(measured.offsetMs - truth.offsetMs))
    }
  }
  const measuredErrors = errors.filter(Number.isFinite)
  const passes = (label: Case['label']) => {
    const those = cases.filter((one) => one.label === label)
    return rate(those.filter(looksAlive).length, those.length)
  }
  return {
    metrics: {
      occlusion_recall: rate(found, truths),
      occlusion_precision: rate(right, claimed),
      frames_per_s: {
        value: null,
        why: 'the face mesh in the browser is not part of this run: tracks come from files',
      },
      av_offset_error_ms:
        measuredErrors.length === 0
          ? { value: null, why: 'no track with a known offset' }
          : bootstrap(measuredErrors, mean, random, 200),
      av_offset_worst_ms:
        measuredErrors.length === 0
          ? { value: null, why: 'no track with a known offset' }
          : { value: Math.max(...measuredErrors), n: measuredErrors.length },
      av_offset_measured: rate(measuredErrors.length, errors.length),
      still_photo_passed: passes('still'),
      loop_passed: passes('loop'),
      shown_through_passed: passes('through'),
      genuine_passed: passes('genuine'),
    },
  }
}

/** What the rules on motion and on the hand would let pass. */
function looksAlive({ track }: Case): boolean {
  const rest = track.windows.find(({ expects }) => expects === 'rest')
  const level = median((rest === undefined ? track.frames : framesIn(track, rest)).map(({ box }) => box))
  return (
    shapeChange(track.frames) >= STILL &&
    loopPeriod(track.frames) === null &&
    shownThrough(track.frames, level).ms < THROUGH_MS
  )
}

async function readCases(folder: string): Promise<Case[]> {
  const cases: Case[] = []
  for (const kind of ['genuine', 'manipulated'] as const) {
    const names = await readdir(path.join(folder, kind)).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json')).sort())
      cases.push(readCase(JSON.parse(await readFile(path.join(folder, kind, name), 'utf8')), kind))
  }
  if (cases.length === 0) throw new SallyportError('SP_BENCH_DATA', 'There is no track in genuine/ or manipulated/.')
  return cases
}

export const bench: Bench = {
  subject: 'challenge',
  about: 'a hand before the face, a photo, a loop and the offset of lips and voice, found in landmark tracks',
  run,
}
