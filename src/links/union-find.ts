/** Disjoint sets of the integers below `size`. */
export interface Sets {
  find(item: number): number
  join(a: number, b: number): void
}

/** The smallest member is the root of its set, so that a set's name depends on its members and not on the order of joins. */
export function unionFind(size: number): Sets {
  const parents = Int32Array.from({ length: size }, (_, i) => i)
  const find = (item: number): number => {
    let root = item
    while (parents[root] !== root) root = parents[root] as number
    for (let at = item; at !== root; ) {
      const next = parents[at] as number
      parents[at] = root
      at = next
    }
    return root
  }
  return {
    find,
    join(a, b) {
      const [x, y] = [find(a), find(b)]
      if (x !== y) parents[Math.max(x, y)] = Math.min(x, y)
    },
  }
}

/** The given items (ascending) by the set they are in, in order of each set's smallest member. */
export function components(sets: Sets, items: readonly number[]): number[][] {
  const groups = new Map<number, number[]>()
  for (const item of items) {
    const root = sets.find(item)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
