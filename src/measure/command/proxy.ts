import { addressesIn } from './calls.ts'
import { isRunnable, isWritablePlace } from './places.ts'
import { namesFetchedFile, note, type Walk } from './walk.ts'

const web = /(?:https?|ftp|file):\/{1,2}|\\\\[\w.-]+(?:@(?:ssl|\d+))+\\|\\\\(?:\d{1,3}\.){3}\d{1,3}\\/i
const inlineScript = /\b(?:javascript|vbscript|about):/i

/**
 * Signed programs of Windows that fetch or run foreign code when asked in the right way (living off the land).
 * Their honest uses name a local, installed file.
 *
 * @see LOLBAS project, one entry a program
 */
export function proxyExecution(walk: Walk, program: string, raw: string): boolean {
  const speaks = suspicious(walk, program, raw)
  if (speaks) {
    note(walk, 'proxy-execution', raw)
    for (const url of addressesIn(raw)) walk.runUrls.add(url)
  }
  return speaks
}

function suspicious(walk: Walk, program: string, raw: string): boolean {
  const foreign = web.test(raw) || addressesIn(raw).length > 0 || isWritablePlace(raw) || namesFetchedFile(walk, raw)
  switch (program) {
    case 'mshta':
      return foreign || inlineScript.test(raw)
    case 'regsvr32':
      return foreign || /\/i:\S*[a-z]+:/i.test(raw) || /\.sct\b/i.test(raw)
    case 'rundll32':
      return foreign || inlineScript.test(raw) || /\bdavclnt\b.*http/i.test(raw)
    case 'certutil':
      return /[-/](?:urlcache|url|verifyctl)\b/i.test(raw)
        ? foreign
        : /[-/]decode(?:hex)?\b/i.test(raw) && (isWritablePlace(raw) || raw.split(/\s+/).some(isRunnable))
    case 'bitsadmin':
      return /\/(?:transfer|addfile)\b/i.test(raw) && web.test(raw)
    case 'msiexec':
      return (
        web.test(raw) ||
        addressesIn(raw).length > 0 ||
        namesFetchedFile(walk, raw) ||
        // Administrators keep packages in C:\temp.
        (isWritablePlace(raw.replace(/\b[a-z]:[\\/]+te?mp[\\/]/gi, '')) && /\/q/i.test(raw))
      )
    case 'wmic':
      return /\/format:\s*["']?\s*(?:https?|\\\\)/i.test(raw) || /process\s+call\s+create/i.test(raw)
    case 'forfiles':
      return /\/c\b/i.test(raw) && (foreign || /powershell|mshta|curl|https?:/i.test(raw))
    default:
      return foreign
  }
}
