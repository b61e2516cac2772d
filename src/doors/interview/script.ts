import { pick, shuffle, type Random } from '../../core/random.ts'
import type { Question } from '../../measure/turns/call.ts'

/** Something to read out, in its place in the call. */
export interface ScriptLine {
  readonly id: string
  readonly part: 'notice' | 'talk' | 'short' | 'cards' | 'knowledge' | 'regime' | 'closing'
  /** What the answer's delay is compared with; null: it is not timed. */
  readonly question: Question | null
  readonly read: string
}

/** Roles the kit has questions for; asked of everybody who applies for such a role. */
export const scriptRoles = [
  { id: 'engineering', title: 'Engineering' },
  { id: 'finance', title: 'Finance and operations' },
  { id: 'design', title: 'Design and product' },
  { id: 'other', title: 'Another role' },
] as const
export type ScriptRole = (typeof scriptRoles)[number]['id']

export const notice =
  'Before we start: in every interview at this stage I ask for a few short checks that it is really you on the line. ' +
  'Each has another way that counts the same; tell me if you prefer it, without a reason. Nothing is recorded; I note what I see, ' +
  'the notes are kept with your application, and you may ask for them. Is that all right?'

const easy: readonly string[] = [
  'How did you come across this job?',
  'What does your desk look like today?',
  'What have you been working on this week?',
  'Which of your projects did you enjoy most?',
]

const hard: Readonly<Record<ScriptRole, readonly string[]>> = {
  engineering: [
    'Tell me about a fault that took you longest to find. What made it hard?',
    'Where would you look first if a service became slow only on Mondays?',
    'Which decision of yours would you take back, and what did it cost?',
  ],
  finance: [
    'Tell me about a figure that did not add up. How did you find out why?',
    'What would you check first when two ledgers differ by a small amount every month?',
    'Which control would you drop if you had to drop one, and why?',
  ],
  design: [
    'Tell me about a design that people used in another way than you meant.',
    'What would you leave out of the page you know best, and what would it break?',
    'When did you last change your mind because of what a user did?',
  ],
  other: [
    'Tell me about something at work that took far longer than planned. Why?',
    'What would your last team say you should do less of?',
    'Which decision of yours would you take back, and what did it cost?',
  ],
}

/** Eight that are timed, and two to spare for a disturbed one. */
const SHORT = 10

const words = ['lamp', 'river', 'copper', 'window', 'garden', 'pencil', 'bottle', 'thunder', 'basket', 'velvet']
const trueOrFalse = [
  'Is a week longer than a day?',
  'Is ice warmer than steam?',
  'Does a bicycle have two wheels?',
  'Is seven more than nine?',
  'Do fish live in water?',
  'Is a metre shorter than a kilometre?',
  'Does Tuesday come before Monday?',
  'Is snow white?',
  'Is midnight at noon?',
  'Has a square four corners?',
]

/**
 * The script of one call: the same parts in the same order for everybody in a role and stage. The short questions are
 * drawn anew, because nobody thinks about them and anybody could prepare a list.
 */
export function scriptOf(role: ScriptRole, random: Random): readonly ScriptLine[] {
  const line = (part: ScriptLine['part'], question: Question | null) => (read: string, k: number): ScriptLine => ({ id: `${part}-${question ?? 'line'}-${k}`, part, question, read })
  return [
    { id: 'notice', part: 'notice', question: null, read: notice },
    ...easy.map(line('talk', 'easy')),
    ...hard[role].map(line('talk', 'hard')),
    ...shortQuestions(random).map(line('short', 'zero-think')),
  ]
}

export const closing = 'Thank you. That was everything I wanted to check. What would you like to ask me?'

function shortQuestions(random: Random): string[] {
  const yesNo = shuffle(random, trueOrFalse)
  const spelled = shuffle(random, words)
  const digit = (): string => pick(random, ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
  return Array.from({ length: SHORT }, (_, k) => {
    if (k % 3 === 0) return `Yes or no: ${yesNo[k] as string}`
    return k % 3 === 1 ? `Please say after me: ${digit()}, ${digit()}, ${digit()}.` : `Please spell “${spelled[k] as string}”.`
  })
}
