import { pick, shuffle, type Random } from '../../core/random.ts'

/** A question made from what the person claims, with what a truthful answer may sound like. */
export interface KnowledgeQuestion {
  readonly about: 'planted' | 'place'
  readonly read: string
  readonly fine: string
}

/** Where the claims come from: employers of the résumé, and the town the application names. */
export interface Claim {
  readonly employers: readonly string[]
  readonly place: string | null
}

const colours = ['amber', 'cobalt', 'silver', 'crimson', 'ivory', 'slate']
const things = ['lantern', 'orchard', 'anchor', 'compass', 'harbour', 'sparrow']

const invented: readonly ((employer: string, name: string) => string)[] = [
  (employer, name) => `You were at ${employer}: did you work on “${name}” there, or was that another team?`,
  (employer, name) => `I read about the “${name}” change at ${employer}. How was it for your team?`,
  (employer, name) => `Somebody told me that “${name}” was the hardest year at ${employer}. Did you find that too?`,
]

const local: readonly ((place: string) => string)[] = [
  (place) => `What is the weather in ${place} right now?`,
  (place) => `When you go out of your door in ${place}, which way is the next main road, and what do you pass?`,
  (place) => `Where in ${place} do you buy bread, and how do you get there?`,
  (place) => `How would I get from the station or the airport to your part of ${place}?`,
  (place) => `What is being built or dug up near you in ${place} at the moment?`,
]

/**
 * One detail that nobody can know because the server has just made it up, and two everyday questions about the place:
 * ways and shops, never feasts, food or customs. No résumé and no place: no question.
 */
export function knowledgeQuestions({ employers, place }: Claim, random: Random): readonly KnowledgeQuestion[] {
  const questions: KnowledgeQuestion[] = []
  const named = employers.filter((name) => name.trim() !== '')
  if (named.length > 0) {
    const name = `${pick(random, colours)} ${pick(random, things)}`
    questions.push({
      about: 'planted',
      read: pick(random, invented)(short(pick(random, named)), name),
      fine: `There is no “${name}”: our server made it up. “I do not know it” is the good answer; politeness or mishearing explain a yes.`,
    })
  }
  if (place !== null && place.trim() !== '')
    for (const ask of shuffle(random, local).slice(0, 2))
      questions.push({ about: 'place', read: ask(short(place)), fine: 'Look it up while they talk. Somebody who moved lately, or stays in, may not know.' })
  return questions
}

const short = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 60)
