/** What a quick filter would look for: the fifteen expressions of common detection write-ups. */
const expressions = [
  /powershell.*-e(?:nc|ncodedcommand)?\s+[A-Za-z0-9+/=]{16,}/i,
  /iex\s*\(/i,
  /invoke-expression/i,
  /downloadstring/i,
  /mshta\s+https?:/i,
  /curl\s+.*\|\s*(?:ba|z)?sh/i,
  /wget\s+.*\|\s*(?:ba|z)?sh/i,
  /base64\s+(?:-d|--decode).*\|\s*(?:ba)?sh/i,
  /osascript\s+-e\s+.*do shell script/i,
  /certutil.*-urlcache/i,
  /bitsadmin.*\/transfer/i,
  /regsvr32.*\/i:http/i,
  /rundll32.*javascript:/i,
  /-w(?:indowstyle)?\s+h(?:idden)?/i,
  /-(?:ep|executionpolicy)\s+bypass/i,
]

export function regex15(text: string): boolean {
  return expressions.some((expression) => expression.test(text))
}
