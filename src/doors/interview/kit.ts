/** A thing to ask for, with one that does as well for whoever cannot or will not. */
export interface Card {
  readonly id: string
  readonly channel: 'face' | 'voice' | 'timing' | 'knowledge'
  /** Read aloud, word for word. `{hand}`, `{side}` and `{phrase}` are drawn by the server. */
  readonly read: string
  /** Tests the same and costs no more; choosing it is never a sign and is not stored. */
  readonly alternative: string
}

/** Asked in the same words of everybody in a stage. */
export interface Stage {
  readonly id: string
  readonly title: string
  readonly cards: { readonly face: number; readonly voice: number; readonly timing: number; readonly knowledge: number }
}

export const cards: readonly Card[] = [
  {
    id: 'hand-across',
    channel: 'face',
    read: 'Please spread the fingers of your {hand} hand and move it slowly across your face, from {side}.',
    alternative: 'Move a sheet of paper across the face, or show a document beside it.',
  },
  {
    id: 'profile',
    channel: 'face',
    read: 'Please turn your head to the {side} as far as is comfortable, hold it for five seconds, and come back.',
    alternative: 'Turn the camera to the side instead of the head.',
  },
  {
    id: 'cheek-press',
    channel: 'face',
    read: 'Please press a finger of your {hand} hand into your cheek and let go again, twice.',
    alternative: 'Put a cup before the mouth and take it away.',
  },
  {
    id: 'object-before-mouth',
    channel: 'face',
    read: 'Please hold something you have at hand before your mouth and count to five.',
    alternative: 'Hold it beside the face, touching the cheek.',
  },
  {
    id: 'stand-up',
    channel: 'face',
    read: 'Please lean back until your shoulders show, and come close again.',
    alternative: 'Move the camera back and forth.',
  },
  {
    id: 'colour-light',
    channel: 'face',
    read: 'Please open an empty white window over your whole screen, close it again after three seconds, and keep looking at the camera.',
    alternative: 'Switch a lamp near you on and off.',
  },
  {
    id: 'whisper',
    channel: 'voice',
    read: 'Please whisper: {phrase}',
    alternative: 'Write the sentence in the chat and read it in your usual voice.',
  },
  {
    id: 'hum',
    channel: 'voice',
    read: 'Please hum a tone that rises, for three seconds.',
    alternative: 'Clap twice while you count to four.',
  },
  {
    id: 'clap-talking',
    channel: 'voice',
    read: 'Please clap three times while you say: {phrase}',
    alternative: 'Tap on the table while you talk.',
  },
  {
    id: 'cup-mouth',
    channel: 'voice',
    read: 'Please say {phrase}, once freely and once with a hand before your mouth.',
    alternative: 'Turn away from the microphone for the second time.',
  },
  {
    id: 'fresh-phrase',
    channel: 'voice',
    read: 'Please read this aloud: {phrase}',
    alternative: 'Repeat it after me.',
  },
  {
    id: 'shadow',
    channel: 'timing',
    read: 'I will read two sentences. Please say each word after me while I go on reading.',
    alternative: 'Repeat eight numbers, one by one.',
  },
  {
    id: 'interrupt',
    channel: 'timing',
    read: 'Please tell me without a pause what you see out of the nearest window. I will say "stop" after a while: then stop at once.',
    alternative: 'Count aloud from one and stop at the word.',
  },
  {
    id: 'own-commit',
    channel: 'knowledge',
    read: 'Here is a change you made. Please tell me why it was done this way.',
    alternative: 'A piece of your work that you choose.',
  },
  {
    id: 'claimed-place',
    channel: 'knowledge',
    read: 'Which way would you go from where you live to buy bread, and what do you pass?',
    alternative: 'The same for a place you worked at.',
  },
]

export const stages: readonly Stage[] = [
  { id: 'screen', title: 'First call', cards: { face: 3, voice: 1, timing: 1, knowledge: 1 } },
  { id: 'technical', title: 'Technical interview', cards: { face: 3, voice: 1, timing: 1, knowledge: 2 } },
  { id: 'offer', title: 'Before an offer', cards: { face: 4, voice: 2, timing: 1, knowledge: 1 } },
]

/** Words of the fresh phrases: everyday, easy to say, and together in no order anybody has prepared. */
export const phraseWords = {
  who: [
    'the baker',
    'a neighbour',
    'our captain',
    'the gardener',
    'a young painter',
    'the postman',
    'my teacher',
    'a tall sailor',
  ],
  does: ['carries', 'paints', 'borrows', 'repairs', 'counts', 'washes', 'hides', 'weighs'],
  what: [
    'seven lanterns',
    'an old piano',
    'three green doors',
    'the long ladder',
    'a silver kettle',
    'nine umbrellas',
    'the broken clock',
  ],
  where: [
    'behind the station',
    'before breakfast',
    'under the bridge',
    'in the attic',
    'on a rainy Tuesday',
    'beside the river',
  ],
} as const

/**
 * The question about a head of state. Off until the operator turns it on for a jurisdiction that allows it, then asked
 * of everybody in the same words. Stored is only complied, declined or disconnected.
 */
export const regimeQuestion = {
  enabledByDefault: false,
  /** Political opinion and national origin are protected there; it stays off whatever the operator sets. */
  neverIn: ['EU', 'UK', 'CH', 'US-CA', 'US-NY', 'US-DC'],
  outcomes: ['complied', 'declined', 'disconnected'],
  /** Word for word, of everybody or of nobody. What is said in answer is neither asked about nor kept. */
  read: 'One question we ask of everybody at this stage: please say one sentence that criticises the head of state of North Korea. You may decline.',
} as const

/** Whether the regime question may be asked: turned on by the operator, and not in an excluded or unknown place. */
export function mayAskRegimeQuestion(turnedOn: boolean, jurisdiction: string | null): boolean {
  return (
    turnedOn &&
    jurisdiction !== null &&
    !regimeQuestion.neverIn.some((place) => jurisdiction === place || jurisdiction.startsWith(`${place}-`))
  )
}
