import { further, type SharedThing } from './strength.ts'

/** How much each shared thing counts in `strengthOf`: the strongest of its cause whole, further ones in part or not. */
export function counted<T extends SharedThing>(things: readonly T[]): (T & { readonly counts: 'whole' | 'part' | 'nothing' })[] {
  const best = new Map<string, T>()
  for (const thing of things) {
    const known = best.get(thing.cause)
    if (known === undefined || thing.bits > known.bits) best.set(thing.cause, thing)
  }
  return things.map((thing) => ({ ...thing, counts: best.get(thing.cause) === thing ? 'whole' : further[thing.cause] > 0 ? 'part' : 'nothing' }))
}
