import type { SessionFacts } from '../../../doors/apply/session.ts'

/** A visit's facts, or null when they are of another kind. Parts of an older shape are left out, not guessed. */
export function visitOf(facts: unknown): SessionFacts | null {
  if (typeof facts !== 'object' || facts === null) return null
  const visit = facts as SessionFacts
  const path = typeof visit.path?.probes === 'number' ? visit.path : undefined
  const device = Array.isArray(visit.device?.contradictions) ? visit.device : null
  if (path === undefined && device === null) return null
  const typing = visit.typing?.machine === undefined ? null : visit.typing
  return { ...visit, path, device, typing }
}

const classWords = {
  unknown: 'of unknown kind',
  hosting: 'a hosting company',
  vpn: 'a VPN service',
  relay: 'a relay service',
  household: 'a household line',
  mobile: 'a mobile line',
  other: 'another kind of network',
} as const

/** "a household line of Example Net (AS 7922)". */
export function endWords({ address }: SessionFacts): string {
  if (address == null) return 'an address that no table was asked about'
  const name = address.organisation ?? (address.asn === null ? null : `AS ${address.asn}`)
  return `${classWords[address.class]}${name === null ? '' : `, ${name}`}`
}

/** The first line: what can be said of the way the connection takes. */
export function pathAnswer(visit: SessionFacts): string {
  const leg = visit.path?.hiddenLegMs ?? null
  if (leg === null) return 'How the connection runs was not seen.'
  if (leg < 1) return 'No leg shows behind the end of the connection.'
  return `A leg of about ${Math.round(leg)} ms lies behind the end of the connection.`
}

/** One thing a browser said, and what else it may mean. */
export interface Remark {
  readonly name: string
  readonly value: string
  /** Innocent explanations; empty where nothing stands out. */
  readonly also: string
  readonly known: boolean
}

/** What stands out comes with what else it may mean; what is unknown says so. */
export function remarks({ device }: SessionFacts): Remark[] {
  if (device == null) return []
  const say = (name: string, value: string | null, stands: boolean, also: string): Remark => ({
    name,
    value: value ?? 'not known',
    also: stands ? also : '',
    known: value !== null,
  })
  const yes = (value: boolean | null | undefined, when: string, otherwise: string): string | null =>
    value == null ? null : value ? when : otherwise
  return [
    say('System', device.contradictions.length === 0 ? (device.systems.agent ?? null) : device.contradictions.join('; '), device.contradictions.length > 0, 'A privacy extension, a virtual machine at work.'),
    say('Script engine', yes(device.engineAgrees, 'the one it names', 'another than it names'), device.engineAgrees === false, 'A rare browser, or one that hides its name.'),
    say('TLS hello', yes(device.tlsAgrees, `of its family (${device.tls?.family})`, `of a ${device.tls?.family}, not of its browser`), device.tlsAgrees === false, 'A company gateway or virus scanner in between.'),
    say('Worker', yes(device.workerContradicts, 'tells another story than the page', 'tells the same as the page'), device.workerContradicts === true, 'Privacy extensions, developer tools.'),
    say('Replaced functions', device.patchedFunctions == null ? null : String(device.patchedFunctions), (device.patchedFunctions ?? 0) > 0, 'Accessibility and privacy extensions.'),
    say('Driven by a program', yes(device.automation, 'yes', 'no'), device.automation === true, 'A test tool left open; some assistive tools.'),
    say('Graphics', device.gpu, device.gpu !== null && device.gpu !== 'hardware', 'A work computer in a data centre, a broken driver.'),
    say('Screen', device.screen == null ? null : `${device.screen.class}${device.screen.extended === true ? ', several' : ''}`, device.screen?.class === 'unusual', 'Unusual window systems.'),
    say('Cameras, microphones, speakers', device.cameras === null ? null : `${device.cameras}, ${device.audioInputs ?? '?'}, ${device.audioOutputs ?? '?'}`, false, ''),
    say('Pictures a second', device.framesPerSecond === null ? null : String(device.framesPerSecond), false, ''),
  ]
}
