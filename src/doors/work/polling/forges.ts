import { at, time } from '../parsers/record.ts'
import { afterPage, baseOf, iso, nextLink, records, type Poller } from './poller.ts'

/** GitHub organisation audit log. Git events are kept there for seven days only. */
export const github: Poller = {
  kind: 'github',
  title: 'GitHub audit log',
  fields: [{ name: 'organisation', label: 'Organisation', example: 'example' }],
  secret: 'Token with read:audit_log',
  keepsDays: 7,
  request: (config, secret, cursor) => ({
    url: cursor.page ?? `${apiOf(config)}/orgs/${encodeURIComponent(config['organisation'] ?? '')}/audit-log?include=all&order=asc&per_page=100&phrase=${encodeURIComponent(`created:>=${iso(cursor.since)}`)}`,
    method: 'GET',
    headers: { authorization: `Bearer ${secret}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'sallyport' },
  }),
  read: ({ body, headers }, config, cursor) => afterPage(cursor, records(body), (record) => time(at(record, '@timestamp')) ?? time(at(record, 'created_at')), nextLink(headers['link'], apiOf(config))),
}

const apiOf = (config: Readonly<Record<string, string>>): string => config['url'] ?? 'https://api.github.com'

/** GitLab audit events of a group. A query may reach back thirty days at the most. */
export const gitlab: Poller = {
  kind: 'gitlab',
  title: 'GitLab audit events',
  fields: [
    { name: 'url', label: 'GitLab address', example: 'https://gitlab.example.com' },
    { name: 'group', label: 'Group id', example: '42' },
  ],
  secret: 'Token with read_api',
  keepsDays: 30,
  request: (config, secret, cursor) => ({
    url: cursor.page ?? `${baseOf(config)}/api/v4/groups/${encodeURIComponent(config['group'] ?? '')}/audit_events?pagination=keyset&order_by=created_at&per_page=100&created_after=${iso(cursor.since)}`,
    method: 'GET',
    headers: { 'private-token': secret },
  }),
  read: ({ body, headers }, config, cursor) => afterPage(cursor, records(body), (record) => time(at(record, 'created_at')), nextLink(headers['link'], baseOf(config))),
}
