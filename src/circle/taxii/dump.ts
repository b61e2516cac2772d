import { z } from 'zod'
import { SallyportError } from '../../core/errors.ts'
import { newId } from '../../store/new-id.ts'
import type { Right, TaxiiAccess } from './access.ts'
import type { TaxiiCollections } from './collections.ts'
import { readEnvelope, type Received } from './envelope.ts'
import { readMicros } from './time.ts'

const collection = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  alias: z.string().optional(),
  can_read: z.boolean().default(true),
  can_write: z.boolean().default(true),
  objects: z.array(z.record(z.string(), z.unknown())).default([]),
  manifest: z.array(z.object({ id: z.string(), date_added: z.string(), version: z.string() })).default([]),
})
const root = z.object({
  information: z.object({ title: z.string(), description: z.string().optional() }).optional(),
  status: z.array(z.looseObject({ id: z.string() })).default([]),
  collections: z.array(collection).default([]),
})
const discovery = z.object({ title: z.string().optional(), description: z.string().optional(), contact: z.string().optional() })

/** A TAXII server's whole content as JSON, in the layout of OASIS's reference server. */
export interface Dump {
  readonly discovery: z.output<typeof discovery>
  readonly roots: ReadonlyMap<string, z.output<typeof root>>
}

/** @throws SP_INPUT when it has another layout */
export function readDump(text: string): Dump {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new SallyportError('SP_INPUT', 'The file is no JSON.')
  }
  const whole = z.record(z.string(), z.unknown()).safeParse(json)
  if (!whole.success) throw new SallyportError('SP_INPUT', 'The file is no dump of a TAXII server.')
  const roots = new Map<string, z.output<typeof root>>()
  for (const [name, value] of Object.entries(whole.data)) {
    if (name.startsWith('/')) continue
    const read = root.safeParse(value)
    if (!read.success) throw new SallyportError('SP_INPUT', `The root ${name.slice(0, 80)} is not as the reference server writes it: ${read.error.issues[0]?.message ?? ''}`)
    roots.set(name, read.data)
  }
  return { discovery: discovery.safeParse(whole.data['/discovery']).data ?? {}, roots }
}

/** Fills empty collections with a dump. Every object keeps the date it was added. @returns how many objects there are now */
export async function restoreDump(dump: Dump, collections: TaxiiCollections, access: TaxiiAccess, user: { name: string; password: string }): Promise<number> {
  const rights: Record<string, Right> = {}
  let count = 0
  for (const [name, { status, collections: list }] of dump.roots) {
    for (const { objects, manifest, can_read: canRead, can_write: canWrite, ...one } of list) {
      await collections.create({ id: one.id, root: name, title: one.title, ...(one.alias === undefined ? {} : { alias: one.alias }), ...(one.description === undefined ? {} : { description: one.description }) })
      rights[one.id] = canRead ? (canWrite ? 'rw' : 'r') : canWrite ? 'w' : 'none'
      const dated = objects.map((object) => ({ object, added: dateOf(object, manifest) })).toSorted((a, b) => a.added - b.added)
      if (dated.length === 0) continue
      const { objects: read, failures } = readEnvelope(JSON.stringify({ objects: dated.map((each) => each.object) }))
      const [first] = failures
      if (first !== undefined) throw new SallyportError('SP_INPUT', `The object ${first.id} ${first.message}.`)
      await collections.add(one.id, read as readonly Received[], null, unique(dated.map((each) => each.added)))
      count += read.length
    }
    for (const each of status) await collections.keepStatus({ id: each.id, root: name, peer: user.name, body: JSON.stringify(each) })
  }
  await access.grant({ id: newId(), peer: user.name, user: user.name, clearance: 'RED', collections: rights, token: user.password })
  return count
}

function dateOf(object: Readonly<Record<string, unknown>>, manifest: z.output<typeof collection>['manifest']): number {
  const version = String(object['modified'] ?? object['created'] ?? '')
  const entry = manifest.find((one) => one.id === object['id'] && (one.version === version || readMicros(one.version) === readMicros(version)))
  const own = (object['__meta'] as { date_added?: unknown } | undefined)?.date_added
  const added = readMicros(String(own ?? entry?.date_added ?? ''))
  if (added === null) throw new SallyportError('SP_INPUT', `The object ${String(object['id']).slice(0, 100)} has no date added.`)
  return added
}

/** Here each date stands once: of two objects that another server gave the same, the earlier moves back a microsecond. */
function unique(dates: readonly number[]): number[] {
  let next = Number.POSITIVE_INFINITY
  return dates.toReversed().map((date) => (next = Math.min(date, next - 1))).toReversed()
}
