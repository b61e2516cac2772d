/**
 * Whether two package names are neighbours: a slip of the finger apart, the same but for scope, separators, order of
 * words, or a customary affix.
 */
export function nearName(a: string, b: string): boolean {
  if (a === b || a === '' || b === '') return false
  const [x, y] = [plain(a), plain(b)]
  if (x === y) return true
  const longest = Math.max(x.length, y.length)
  if (longest >= 4 && distance(x, y, longest >= 9 ? 2 : 1) <= (longest >= 9 ? 2 : 1)) return true
  return stem(a) === stem(b)
}

/** Letters and digits only, without scope; look-alike letters folded. */
function plain(name: string): string {
  return bare(name).replace(/rn/g, 'm').replace(/[1|]/g, 'l').replace(/0/g, 'o').replace(/vv/g, 'w')
}

const bare = (name: string): string =>
  name
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Words in sorted order, without those that anybody may add. */
function stem(name: string): string {
  const words = name
    .replace(/^@/, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const core = words.filter(
    (word) =>
      !/^(?:js|node|lib|npm|core|official|api|sdk|utils?|pro|plus|new|latest|dev|test|cli|package|module|ts)$/.test(
        word,
      ),
  )
  return (core.length > 0 ? core : words).sort().join('').replace(/js$/, '').replace(/s$/, '')
}

/** Damerau–Levenshtein (optimal string alignment), given up beyond `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] as number) + 1)
      row.push(value)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[b.length] as number
}
