import { z } from 'zod'
import type { Measured } from '../../core/facts.ts'
import { audioVideoOffset } from './audio-video.ts'
import { placeAt } from './marks.ts'
import { jitters, loopPeriod, shapeChange } from './motion.ts'
import { findOcclusions, shownThrough } from './occlusion.ts'
import { framesIn, median, type FaceTrack } from './track.ts'

const callPlace = z.object({ in: z.literal('call'), turn: z.number(), atMs: z.number(), text: z.string().optional() })

/** What a face did while challenges ran. Scalars and times; beside every one of them stands the human mark. */
export const faceFacts = z.object({
  framesPerSecond: z.number(),
  occlusion: z
    .object({
      asked: z.number(),
      /** Windows in which the face was found covered at least once. */
      covered: z.number(),
      /** Longest time the face was seen as if nothing stood before it while a hand did, ms; null without hand detection. */
      shownThroughMs: z.number().nullable(),
      places: z.array(callPlace),
    })
    .nullable(),
  profile: z
    .object({ asked: z.number(), yaw: z.number(), jitterRatio: z.number(), places: z.array(callPlace) })
    .nullable(),
  motion: z.object({ shapeChange: z.number(), loopMs: z.number() }),
  audioVideo: z.object({ offsetMs: z.number(), driftMs: z.number(), windows: z.number() }).nullable(),
})

export type FaceFacts = z.infer<typeof faceFacts>

/** Measures a landmark track; null facts when it is too short or has no warm-up, with the reason. */
export function measureFace(track: FaceTrack): Measured<FaceFacts | null> {
  const warmUp = track.windows.find(({ expects }) => expects === 'rest')
  const rest = warmUp === undefined ? [] : framesIn(track, warmUp)
  if (rest.length < 20)
    return { facts: null, unavailable: { 'call.face': 'the warm-up before the first card is missing or too short' } }
  const unavailable: Record<string, string> = {}
  const level = median(rest.map(({ box }) => box))
  const trembling = Math.max(median(jitters(rest)) || 0, 1e-4)
  const of = (expects: 'occlusion' | 'profile') => track.windows.filter((window) => window.expects === expects)
  const covers = of('occlusion').map((window) => ({ window, frames: framesIn(track, window) }))
  const turns = of('profile').map((window) => ({ window, frames: framesIn(track, window) }))
  const hands = covers.filter(({ frames }) => frames.some(({ hand }) => hand !== null))
  const through = hands.map(({ frames }) => shownThrough(frames, level)).filter(({ ms }) => ms > 0)
  const ratios = turns.map(({ window, frames }) => ({ window, ratio: (median(jitters(frames)) || 0) / trembling }))
  const speech = audioVideoOffset(track.frames)
  const seconds = ((track.frames.at(-1)?.atMs ?? 0) - (track.frames[0]?.atMs ?? 0)) / 1000
  if (covers.length === 0) unavailable['call.face.occlusion'] = 'no card that covers the face was drawn'
  else if (hands.length === 0)
    unavailable['call.face.occlusion.shownThroughMs'] = 'hands were not detected while the face was covered'
  if (turns.length === 0) unavailable['call.face.profile'] = 'no profile turn was drawn'
  if (speech === null)
    unavailable['call.face.audioVideo'] = 'lips and voice never went together clearly enough to compare them'
  return {
    facts: {
      framesPerSecond: seconds > 0 ? (track.frames.length - 1) / seconds : 0,
      occlusion:
        covers.length === 0
          ? null
          : {
              asked: covers.length,
              covered: covers.filter(({ frames }) => findOcclusions(frames, level).length > 0).length,
              shownThroughMs: hands.length === 0 ? null : through.reduce((most, { ms }) => Math.max(most, ms), 0),
              places: through.map(({ atMs }) => placeAt(atMs)),
            },
      profile:
        turns.length === 0
          ? null
          : {
              asked: turns.length,
              yaw: Math.max(0, ...turns.flatMap(({ frames }) => frames.map(({ yaw }) => Math.abs(yaw ?? 0)))),
              jitterRatio: Math.max(...ratios.map(({ ratio }) => ratio)),
              places: ratios.map(({ window }) => placeAt(window.fromMs)),
            },
      motion: { shapeChange: shapeChange(track.frames), loopMs: loopPeriod(track.frames) ?? 0 },
      audioVideo: speech,
    },
    unavailable,
  }
}
