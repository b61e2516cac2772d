import type { Measured } from '../../core/facts.ts'
import type { TlsFamily } from '../network/client-hello.ts'
import type { DeviceFacts, screenClasses } from './facts.ts'
import type { BrowserPayload } from './payload.ts'
import { contradictionsOf, engineOf, graphicsSystem, systemOf, tlsFamilyOf } from './systems.ts'

/** What the edge saw of the connection that the browser itself opened; null where that was not the person's. */
export interface SeenFromOutside {
  readonly packet: 'windows' | 'unix' | null
  /** TLS runs from end to end, through a relay or VPN too. */
  readonly tls: { readonly family: TlsFamily; readonly ja4: string } | null
}

/**
 * Compares what a browser says of itself with itself and with what its connection shows.
 *
 * @param earlier keys of the person's earlier sessions, null where one had none
 */
export function measureDevice(browser: BrowserPayload | null, seen: SeenFromOutside, earlier: readonly (string | null)[]): Measured<DeviceFacts> {
  const unavailable: Record<string, string> = {}
  const missing = browser === null ? 'the page could not read the browser, or the person declined' : 'the browser does not tell'
  const agent = systemOf(browser?.agent ?? '')
  const systems = {
    agent,
    hints: systemOf(browser?.hintsPlatform ?? ''),
    platform: systemOf(browser?.platform ?? ''),
    graphics: graphicsSystem(browser?.gpu ?? ''),
    packet: seen.packet,
  }
  const named = browser === null ? null : tlsFamilyOf(browser.agent)
  const facts: DeviceFacts = {
    systems,
    contradictions: contradictionsOf(systems),
    engineAgrees: browser === null || browser.engine === null || engineOf(browser.agent) === null ? null : engineOf(browser.agent) === browser.engine,
    tls: seen.tls,
    tlsAgrees: seen.tls === null || named === null ? null : seen.tls.family === named,
    workerContradicts: browser === null || browser.worker === null ? null : workerContradicts(browser, browser.worker),
    patchedFunctions: browser?.patched ?? null,
    gpu: browser?.gpu === null || browser === null ? null : gpuClass(browser.gpu),
    screen: browser === null || browser.screen === null ? null : { class: screenClass(browser.screen), extended: browser.screen.extended },
    automation: browser?.webdriver ?? null,
    permissionsContradict: browser?.permissionsContradict ?? null,
    audioInputs: browser?.audioInputs ?? null,
    audioOutputs: browser?.audioOutputs ?? null,
    cameras: browser?.cameras ?? null,
    // Labels are empty until the person allows the camera: no label is no answer.
    virtualCamera: browser === null || !browser.cameraLabels.some((label) => label !== '') ? null : browser.cameraLabels.some((label) => virtualCameras.test(label)),
    fixedCamera: browser === null || browser.cameraTrack === null || browser.cameraTrack.adjustable === null ? null : !browser.cameraTrack.adjustable,
    framesPerSecond: browser?.frameMs ? Math.round(1000 / browser.frameMs) : null,
    touchAgrees: browser === null || browser.touchPoints === null || agent === null ? null : !(['android', 'ios'].includes(agent) && browser.touchPoints === 0),
    continuity: browser?.deviceKey == null || earlier.length === 0 ? null : { earlierSessions: earlier.length, sameKey: earlier.includes(browser.deviceKey), keys: new Set(earlier.filter((key) => key !== null)).size, deletable: true },
    key: browser?.deviceKey ?? null,
  }
  for (const [name, value] of Object.entries(facts)) if (value === null) unavailable[`device.${name}`] = whyMissing(name, missing)
  for (const [name, value] of Object.entries(systems)) if (value === null) unavailable[`device.systems.${name}`] = missing
  return { facts, unavailable }
}

function whyMissing(name: string, missing: string): string {
  if (name === 'continuity') return 'there is no earlier session to compare with'
  if (name === 'tls' || name === 'tlsAgrees') return 'this server did not see the TLS hello, or the browser is of no known family'
  return name === 'virtualCamera' || name === 'fixedCamera' ? 'no camera was allowed, so its name is not known' : missing
}

const virtualCameras = /\b(obs|manycam|snap camera|xsplit|iriun|droidcam|virtual|e2esoft|mmhmm|fake_device)/i

/** Class of a graphics name as WebGL gives it. */
export function gpuClass(name: string): NonNullable<DeviceFacts['gpu']> {
  if (/swiftshader|llvmpipe|softpipe|lavapipe|basic render/i.test(name)) return 'software'
  if (/vmware|svga3d|virtualbox|parallels|virgl|qxl|hyper-v/i.test(name)) return 'virtual'
  if (/remotefx|rdp|citrix|indirect display/i.test(name)) return 'remote'
  return 'hardware'
}

/** A bucket, by the longer side in CSS pixels: sizes themselves would tell machines apart. */
export function screenClass({ width, height, pointer }: { width: number; height: number; pointer: string | null }): (typeof screenClasses)[number] {
  const long = Math.max(width, height)
  const short = Math.min(width, height)
  if (long / Math.max(1, short) > 4) return 'unusual'
  if (pointer === 'coarse' && short < 600) return 'phone'
  if (short < 480) return 'unusual'
  if (long <= 1280) return 'small'
  if (long < 1900) return 'hd'
  return long <= 2048 ? 'full-hd' : 'large'
}

function workerContradicts(browser: BrowserPayload, worker: NonNullable<BrowserPayload['worker']>): boolean {
  const differ = (a: string | number | null, b: string | number | null): boolean => a !== null && b !== null && a !== b
  return differ(browser.agent, worker.agent) || differ(browser.platform, worker.platform) || differ(browser.zone, worker.zone) || differ(browser.cores, worker.cores)
}
