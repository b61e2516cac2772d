import type { Mark, Observation } from '../../../http/rooms/interview/contract.ts'

export const markWords: readonly { readonly mark: Mark; readonly key: string; readonly name: string; readonly means: string }[] = [
  { mark: 'done', key: 'd', name: 'Done', means: 'It was done, and nothing broke.' },
  { mark: 'artefact', key: 'a', name: 'Artefact', means: 'The picture or the voice broke while it was done.' },
  { mark: 'refused', key: 'r', name: 'Refused', means: 'Neither the card nor the other way was wanted.' },
  { mark: 'not-possible', key: 'n', name: 'Not possible', means: 'A line, a light, a body, a room. It never counts.' },
]

/** What is noted with one key. Behaviour on the call, never looks, accent or mood. */
export const noteWords: readonly { readonly what: Observation; readonly key: string; readonly name: string }[] = [
  { what: 'second-voice', key: '1', name: 'Second voice' },
  { what: 'prompted', key: '2', name: 'Somebody prompts' },
  { what: 'other-name', key: '3', name: 'Other name on screen' },
  { what: 'reads-aloud', key: '4', name: 'Reads answers out' },
  { what: 'picture-breaks', key: '5', name: 'Picture breaks' },
  { what: 'voice-breaks', key: '6', name: 'Voice breaks' },
  { what: 'lips-out-of-step', key: '7', name: 'Lips out of step' },
  { what: 'camera-refused', key: '8', name: 'Will not show face' },
  { what: 'left-after-security-topic', key: '9', name: 'Left at a security topic' },
  { what: 'different-person', key: '0', name: 'Not who came before' },
]

/** Noted beside a question made from a claim. */
export const claimNotes: readonly { readonly what: Observation; readonly key: string; readonly name: string }[] = [
  { what: 'planted-accepted', key: 'g', name: 'Went along with it' },
  { what: 'place-unknown', key: 'p', name: 'Did not know the place' },
  { what: 'own-work-blank', key: 'w', name: 'Could not explain own work' },
]

const others: Partial<Record<Observation, string>> = { 'security-question-declined': 'Declined the fixed question' }

export function noteName(what: Observation): string {
  return [...noteWords, ...claimNotes].find((one) => one.what === what)?.name ?? others[what] ?? what
}

export const cardNames: Readonly<Record<string, string>> = {
  'hand-across': 'Hand across the face',
  profile: 'Profile',
  'cheek-press': 'Cheek press',
  'object-before-mouth': 'Object before the mouth',
  'stand-up': 'Lean back and return',
  'colour-light': 'Change of light',
  whisper: 'Whisper',
  hum: 'Hum',
  'clap-talking': 'Clap while talking',
  'cup-mouth': 'Hand before the mouth',
  'fresh-phrase': 'Fresh phrase',
  shadow: 'Repeat while I speak',
  interrupt: 'Stop when cut in',
  'own-commit': 'Own work explained',
  'claimed-place': 'The way to the baker',
}
