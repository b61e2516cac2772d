import { at, text, time, type LogRecord } from '../parsers/record.ts'
import { afterPage, baseOf, iso, records, type Poller } from './poller.ts'

/** Jira: who changed a ticket and when. Which ticket, and what stands in it, is asked for in no field. */
export const jira: Poller = {
  kind: 'jira',
  title: 'Jira ticket changes',
  fields: [
    { name: 'url', label: 'Jira address', example: 'https://example.atlassian.net' },
    { name: 'user', label: 'Account of the token', example: 'sallyport@example.com' },
  ],
  secret: 'API token',
  keepsDays: 365,
  request: (config, secret, cursor, now) => ({
    url: `${baseOf(config)}/rest/api/3/search/jql`,
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${config['user'] ?? ''}:${secret}`).toString('base64')}`, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      // Minutes ago: a date would be read in the time zone of the token's account.
      jql: `updated >= "-${Math.ceil((now - cursor.since) / 60_000) + 1}m" ORDER BY updated ASC`,
      fields: ['updated'],
      expand: 'changelog',
      maxResults: 100,
      ...(cursor.page === null ? {} : { nextPageToken: cursor.page }),
    }),
  }),
  read: ({ body }, _config, cursor) => {
    const changes = records(at(body, 'issues')).flatMap((issue) => records(at(issue, 'changelog.histories')).map(change))
    const next = text(body, 'nextPageToken')
    return afterPage(cursor, changes.filter((record) => (time(at(record, 'timestamp')) ?? 0) >= cursor.since), (record) => time(at(record, 'timestamp')), next)
  },
}

/** A change as the webhook would have told it. */
function change(history: LogRecord): LogRecord {
  return { webhookEvent: 'changelog', changelog: { id: text(history, 'id') }, timestamp: time(jiraTime(text(history, 'created'))), user: at(history, 'author') ?? {} }
}

/** `2026-03-02T09:15:00.000+0100`: Jira leaves the colon out. */
function jiraTime(value: string | null): string | null {
  return value?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? null
}

const query = `query($since: DateTimeOrDuration!, $after: String) {
  issues(filter: { updatedAt: { gte: $since } }, orderBy: updatedAt, first: 50, after: $after) {
    nodes { history(first: 50) { nodes { id createdAt actor { email } } } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** Linear: the same by GraphQL. */
export const linear: Poller = {
  kind: 'linear',
  title: 'Linear ticket changes',
  fields: [],
  secret: 'API key',
  keepsDays: 365,
  request: (config, secret, cursor) => ({
    url: `${config['url'] ?? 'https://api.linear.app'}/graphql`,
    method: 'POST',
    headers: { authorization: secret, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { since: iso(cursor.since), after: cursor.page } }),
  }),
  read: ({ body }, _config, cursor) => {
    const changes = records(at(body, 'data.issues.nodes')).flatMap((issue) =>
      records(at(issue, 'history.nodes')).flatMap((node) =>
        at(node, 'actor.email') === undefined ? [] : [{ organizationId: 'linear', webhookId: text(node, 'id'), createdAt: at(node, 'createdAt'), actor: at(node, 'actor') } as LogRecord],
      ),
    )
    const next = at(body, 'data.issues.pageInfo.hasNextPage') === true ? text(body, 'data.issues.pageInfo.endCursor') : null
    return afterPage(cursor, changes.filter((record) => (time(at(record, 'createdAt')) ?? 0) >= cursor.since), (record) => time(at(record, 'createdAt')), next)
  },
}
