import { at, countryOf, event, keyOf, networkOf, number, text, time, type Source } from './record.ts'

/**
 * Microsoft Entra sign-ins (`/auditLogs/signIns`). Non-interactive sign-ins are token refreshes and are marked so: a
 * laptop that stays on at night is not a person who does.
 */
export const entra: Source = {
  name: 'entra',
  is: (record) => typeof at(record, 'createdDateTime') === 'string' && at(record, 'userPrincipalName') !== undefined,
  read: (record) => {
    const kinds = at(record, 'signInEventTypes')
    const listed = Array.isArray(kinds) ? kinds.join(' ') : ''
    const service = /servicePrincipal|managedIdentity/i.test(listed)
    const silent = at(record, 'isInteractive') === false || /nonInteractive/i.test(listed)
    const browser = text(record, 'deviceDetail.browser')
    const system = text(record, 'deviceDetail.operatingSystem')
    return [
      event({
        source: 'entra',
        ...(text(record, 'id') === null ? {} : { id: text(record, 'id') as string }),
        account: text(record, 'userPrincipalName', 'userId') ?? '',
        at: time(at(record, 'createdDateTime')) ?? Number.NaN,
        class: service ? 'automated' : silent ? 'token' : 'interactive',
        session: keyOf('session', text(record, 'sessionId', 'correlationId')),
        device: keyOf('device', text(record, 'deviceDetail.deviceId')),
        network: networkOf(text(record, 'ipAddress')),
        asn: number(record, 'autonomousSystemNumber'),
        country: countryOf(text(record, 'location.countryOrRegion')),
        client: browser === null && system === null ? null : `${word(browser)}/${word(system)}`,
        factor: keyOf('factor', text(record, 'mfaDetail.authDetail')),
      }),
    ]
  },
}

/** `Chrome 131.0.0` → `chrome`. */
function word(value: string | null): string {
  return (value ?? 'unknown')
    .toLowerCase()
    .replace(/[\d.\s]+$/, '')
    .slice(0, 30)
}
