import { hash } from 'node:crypto'
import type { Advisory, AdvisoryArtefact } from '../advisory/advisory.ts'
import type { Author } from '../advisory/bundle.ts'
import { madeId } from '../stix/ids.ts'

interface Attribute {
  readonly uuid: string
  readonly type: string
  readonly category: string
  readonly value: string
  readonly to_ids: boolean
  readonly comment: string
  readonly timestamp: string
  readonly distribution: string
  readonly disable_correlation: boolean
}

export interface MispEvent {
  readonly Event: Readonly<Record<string, unknown>> & {
    readonly uuid: string
    readonly Attribute: readonly Attribute[]
  }
}

const uuidOf = (...parts: readonly string[]): string => madeId('x', ...parts).slice(3)
const seconds = (ms: number): string => String(Math.floor(ms / 1000))

/** MISP's type and category of what an advisory may hold. */
const kinds: Readonly<Record<string, readonly [type: string, category: string]>> = {
  domain: ['domain', 'Network activity'],
  url: ['url', 'Network activity'],
  'meeting-id': ['url', 'Network activity'],
  'scheduler-slug': ['url', 'Network activity'],
  ip: ['ip-dst', 'Network activity'],
  'ip-range': ['ip-dst', 'Network activity'],
  repository: ['link', 'External analysis'],
  wallet: ['text', 'Financial fraud'],
  'telegram-id': ['text', 'Social network'],
  package: ['text', 'Artifacts dropped'],
}

/** An advisory as a MISP event. A package's archive also stands as SHA-256, so that other instances correlate it. */
export function mispEvent(advisory: Advisory, author: Author): MispEvent {
  const orgc = { name: author.name, uuid: uuidOf('org', author.name) }
  const attribute = (
    type: string,
    category: string,
    value: string,
    artefact: AdvisoryArtefact,
    toIds: boolean,
  ): Attribute => ({
    uuid: uuidOf('attribute', advisory.id, type, value),
    type,
    category,
    value,
    to_ids: toIds,
    comment: artefact.note ?? '',
    timestamp: seconds(advisory.modifiedAt),
    distribution: '5',
    disable_correlation: false,
  })
  const attributes = advisory.artefacts.flatMap((artefact) => {
    if (artefact.type === 'file-hash')
      return [
        attribute(
          artefact.value.length === 64 ? 'sha256' : artefact.value.length === 40 ? 'sha1' : 'md5',
          'Payload delivery',
          artefact.value.toLowerCase(),
          artefact,
          true,
        ),
      ]
    const [type, category] =
      artefact.type === 'wallet' ? walletKind(artefact.value) : (kinds[artefact.type] ?? ['text', 'Other'])
    const one = attribute(type, category, artefact.value, artefact, type !== 'text' && type !== 'link')
    return artefact.type === 'package' && artefact.sha256 !== undefined
      ? [one, attribute('sha256', 'Payload delivery', artefact.sha256.toLowerCase(), artefact, true)]
      : [one]
  })
  return {
    Event: {
      uuid: uuidOf('event', author.name, advisory.id),
      info: advisory.title,
      date: new Date(advisory.createdAt).toISOString().slice(0, 10),
      timestamp: seconds(advisory.modifiedAt),
      publish_timestamp: seconds(advisory.modifiedAt),
      published: advisory.state === 'sent',
      analysis: '2',
      threat_level_id: advisory.confidence >= 70 ? '1' : '2',
      distribution: '3',
      Org: orgc,
      Orgc: orgc,
      Tag: tags(advisory),
      Attribute: attributes,
      Object: [],
      EventReport: [
        {
          uuid: uuidOf('report', advisory.id),
          name: advisory.title,
          content: advisory.description,
          timestamp: seconds(advisory.modifiedAt),
          distribution: '5',
        },
      ],
    },
  }
}

function walletKind(value: string): readonly [string, string] {
  return /^(?:bc1|[13])/.test(value) ? ['btc', 'Financial fraud'] : ['text', 'Financial fraud']
}

function tags(advisory: Advisory): { name: string }[] {
  return [
    { name: `tlp:${advisory.tlp.toLowerCase()}` },
    { name: `PAP:${advisory.pap}` },
    ...advisory.techniques.map((one) => ({ name: `misp-galaxy:mitre-attack-pattern="${one.name} - ${one.id}"` })),
  ]
}

/** A feed folder: file name → text. Values are hashed in `hashes.csv` as MISP does; no value tied to a person is among them. */
export function mispFeed(events: readonly MispEvent[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const manifest: Record<string, unknown> = {}
  const hashes: string[] = []
  for (const event of events) {
    const { uuid, info, date, timestamp, analysis, threat_level_id, Orgc, Tag, Attribute } = event.Event
    manifest[uuid] = { Orgc, Tag, info, date, analysis, threat_level_id, timestamp }
    files.set(`${uuid}.json`, JSON.stringify(event))
    for (const { value } of Attribute) hashes.push(`${hash('md5', value)},${uuid}`)
  }
  files.set('manifest.json', JSON.stringify(manifest))
  files.set('hashes.csv', `${hashes.join('\n')}\n`)
  return files
}
