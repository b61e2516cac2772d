/**
 * JSON text that every database stores. PostgreSQL refuses U+0000 and lone surrogates in `jsonb` and in `text`, and
 * received text holds both; they become U+FFFD here, in one place, instead of failing an intake.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part)) ?? 'null'
}

export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD')
}
