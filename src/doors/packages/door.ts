import type { Door } from '../door.ts'
import { isPackage } from './intake.ts'
import { npmPackage } from './kinds.ts'

/** npm dependencies: find the poisoned copy before it embeds deeper; say which line. */
export const packages: Door = {
  id: 'packages',
  title: 'Packages',
  kinds: { package: npmPackage },
  recognises: (name, head) => (isPackage(name, head) ? 'package' : null),
}
