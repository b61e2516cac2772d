import {
  at,
  clientOf,
  countryOf,
  event,
  keyOf,
  networkOf,
  offsetOf,
  text,
  time,
  type Read,
  type LogRecord,
  type Source,
} from './record.ts'

/** GitHub organisation audit log: times in epoch milliseconds, addresses only when the organisation turned them on. */
export const githubAudit: Source = {
  name: 'github',
  is: (record) =>
    at(record, '@timestamp') !== undefined &&
    typeof at(record, 'action') === 'string' &&
    (at(record, 'actor') !== undefined || at(record, '_document_id') !== undefined) &&
    at(record, 'ecs') === undefined,
  read: (record) => {
    const access = text(record, 'programmatic_access_type')
    const actor = text(record, 'actor') ?? ''
    return [
      event({
        source: 'github',
        ...(text(record, '_document_id', 'request_id') === null
          ? {}
          : { id: text(record, '_document_id', 'request_id') as string }),
        account: actor,
        at: time(at(record, '@timestamp')) ?? time(at(record, 'created_at')) ?? Number.NaN,
        class:
          actor.endsWith('[bot]') || /GitHub App|deploy key/i.test(access ?? '')
            ? 'automated'
            : access === null
              ? 'interactive'
              : 'token',
        session: keyOf('session', text(record, 'token_id', 'hashed_token')),
        network: networkOf(text(record, 'actor_ip')),
        country: countryOf(text(record, 'actor_location.country_code')),
        client: clientOf(text(record, 'user_agent')),
      }),
    ]
  },
}

/** GitHub and GitLab `push` webhooks: each commit with its author time, and when the server received it. */
export const pushHook: Source = {
  name: 'git',
  is: (record) =>
    Array.isArray(at(record, 'commits')) &&
    (at(record, 'pusher') !== undefined || at(record, 'object_kind') === 'push'),
  read: (record) => {
    const received = time(at(record, 'received_at')) ?? time(at(record, 'repository.pushed_at'))
    const commits = (at(record, 'commits') as readonly unknown[]).slice(0, 2000)
    return commits.map((commit): Read => {
      const when = text(commit, 'timestamp') ?? ''
      const mail = text(commit, 'author.email')
      return event({
        source: 'git',
        ...(text(commit, 'id') === null ? {} : { id: text(commit, 'id') as string }),
        account: mail ?? '',
        at: time(when) ?? Number.NaN,
        received,
        class: isRobot(mail)
          ? 'automated'
          : /^Merge (branch|pull request)/.test(text(commit, 'message') ?? '')
            ? 'merge'
            : 'interactive',
        offset: offsetOf(when),
        client: 'git',
        author: keyOf('author', mail),
      })
    })
  },
}

/** GitLab audit events. */
export const gitlabAudit: Source = {
  name: 'gitlab',
  is: (record) =>
    at(record, 'author_id') !== undefined &&
    at(record, 'entity_type') !== undefined &&
    at(record, 'created_at') !== undefined,
  read: (record: LogRecord) => {
    const name = text(record, 'details.author_email', 'author_name', 'details.author_name', 'author_id') ?? ''
    return [
      event({
        source: 'gitlab',
        ...(text(record, 'id') === null ? {} : { id: text(record, 'id') as string }),
        account: name,
        at: time(at(record, 'created_at')) ?? Number.NaN,
        class: isRobot(name) || /^(project|group)_\d+_bot/.test(name) ? 'automated' : 'interactive',
        network: networkOf(text(record, 'ip_address', 'details.ip_address')),
      }),
    ]
  },
}

/** Addresses that no person types with. */
export function isRobot(mail: string | null): boolean {
  return (
    mail !== null &&
    /\[bot\]|(^|[.+_-])(bot|ci|jenkins|renovate|dependabot|builds?|automation)([.+_-]|@)|^(noreply|no-reply)@/i.test(
      mail,
    ) &&
    !/users\.noreply\.github\.com$/i.test(mail.replace(/.*\[bot\].*/, ''))
  )
}
