import { at, time } from '../parsers/record.ts'
import { afterPage, baseOf, iso, nextLink, records, samePlace, type Poller } from './poller.ts'

/** Okta System Log. Its next link stands for ever: asked again it gives what has come since. */
export const okta: Poller = {
  kind: 'okta',
  title: 'Okta System Log',
  fields: [{ name: 'url', label: 'Okta address', example: 'https://example.okta.com' }],
  secret: 'API token with okta.logs.read',
  keepsDays: 90,
  request: (config, secret, cursor) => ({
    url: cursor.page ?? `${baseOf(config)}/api/v1/logs?since=${iso(cursor.since)}&sortOrder=ASCENDING&limit=1000`,
    method: 'GET',
    headers: { authorization: `SSWS ${secret}`, accept: 'application/json' },
  }),
  read: ({ body, headers }, config, cursor) => {
    const found = records(body)
    const newest = found.reduce((most, record) => Math.max(most, time(at(record, 'published')) ?? 0), cursor.newest)
    const next = nextLink(headers['link'], baseOf(config)) ?? cursor.page
    return { records: found, cursor: { since: Math.max(cursor.since, newest), page: next, newest }, more: found.length > 0 && next !== null }
  },
}

const graph = 'https://graph.microsoft.com'

/** Entra sign-ins by client credentials: the secret goes to the token address, the log sees a token of an hour. */
export const entra: Poller = {
  kind: 'entra',
  title: 'Microsoft Entra sign-ins',
  fields: [
    { name: 'tenant', label: 'Directory (tenant) id', example: '00000000-0000-0000-0000-000000000000' },
    { name: 'client', label: 'Application (client) id', example: '00000000-0000-0000-0000-000000000000' },
  ],
  secret: 'Client secret with AuditLog.Read.All',
  keepsDays: 30,
  token: (config, secret) => ({
    url: `${config['login'] ?? 'https://login.microsoftonline.com'}/${encodeURIComponent(config['tenant'] ?? '')}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: config['client'] ?? '', client_secret: secret, scope: `${graph}/.default` }).toString(),
  }),
  request: (config, secret, cursor) => ({
    url: cursor.page ?? `${config['url'] ?? graph}/v1.0/auditLogs/signIns?$filter=${encodeURIComponent(`createdDateTime ge ${iso(cursor.since)}`)}&$orderby=createdDateTime&$top=500`,
    method: 'GET',
    headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
  }),
  read: ({ body }, config, cursor) => {
    const next = (body as { '@odata.nextLink'?: unknown } | null)?.['@odata.nextLink']
    const page = typeof next === 'string' ? samePlace(next, config['url'] ?? graph) : null
    return afterPage(cursor, records(at(body, 'value')), (record) => time(at(record, 'createdDateTime')), page)
  },
}

/** Slack Enterprise audit log: newest first, paged by a cursor. */
export const slack: Poller = {
  kind: 'slack',
  title: 'Slack audit log',
  fields: [],
  secret: 'Token with auditlogs:read',
  keepsDays: 90,
  request: (config, secret, cursor) => ({
    url: `${config['url'] ?? 'https://api.slack.com'}/audit/v1/logs?limit=1000&oldest=${Math.floor(cursor.since / 1000)}${cursor.page === null ? '' : `&cursor=${encodeURIComponent(cursor.page)}`}`,
    method: 'GET',
    headers: { authorization: `Bearer ${secret}` },
  }),
  read: ({ body }, _config, cursor) => {
    const next = at(body, 'response_metadata.next_cursor')
    return afterPage(cursor, records(at(body, 'entries')), (record) => time(at(record, 'date_create')), typeof next === 'string' && next !== '' ? next.slice(0, 500) : null)
  },
}
