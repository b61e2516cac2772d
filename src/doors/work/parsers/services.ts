import { at, clientOf, countryOf, event, keyOf, networkOf, number, text, time, type Source } from './record.ts'

/** Slack Enterprise audit log: who signed in or exported; never a message. */
export const slack: Source = {
  name: 'slack',
  is: (record) =>
    at(record, 'date_create') !== undefined &&
    at(record, 'actor.user') !== undefined &&
    typeof at(record, 'action') === 'string',
  read: (record) => [
    event({
      source: 'slack',
      ...(text(record, 'id') === null ? {} : { id: text(record, 'id') as string }),
      account: text(record, 'actor.user.email', 'actor.user.id') ?? '',
      at: time(at(record, 'date_create')) ?? Number.NaN,
      class: at(record, 'actor.type') === 'user' ? 'interactive' : 'automated',
      session: keyOf('session', text(record, 'context.session_id')),
      network: networkOf(text(record, 'context.ip_address')),
      client: clientOf(text(record, 'context.ua')),
    }),
  ],
}

/** Connections of a VPN or zero-trust gateway. There is no standard: the fields most exporters use. */
export const vpn: Source = {
  name: 'vpn',
  is: (record) =>
    text(record, 'type', 'event', 'action', 'log_type') !== null &&
    text(record, 'src_ip', 'remote_ip', 'public_ip', 'client_ip') !== null &&
    text(record, 'user', 'username', 'user_name') !== null,
  read: (record) => [
    event({
      source: 'vpn',
      ...(text(record, 'id', 'event_id') === null ? {} : { id: text(record, 'id', 'event_id') as string }),
      account: text(record, 'user', 'username', 'user_name') ?? '',
      at: time(at(record, 'timestamp')) ?? time(at(record, 'time')) ?? time(at(record, 'ts')) ?? Number.NaN,
      // A tunnel that renews itself is no person.
      class:
        /connect|login|auth/i.test(text(record, 'type', 'event', 'action', 'log_type') ?? '') &&
        !/re-?key|renew|keepalive|disconnect/i.test(text(record, 'type', 'event', 'action', 'log_type') ?? '')
          ? 'interactive'
          : 'token',
      session: keyOf('session', text(record, 'session_id', 'session')),
      device: keyOf('device', text(record, 'device_id', 'hostname')),
      network: networkOf(text(record, 'src_ip', 'remote_ip', 'public_ip', 'client_ip')),
      asn: number(record, 'asn'),
      country: countryOf(text(record, 'country', 'country_code')),
    }),
  ],
}

/** Endpoint management: unlock, sign-in and sign-out of a console session. Keys and screens are not read. */
export const endpoint: Source = {
  name: 'endpoint',
  is: (record) => text(record, 'device_id', 'host_id') !== null && text(record, 'logon_type', 'session_event') !== null,
  read: (record) => {
    const kind = text(record, 'session_event', 'logon_type') ?? ''
    return [
      event({
        source: 'endpoint',
        ...(text(record, 'id', 'event_id') === null ? {} : { id: text(record, 'id', 'event_id') as string }),
        account: text(record, 'user', 'username', 'account') ?? '',
        at: time(at(record, 'timestamp')) ?? time(at(record, 'time')) ?? Number.NaN,
        // Windows logon types: 2 console, 7 unlock, 10 remote desktop, 11 cached console; the rest are services.
        class: /^(2|7|10|11|unlock|login|logon)$/i.test(kind) ? 'interactive' : 'automated',
        device: keyOf('device', text(record, 'device_id', 'host_id')),
        offset: number(record, 'utc_offset_minutes'),
        client: /^10$|rdp|remote/i.test(kind) ? 'remote-desktop' : 'console',
      }),
    ]
  },
}

/** Jira audit and changelog, Linear webhooks: that a ticket was touched and when, not which. */
export const tickets: Source = {
  name: 'tickets',
  is: (record) =>
    (at(record, 'webhookEvent') !== undefined && at(record, 'user') !== undefined) ||
    (at(record, 'organizationId') !== undefined &&
      at(record, 'actor') !== undefined &&
      at(record, 'createdAt') !== undefined),
  read: (record) => [
    event({
      source: 'tickets',
      ...(text(record, 'webhookId', 'changelog.id') === null
        ? {}
        : {
            id: `${text(record, 'webhookId', 'changelog.id')} ${text(record, 'timestamp', 'createdAt', 'webhookTimestamp')}`,
          }),
      account: text(record, 'user.emailAddress', 'user.accountId', 'actor.email', 'actor.id') ?? '',
      at: time(at(record, 'timestamp')) ?? time(at(record, 'createdAt')) ?? Number.NaN,
      class: /^(app|bot|integration|oauthClient)$/i.test(text(record, 'user.accountType', 'actor.type') ?? '')
        ? 'automated'
        : 'interactive',
    }),
  ],
}
