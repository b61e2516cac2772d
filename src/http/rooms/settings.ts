import type { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'

/**
 * Reads settings from the environment. A variable that is set to nothing counts as not set, as compose files write it.
 *
 * @throws SP_CONFIG that names the variable
 */
export function readSettings<T extends z.ZodType>(schema: T, environment: Readonly<Record<string, string | undefined>>): z.output<T> {
  const read = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new SallyportError('SP_CONFIG', `${String(issue?.path[0])}: ${issue?.message ?? 'is wrong'}.`, { variable: String(issue?.path[0]) })
}
