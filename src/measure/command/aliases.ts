/** What of a shell a new name may stand for, so that the old one does not show. */
const defined =
  /\b(?:sal|nal|set-alias|new-alias|alias)\s+(?:-name\s+)?["']?([\w.-]{1,30})["']?(?:\s+(?:-value\s+)?|=)["']?(iex|iwr|irm|icm|curl|wget|invoke-[\w-]+|start-process|saps|mshta|bash|sh|zsh|cmd|powershell)\b["']?/gi

/** The text with names it gives itself (`sal a iex; a …`) put back to what they stand for. */
export function withoutAliases(text: string): string {
  let plain = text
  for (const [whole, name, target] of text.matchAll(defined)) {
    const at = text.indexOf(whole) + whole.length
    const used = new RegExp(`(?<![\\w./$-])${(name as string).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[\\s("'])`, 'g')
    plain = plain.slice(0, at) + plain.slice(at).replace(used, target as string)
  }
  return plain
}
