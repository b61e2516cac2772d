import type { Advisory, AdvisoryArtefact } from './advisory.ts'
import { definitionsFor, ruleExtension } from './extensions.ts'
import { packageUrl } from '../hunt/package-key.ts'
import { madeId } from '../stix/ids.ts'
import { papMarking, tlpMarking } from '../stix/markings.ts'
import { stixTime, type Bundle, type StixObject } from '../stix/object.ts'

export interface Author {
  readonly name: string
  /** Since when this identity exists, milliseconds. */
  readonly since: number
}

const day = 24 * 3_600_000

/**
 * An advisory as a STIX 2.1 bundle. Ids follow from the advisory, so a revision is a new version of the same objects and
 * a revocation revokes all of them. One comparison a pattern: other platforms import nothing else without loss.
 */
export function advisoryBundle(advisory: Advisory, author: Author): Bundle {
  const creator = authorIdentity(author)
  const created = stixTime(advisory.createdAt)
  const modified = stixTime(Math.max(advisory.createdAt, advisory.modifiedAt))
  const tlp = tlpMarking(advisory.tlp)
  const pap = papMarking(advisory.pap, creator.id, creator.created as string)
  const common = {
    spec_version: '2.1',
    created_by_ref: creator.id,
    created,
    modified,
    ...(advisory.state === 'revoked' ? { revoked: true } : {}),
    object_marking_refs: [tlp.id, pap.id],
  }
  // Other platforms warn of empty descriptions.
  const told = advisory.description.trim() === '' ? advisory.title : advisory.description
  const objects: StixObject[] = []
  const ids = new Set<string>()
  const add = (type: string, key: string, properties: Record<string, unknown>): StixObject => {
    const object = { type, id: madeId(type, creator.id, advisory.id, key), ...common, ...properties } as StixObject
    // The same artefact named twice is one object.
    if (!ids.has(object.id)) objects.push(object)
    ids.add(object.id)
    return object
  }
  const relate = (kind: string, from: StixObject, to: StixObject): void =>
    void add('relationship', `${kind} ${from.id} ${to.id}`, {
      relationship_type: kind,
      source_ref: from.id,
      target_ref: to.id,
    })

  const techniques = advisory.techniques.map((one) =>
    add('attack-pattern', one.id, {
      name: one.name,
      external_references: [
        {
          source_name: 'mitre-attack',
          external_id: one.id,
          url: `https://attack.mitre.org/techniques/${one.id.replace('.', '/')}`,
          description: `ATT&CK ${one.version}`,
        },
      ],
    }),
  )
  for (const artefact of advisory.artefacts) {
    const subject =
      artefact.type === 'package'
        ? add('malware', `package ${artefact.value}`, {
            name: artefact.value,
            description: artefact.note ?? told,
            is_family: false,
            malware_types: ['trojan'],
            external_references: [{ source_name: 'purl', external_id: packageUrl(artefact.value) }],
          })
        : null
    for (const { pattern, life } of patternsOf(artefact)) {
      const indicator = add('indicator', `${artefact.type} ${pattern}`, {
        name: `${titles[artefact.type] ?? artefact.type}: ${artefact.value}`.slice(0, 250),
        description: artefact.note ?? advisory.title,
        indicator_types: ['malicious-activity'],
        pattern,
        pattern_type: 'stix',
        pattern_version: '2.1',
        valid_from: created,
        ...(life === null ? {} : { valid_until: stixTime(advisory.createdAt + life * day) }),
        confidence: advisory.confidence,
      })
      if (subject !== null) relate('indicates', indicator, subject)
      for (const technique of techniques) relate('indicates', indicator, technique)
    }
  }
  const about = objects.map((object) => object.id)
  const report = {
    type: 'report',
    id: madeId('report', creator.id, advisory.id),
    ...common,
    name: advisory.title,
    // Repeated in the description: other platforms drop notes and opinions.
    description: told,
    report_types: ['threat-report'],
    published: created,
    confidence: advisory.confidence,
    object_refs: about.length === 0 ? [creator.id] : about,
    ...(advisory.rules.length === 0
      ? {}
      : { extensions: { [ruleExtension]: { extension_type: 'property-extension', rules: advisory.rules } } }),
  } as StixObject
  return {
    type: 'bundle',
    id: `bundle--${crypto.randomUUID()}`,
    objects: [creator, tlp, pap, ...definitionsFor([report]), ...objects, report],
  }
}

export function authorIdentity(author: Author): StixObject {
  const at = stixTime(author.since)
  return {
    type: 'identity',
    spec_version: '2.1',
    id: madeId('identity', author.name),
    created: at,
    modified: at,
    name: author.name,
    identity_class: 'organization',
  }
}

/** Rules that came with a bundle; only our own extension is read, everything else is left alone. */
export function rulesOf(objects: readonly StixObject[]): { id: string; yaml: string }[] {
  return objects.flatMap((object) => {
    const extension = object.extensions?.[ruleExtension] as { rules?: unknown } | undefined
    if (!Array.isArray(extension?.rules)) return []
    return extension.rules.flatMap((rule: unknown) => {
      const { id, yaml } = (rule ?? {}) as { id?: unknown; yaml?: unknown }
      return typeof id === 'string' && typeof yaml === 'string' && yaml.length < 20_000 ? [{ id, yaml }] : []
    })
  })
}

const titles: Readonly<Record<string, string>> = {
  domain: 'Lure or control host',
  url: 'Lure or payload address',
  ip: 'Control server',
  'ip-range': 'Network',
  package: 'Poisoned package',
  'file-hash': 'File',
  wallet: 'Wallet',
  repository: 'Repository',
  'telegram-id': 'Telegram account',
  'meeting-id': 'Meeting',
  'scheduler-slug': 'Calendar page',
}

/** One comparison each; days an indicator lives, null: it does not age. */
function patternsOf(artefact: AdvisoryArtefact): { pattern: string; life: number | null }[] {
  const value = quoted(artefact.value)
  switch (artefact.type) {
    case 'domain':
      return [{ pattern: `[domain-name:value = ${value}]`, life: 180 }]
    case 'url':
    case 'meeting-id':
    case 'scheduler-slug':
      return [{ pattern: `[url:value = ${value}]`, life: 180 }]
    case 'ip':
    case 'ip-range':
      return [{ pattern: `[${artefact.value.includes(':') ? 'ipv6' : 'ipv4'}-addr:value = ${value}]`, life: 30 }]
    case 'file-hash':
      return [
        { pattern: `[file:hashes.${hashName(artefact.value)} = ${quoted(artefact.value.toLowerCase())}]`, life: null },
      ]
    case 'package':
      return artefact.sha256 === undefined
        ? [named(artefact.value)]
        : [
            { pattern: `[file:hashes.'SHA-256' = ${quoted(artefact.sha256.toLowerCase())}]`, life: null },
            named(artefact.value),
          ]
    case 'repository':
      return [
        { pattern: `[url:value = ${quoted(`https://${artefact.value.replace(/^https?:\/\//, '')}`)}]`, life: null },
      ]
    case 'wallet':
      return [{ pattern: `[user-account:account_login = ${value}]`, life: null }]
    case 'telegram-id':
      return [{ pattern: `[user-account:account_login = ${value}]`, life: 180 }]
    default:
      return []
  }
}

function hashName(value: string): string {
  return value.length === 64 ? "'SHA-256'" : value.length === 40 ? "'SHA-1'" : 'MD5'
}

/** By its purl: the one name that says ecosystem, name and version in a single comparison. */
function named(value: string): { pattern: string; life: null } {
  return { pattern: `[software:name = ${quoted(packageUrl(value))}]`, life: null }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
