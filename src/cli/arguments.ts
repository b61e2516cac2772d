import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { messageOf, SallyportError } from '../core/errors.ts'

/**
 * Options and positionals of a command.
 *
 * @throws SP_INPUT for an option that does not exist
 */
export function readArguments<const T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } }, allowPositionals: true, strict: true })
  } catch (error) {
    throw new SallyportError('SP_INPUT', messageOf(error))
  }
}
