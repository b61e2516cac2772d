/** Serialization failure and deadlock: the database asks to run the transaction again. */
const transient = new Set(['40001', '40P01'])

export function isTransient(error: unknown): boolean {
  return transient.has((error as { code?: string } | null)?.code ?? '')
}
