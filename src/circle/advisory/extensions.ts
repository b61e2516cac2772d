import { madeId } from '../stix/ids.ts'
import { stixTime, type StixObject } from '../stix/object.ts'

/** Our extensions: rules that travel inside a report, and the signature beside the bytes of a bundle. */
export const ruleExtension = madeId('extension-definition', 'advisory rules')
export const signatureExtension = madeId('extension-definition', 'advisory signature')

const made = stixTime(Date.UTC(2026, 10, 23))

/** Who defines the extensions: the same everywhere, because the same id must always be the same object. */
const project: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: madeId('identity', 'the Sallyport project'),
  created: made,
  modified: made,
  name: 'The Sallyport project',
  identity_class: 'system',
}

const definition = (id: string, name: string, description: string, schema: string): StixObject => ({
  type: 'extension-definition',
  spec_version: '2.1',
  id,
  created: made,
  modified: made,
  created_by_ref: project.id,
  name,
  description,
  schema: `https://sallyport.example/stix/${schema}.json`,
  version: '1.0.0',
  extension_types: ['property-extension'],
})

/** The definitions of the extensions that stand in `objects`, and who made them. */
export function definitionsFor(objects: readonly StixObject[]): StixObject[] {
  const used = [rules, signature].filter((one) => objects.some((object) => object.extensions?.[one.id] !== undefined))
  return used.length === 0 ? [] : [project, ...used]
}

const rules = definition(
  ruleExtension,
  'Sallyport advisory rules',
  'Detection rules (YAML with a CEL condition) that travel with a report.',
  'advisory-rules',
)
const signature = definition(
  signatureExtension,
  'Sallyport advisory signature',
  'A minisign signature over the payload of an artifact, which is the bundle as its author wrote it.',
  'advisory-signature',
)
