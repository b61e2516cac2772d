import type { Random } from '../../src/core/random.ts'
import { lookAlikes } from './clean.ts'
import type { ClaimSample } from './data.ts'
import { plainPerson, type Person } from './people.ts'
import { contradictions } from './seeded.ts'
import { writeResume, type Part } from './style.ts'

/** Own samples: a third contradictions, the rest look-alikes, kinds in turn. */
export function generateSamples(random: Random, size: number, part: Part): ClaimSample[] {
  const kinds = { contradiction: Object.entries(contradictions), clean: Object.entries(lookAlikes) }
  return Array.from({ length: size }, (_, i): ClaimSample => {
    const label = i % 3 === 0 ? 'contradiction' : 'clean'
    const [kind, make] = kinds[label][Math.floor(label === 'clean' ? (i * 2) / 3 : i / 3) % kinds[label].length] as [
      string,
      (person: Person, random: Random, part: Part) => Person,
    ]
    const person = make(plainPerson(random, part), random, part)
    return {
      id: `${part}-${i}`,
      text: writeResume(person, random, part),
      label,
      asOf: Date.UTC(Math.floor(person.asOf / 12), person.asOf % 12, 15),
      kind,
    }
  })
}
