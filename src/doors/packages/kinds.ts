import { packageFacts, type PackageFacts } from '../../measure/package/facts.ts'
import type { Kind } from '../door.ts'
import { measureParsed, packageArtefacts } from './measure.ts'
import type { ParsedPackage } from './parsers/package.ts'

/** A version of an npm package. */
export const npmPackage: Kind<ParsedPackage, null, PackageFacts> = {
  facts: packageFacts,
  parser: new URL('./parsers/package.ts', import.meta.url),
  gather: () => Promise.resolve(null),
  measure: measureParsed,
  label: (facts) => (facts.name === '' ? null : `${facts.name}@${facts.version}`),
  artefacts: packageArtefacts,
}
