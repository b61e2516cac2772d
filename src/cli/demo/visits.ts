import { normal, type Random } from '../../core/random.ts'
import { between } from './calendar.ts'

/** How a check-in visit reached the company, and on what. */
export interface Visit {
  readonly at: number
  readonly from: 'household' | 'vpn' | 'split-path'
  readonly zone: string
  readonly country: string
  /** What the person said in the application. */
  readonly claimed: string
  /** A browser's own key: the same one under two names is one device. */
  readonly deviceKey: string
}

const networks = {
  household: { asn: 64_500, organisation: 'Example Broadband', class: 'household' },
  vpn: { asn: 64_501, organisation: 'Example VPN', class: 'vpn' },
  'split-path': { asn: 64_502, organisation: 'Example Broadband West', class: 'household' },
} as const

/** The visit as our check-in page and edge listener would have written it down: a `session/1` document. */
export function writeVisit(visit: Visit, random: Random): Uint8Array {
  const network = networks[visit.from]
  // A relay's kernel acknowledges at once; the answer still crosses the leg behind it.
  const hidden = visit.from === 'split-path' ? between(random, 130, 160) : 0
  const roundTrip = between(random, 18, 60)
  const document = {
    sallyport: 'session/1',
    at: visit.at,
    network: {
      answer: { asn: network.asn, organisation: network.organisation, registered: visit.country, located: visit.country, class: network.class, asOf: '2026-11-01' },
      listed: null,
      listedAsOf: '2026-11-01',
      trace: {
        probes: Array.from({ length: 16 }, () => {
          const ackMs = roundTrip + Math.abs(normal(random)) * 3
          return { ackMs, answerMs: ackMs + hidden + 0.8 + Math.abs(normal(random)) * 0.6 }
        }),
        handshakeMs: roundTrip,
        echoMs: Array.from({ length: 6 }, () => roundTrip + hidden + 4 + Math.abs(normal(random)) * 3),
        tlsMs: null,
        terminated: false,
      },
      syn: { mss: 1460, system: 'unix' },
      claim: { zone: null, country: visit.claimed },
      leak: null,
      places: [],
    },
    browser: {
      zone: visit.zone,
      agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
      hintsPlatform: 'Linux',
      platform: 'Linux x86_64',
      engine: 'v8',
      gpu: 'Mesa Intel(R) UHD Graphics',
      webdriver: false,
      permissionsContradict: false,
      touchPoints: 0,
      audioOutputs: 1,
      cameras: 1,
      cameraLabels: [],
      frameMs: 16.7,
      deviceKey: visit.deviceKey,
    },
    typing: typed(random),
  }
  return new TextEncoder().encode(JSON.stringify(document))
}

/** A paragraph as hands type it: which keys went down and up when, in milliseconds; no text. */
function typed(random: Random): { strokes: { key: string; down: number; up: number }[]; inputs: { at: number; type: string; length: number }[] } {
  const letters = [...'the ledger closes when both sides agree and not before we count twice and ship once so nobody has to ask later why the numbers moved ']
  const pace = between(random, 130, 230)
  const strokes: { key: string; down: number; up: number }[] = []
  let at = 400
  for (const letter of [...letters, ...letters]) {
    at += Math.max(35, pace + 0.35 * pace * normal(random) + (letter === ' ' ? 40 : 0) + (random.next() < 0.03 ? 700 : 0))
    const down = Math.round(at * 10) / 10
    strokes.push({ key: letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`, down, up: Math.round((down + Math.max(30, 95 + 22 * normal(random))) * 10) / 10 })
  }
  return { strokes, inputs: strokes.map(({ down }) => ({ at: down + 1, type: 'insertText', length: 1 })) }
}
