import type { Advisory } from '../advisory/advisory.ts'

/** So that nobody opens it by a slip, and no chat makes a preview of it. */
export function defang(text: string): string {
  return text
    .replace(/\bhttp(s?):\/\//gi, 'hxxp$1://')
    .replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, '[.]')
    .replace(/(?<=\S)@(?=\S+\[\.\])/g, '[@]')
}

/** Telegram takes 4,096 characters, Signal 2,000 before it makes a file of them. */
const longest = 1900

/**
 * An advisory as a chat message: label, title, what it is known by, id and the key's words. The whole of it travels as
 * the attached bundle.
 */
export function advisoryText(advisory: Advisory, words: string): string {
  const head = [
    `TLP:${advisory.tlp} · PAP:${advisory.pap}`,
    advisory.state === 'revoked'
      ? `REVOKED: ${advisory.title}`
      : advisory.revision > 1
        ? `${advisory.title} (revision ${advisory.revision})`
        : advisory.title,
    '',
  ]
  const foot = [
    '',
    ...(advisory.techniques.length === 0 ? [] : [`ATT&CK ${advisory.techniques.map((one) => one.id).join(', ')}`]),
    `id ${advisory.id} · revision ${advisory.revision}`,
    `key ${words}`,
  ]
  const lines: string[] = []
  let left = longest - [...head, ...foot].join('\n').length
  for (const [i, artefact] of advisory.artefacts.entries()) {
    // A package is no address: its name stays as it is installed.
    const line = `• ${artefact.type}: ${artefact.type === 'package' ? artefact.value : defang(artefact.value)}`
    if (line.length + 30 > left) {
      lines.push(`… and ${advisory.artefacts.length - i} more in the bundle`)
      break
    }
    lines.push(line)
    left -= line.length + 1
  }
  const description = defang(advisory.description).slice(0, Math.max(0, left - 2))
  return [...head, ...(description === '' ? [] : [description, '']), ...lines, ...foot].join('\n')
}

/** Whether a text is one of the above: its last two lines are. */
export function isAdvisoryText(text: string): boolean {
  return /^id [0-9a-f-]{36} · revision \d{1,6}\nkey [a-z]+(?: [a-z]+){11}\s*$/m.test(text)
}

/** For Telegram's HTML mode. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
