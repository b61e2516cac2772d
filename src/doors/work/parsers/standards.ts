import { presenceEvent } from '../../../measure/rhythm/event.ts'
import { at, clientOf, countryOf, event, keyOf, networkOf, number, text, time, type Source } from './record.ts'

/** OCSF classes that say an account was active. Version 1.8: `type_uid` = `class_uid` · 100 + `activity_id`. */
const OCSF_CLASSES: Readonly<Record<number, string>> = {
  3002: 'authentication',
  3003: 'authorize-session',
  6003: 'api-activity',
  6005: 'datastore-activity',
}
const SESSION_CLASSES = [3002, 3003]

/** Open Cybersecurity Schema Framework 1.x, authentication and API activity. */
export const ocsf: Source = {
  name: 'ocsf',
  is: (record) => number(record, 'class_uid') !== null && number(record, 'time') !== null,
  read: (record) => {
    const kind = number(record, 'class_uid') as number
    if (OCSF_CLASSES[kind] === undefined) return [{ refused: `OCSF class ${kind} says nothing about presence` }]
    const type = number(record, 'type_uid')
    if (type !== null && Math.floor(type / 100) !== kind) return [{ refused: 'OCSF type_uid contradicts class_uid' }]
    const user = SESSION_CLASSES.includes(kind) ? 'user' : 'actor.user'
    const service = number(record, `${user}.type_id`) === 3
    return [
      event({
        source: text(record, 'metadata.product.name')?.toLowerCase().slice(0, 40) ?? 'ocsf',
        ...(text(record, 'metadata.uid') === null ? {} : { id: text(record, 'metadata.uid') as string }),
        account:
          text(
            record,
            `${user}.email_addr`,
            `${user}.name`,
            `${user}.uid`,
            'actor.user.email_addr',
            'actor.user.name',
            'actor.user.uid',
          ) ?? '',
        at: time(number(record, 'time')) ?? Number.NaN,
        received: time(number(record, 'metadata.logged_time')),
        // Logon types of OCSF follow Windows: 2 interactive, 7 unlock, 10 remote, 11 cached; 3, 4 and 5 are no person.
        class: service || [3, 4, 5].includes(number(record, 'logon_type_id') ?? 0) ? 'automated' : 'interactive',
        session: keyOf('session', text(record, 'session.uid', 'actor.session.uid')),
        device: keyOf('device', text(record, 'src_endpoint.uid', 'device.uid')),
        network: networkOf(text(record, 'src_endpoint.ip', 'device.ip')),
        asn: number(record, 'src_endpoint.autonomous_system.number'),
        country: countryOf(text(record, 'src_endpoint.location.country')),
        offset: number(record, 'timezone_offset'),
        client: clientOf(text(record, 'http_request.user_agent')),
      }),
    ]
  },
}

/** Elastic Common Schema: `event.category` authentication, session or process start of a user. */
export const ecs: Source = {
  name: 'ecs',
  is: (record) => at(record, 'ecs') !== undefined && at(record, '@timestamp') !== undefined,
  read: (record) => {
    const category = JSON.stringify(at(record, 'event.category') ?? '')
    if (!/authentication|session|iam|configuration/.test(category))
      return [{ refused: 'ECS category says nothing about presence' }]
    return [
      event({
        source: text(record, 'event.dataset', 'event.module')?.slice(0, 40) ?? 'ecs',
        ...(text(record, 'event.id') === null ? {} : { id: text(record, 'event.id') as string }),
        account: text(record, 'user.email', 'user.name', 'user.id') ?? '',
        at: time(at(record, '@timestamp')) ?? Number.NaN,
        received: time(at(record, 'event.ingested')),
        class: /Network|Service|Batch/i.test(text(record, 'winlog.logon.type') ?? '') ? 'automated' : 'interactive',
        session: keyOf('session', text(record, 'session.id', 'winlog.logon.id')),
        device: keyOf('device', text(record, 'host.id', 'device.id')),
        network: networkOf(text(record, 'source.ip')),
        asn: number(record, 'source.as.number'),
        country: countryOf(text(record, 'source.geo.country_iso_code')),
        client: clientOf(text(record, 'user_agent.original')),
      }),
    ]
  },
}

/** Our own normalised form, as `src/doors/work/intake.ts` writes it. */
export const native: Source = {
  name: 'sallyport',
  is: (record) =>
    at(record, 'class') !== undefined && at(record, 'account') !== undefined && typeof at(record, 'at') === 'number',
  read: (record) => {
    const read = presenceEvent.safeParse(record)
    if (read.success) return [time(read.data.at) === null ? { refused: 'no time that can be read' } : read.data]
    return [{ refused: `normalised event: ${read.error.issues[0]?.path.join('.') ?? 'malformed'}` }]
  },
}
