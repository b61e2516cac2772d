import { at, clientOf, event, keyOf, networkOf, number, text, time, type Source } from './record.ts'

/** Token work that a browser or an application does by itself. */
const AUTOMATIC =
  /^(app\.oauth2|system\.|user\.authentication\.auth_via_(radius|IDP_silent))|token\.(grant|refresh)|\.agentless/

/** Okta System Log (`GET /api/v1/logs`). `externalSessionId`, `dtHash` and `device.id` are what tells sessions apart. */
export const okta: Source = {
  name: 'okta',
  is: (record) =>
    typeof at(record, 'eventType') === 'string' &&
    typeof at(record, 'published') === 'string' &&
    at(record, 'actor') !== undefined,
  read: (record) => {
    const kind = text(record, 'eventType') ?? ''
    const agent = text(record, 'client.userAgent.rawUserAgent')
    const system = text(record, 'client.userAgent.os')
    const browser = text(record, 'client.userAgent.browser')
    const person = text(record, 'actor.type')
    return [
      event({
        source: 'okta',
        ...(text(record, 'uuid') === null ? {} : { id: text(record, 'uuid') as string }),
        account: text(record, 'actor.alternateId', 'actor.id') ?? '',
        at: time(at(record, 'published')) ?? Number.NaN,
        class: person !== null && person !== 'User' ? 'automated' : AUTOMATIC.test(kind) ? 'token' : 'interactive',
        session: keyOf('session', text(record, 'authenticationContext.externalSessionId')),
        device: keyOf(
          'device',
          text(record, 'device.id', 'debugContext.debugData.dtHash', 'debugContext.debugData.deviceFingerprint'),
        ),
        network: networkOf(text(record, 'client.ipAddress')),
        asn: number(record, 'securityContext.asNumber'),
        country: countryName(text(record, 'client.geographicalContext.country')),
        client:
          agent === null
            ? browser === null
              ? null
              : `${browser.toLowerCase()}/${(system ?? 'unknown').toLowerCase()}`.slice(0, 80)
            : clientOf(agent),
        factor: factorOf(record),
      }),
    ]
  },
}

/** The factor a second-factor event was passed with: its target of type `AuthenticatorEnrollment`. */
function factorOf(record: unknown): string | null {
  const targets = at(record, 'target')
  if (!Array.isArray(targets) || !/mfa|authenticat/i.test(text(record, 'eventType') ?? '')) return null
  const factor = targets.find((target) => /^(AuthenticatorEnrollment|UserFactor)$/.test(text(target, 'type') ?? ''))
  return keyOf('factor', text(factor, 'id'))
}

const displayed = new Intl.DisplayNames(['en'], { type: 'region' })
let codes: ReadonlyMap<string, string> | null = null

/** Okta writes `United States`; we keep `US`. */
function countryName(name: string | null): string | null {
  if (name === null) return null
  if (/^[A-Z]{2}$/.test(name)) return name
  codes ??= new Map(allCodes().map((code) => [displayed.of(code)?.toLowerCase() ?? '', code]))
  return codes.get(name.toLowerCase()) ?? null
}

function allCodes(): string[] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
  return letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => displayed.of(code) !== code)
}
