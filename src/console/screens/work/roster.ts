/**
 * Colleagues out of lines as somebody types them: `kim@example.com, kim-gh, Europe/Lisbon`. The last entry is the zone when
 * it looks like one; the server knows which zones there are.
 */
export function peopleIn(text: string): {
  readonly people: { names: string[]; zone: string | null }[]
  readonly problem: string | null
} {
  const lines = text.split('\n').map((line) =>
    line
      .split(/[,;\t]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  const people = lines.flatMap((parts) => {
    if (parts.length === 0) return []
    const last = parts.at(-1) ?? ''
    const zone = parts.length > 1 && (/^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(last) || last === 'UTC') ? last : null
    return [{ names: zone === null ? parts : parts.slice(0, -1), zone }]
  })
  const seen = new Map<string, number>()
  for (const { names } of people)
    for (const name of names) seen.set(name.toLowerCase(), (seen.get(name.toLowerCase()) ?? 0) + 1)
  const twice = [...seen].find(([, times]) => times > 1)?.[0]
  return { people, problem: twice === undefined ? null : `"${twice}" stands in two lines.` }
}
