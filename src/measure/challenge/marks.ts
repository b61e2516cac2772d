import { z } from 'zod'
import type { Place } from '../../core/evidence.ts'

/** What a person beside the call may note with one key. It names behaviour on the call, never looks, accent or mood. */
export const observationKinds = [
  'second-voice',
  'prompted',
  'other-name',
  'reads-aloud',
  'left-after-security-topic',
  'security-question-declined',
  'different-person',
  'lips-out-of-step',
  'picture-breaks',
  'voice-breaks',
  'camera-refused',
  'place-unknown',
  'planted-accepted',
  'own-work-blank',
] as const

export const observation = z.strictObject({
  what: z.enum(observationKinds),
  atMs: z.number().min(0).max(86_400_000),
  /** Pseudonym of who noted it: two people are two keys. */
  by: z.string().max(60),
})

export const challengeMarks = ['done', 'artefact', 'refused', 'not-possible'] as const

export const challengeMark = z.strictObject({
  /** Id of the kit's card. */
  card: z.string().max(60),
  atMs: z.number().min(0).max(86_400_000),
  mark: z.enum(challengeMarks),
  by: z.string().max(60),
  /** A second person's mark, made without seeing the first. */
  second: z.enum(challengeMarks).nullable().default(null),
  /** `face` or `voice`: which channel the card tests. */
  channel: z.enum(['face', 'voice', 'timing', 'knowledge']),
})

export type Observation = z.infer<typeof observation>
export type ChallengeMark = z.infer<typeof challengeMark>

const callPlace = z.object({ in: z.literal('call'), turn: z.number(), atMs: z.number(), text: z.string().optional() })
const noted = z.object({ times: z.number(), people: z.number(), places: z.array(callPlace) })

/** One entry for each kind of observation; all zero when it was watched for and not seen. */
export const observedFacts = z.object({
  secondVoice: noted,
  prompted: noted,
  otherName: noted,
  readsAloud: noted,
  leftAfterSecurityTopic: noted,
  securityQuestionDeclined: noted,
  differentPerson: noted,
  lipsOutOfStep: noted,
  pictureBreaks: noted,
  voiceBreaks: noted,
  cameraRefused: noted,
  placeUnknown: noted,
  /** Went along with a detail the interviewer had made up. */
  plantedAccepted: noted,
  ownWorkBlank: noted,
})

/** Marks of one channel. `notPossible` is kept apart: that something could not be done is never a sign. */
const channel = z.object({
  asked: z.number(),
  done: z.number(),
  artefacts: z.number(),
  /** Artefacts that a second person marked too, without seeing the first mark. */
  agreed: z.number(),
  refused: z.number(),
  notPossible: z.number(),
  places: z.array(callPlace),
})

export const markFacts = z.object({ face: channel, voice: channel, knowledge: channel })

export type ObservedFacts = z.infer<typeof observedFacts>
export type MarkFacts = z.infer<typeof markFacts>

/** Counts what people noted, and how many different people noted it. */
export function countObservations(observations: readonly Observation[]): ObservedFacts {
  const of = (what: Observation['what']): z.infer<typeof noted> => {
    const found = observations.filter((one) => one.what === what)
    return {
      times: found.length,
      people: new Set(found.map(({ by }) => by)).size,
      places: found.map((one) => placeAt(one.atMs)),
    }
  }
  return {
    secondVoice: of('second-voice'),
    prompted: of('prompted'),
    otherName: of('other-name'),
    readsAloud: of('reads-aloud'),
    leftAfterSecurityTopic: of('left-after-security-topic'),
    securityQuestionDeclined: of('security-question-declined'),
    differentPerson: of('different-person'),
    lipsOutOfStep: of('lips-out-of-step'),
    pictureBreaks: of('picture-breaks'),
    voiceBreaks: of('voice-breaks'),
    cameraRefused: of('camera-refused'),
    placeUnknown: of('place-unknown'),
    plantedAccepted: of('planted-accepted'),
    ownWorkBlank: of('own-work-blank'),
  }
}

/** Counts the two-key marks by channel. The places are those of artefacts. */
export function countMarks(marks: readonly ChallengeMark[]): MarkFacts {
  const of = (wanted: ChallengeMark['channel']): z.infer<typeof channel> => {
    const those = marks.filter((mark) => mark.channel === wanted)
    const count = (mark: ChallengeMark['mark']): number => those.filter((one) => one.mark === mark).length
    const artefacts = those.filter(({ mark }) => mark === 'artefact')
    return {
      asked: those.length,
      done: count('done'),
      artefacts: artefacts.length,
      agreed: artefacts.filter(({ second }) => second === 'artefact').length,
      refused: count('refused'),
      notPossible: count('not-possible'),
      places: artefacts.map(({ atMs }) => placeAt(atMs)),
    }
  }
  return { face: of('face'), voice: of('voice'), knowledge: of('knowledge') }
}

/** A place in the call; its turn is not known here, the time is what a person looks for. */
export function placeAt(atMs: number): Extract<Place, { in: 'call' }> {
  return { in: 'call', turn: 0, atMs }
}
