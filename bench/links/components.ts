import type { Edges } from '../../src/links/clusters.ts'

/** The baseline: whoever shares anything is joined. @returns personas in the largest component */
export function components(edges: Edges): number {
  const parents = Int32Array.from({ length: edges.subjects + edges.artefacts }, (_, i) => i)
  const find = (item: number): number => {
    let at = item
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number
      at = parents[at] as number
    }
    return at
  }
  for (let i = 0; i < edges.subject.length; i++) parents[find(edges.subject[i] as number)] = find(edges.subjects + (edges.artefact[i] as number))
  const sizes = new Map<number, number>()
  for (let who = 0; who < edges.subjects; who++) sizes.set(find(who), (sizes.get(find(who)) ?? 0) + 1)
  return Math.max(...sizes.values())
}
