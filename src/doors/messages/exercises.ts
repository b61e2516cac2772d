import { pick, seededRandom } from '../../core/random.ts'

/** A message that trains: like an attempt, leading to our own page, harming nobody. */
export interface Exercise {
  readonly template: string
  readonly subject: string
  readonly text: string
}

const templates: Readonly<Record<string, (draw: (items: readonly string[]) => string, link: string) => Omit<Exercise, 'template'>>> = {
  'meeting-update': (draw, link) => ({
    subject: draw(['Your call at three', 'Re: today', 'Link for our call']),
    text: `Hi,\n\n${draw(['we are all in the room and cannot hear you.', 'there was a problem with the sound last time.'])} ${draw(['Please update the audio before you join:', 'The page shows a short repair:'])}\n${link}\n\n${draw(['Robin', 'Kim', 'Sasha'])}`,
  }),
  'recruiter-repository': (draw, link) => ({
    subject: draw(['Senior role, well paid', 'Saw your talk']),
    text: `Hello,\n\n${draw(['a protocol we work with pays about double of the market.', 'we are hiring and liked your profile.'])} ${draw(['Please look at the task before tomorrow:', 'Our project is here, could you run it today?'])}\n${link}\n\n${draw(['Jo', 'Lee', 'Andrea'])}`,
  }),
  'shared-document': (draw, link) => ({
    subject: draw(['Term sheet for review', 'Minutes and next steps']),
    text: `Dear colleague,\n\n${draw(['the partners shared a document with you.', 'please find the agreement below.'])} ${draw(['It needs your work account:', 'Sign in to read it:'])}\n${link}\n\n${draw(['Best regards', 'Regards'])}`,
  }),
}

export const exerciseTemplates: readonly string[] = Object.keys(templates)

/**
 * An exercise drawn from a template: the same seed gives the same words, so that groups can be compared.
 *
 * @param link page of ours that ends the exercise
 */
export function drawExercise(template: string, seed: number, link: string): Exercise | null {
  const random = seededRandom(seed)
  const make = templates[template]
  return make === undefined ? null : { template, ...make((items) => pick(random, items), link) }
}
