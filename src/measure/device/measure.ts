import type { Measured } from '../../core/facts.ts'
import type { DeviceFacts } from './facts.ts'
import type { BrowserPayload } from './payload.ts'

type System = NonNullable<DeviceFacts['systems']['agent']>

/**
 * Compares what a browser says of itself with itself.
 *
 * @param packet family of the kernel that opened the connection; behind a relay or VPN that is not the person's
 */
export function measureDevice(browser: BrowserPayload | null, packet: 'windows' | 'unix' | null, earlier: readonly (string | null)[]): Measured<DeviceFacts> {
  const unavailable: Record<string, string> = {}
  const missing = browser === null ? 'the page could not read the browser, or the person declined' : 'the browser does not tell'
  const systems = {
    agent: systemOf(browser?.agent ?? ''),
    hints: systemOf(browser?.hintsPlatform ?? ''),
    platform: systemOf(browser?.platform ?? ''),
    packet,
  }
  const facts: DeviceFacts = {
    systems,
    contradictions: contradictionsOf(systems),
    engineAgrees: browser === null || browser.engine === null ? null : engineOf(browser.agent) === null ? null : engineOf(browser.agent) === browser.engine,
    gpu: browser?.gpu === null || browser === null ? null : gpuClass(browser.gpu),
    automation: browser?.webdriver ?? null,
    permissionsContradict: browser?.permissionsContradict ?? null,
    audioOutputs: browser?.audioOutputs ?? null,
    cameras: browser?.cameras ?? null,
    // Labels are empty until the person allows the camera: no label is no answer.
    virtualCamera: browser === null || !browser.cameraLabels.some((label) => label !== '') ? null : browser.cameraLabels.some((label) => virtualCameras.test(label)),
    framesPerSecond: browser?.frameMs ? Math.round(1000 / browser.frameMs) : null,
    touchAgrees: browser === null || browser.touchPoints === null || systems.agent === null ? null : !(['android', 'ios'].includes(systems.agent) && browser.touchPoints === 0),
    continuity: browser?.deviceKey == null || earlier.length === 0 ? null : { earlierSessions: earlier.length, sameKey: earlier.includes(browser.deviceKey), keys: new Set(earlier.filter((key) => key !== null)).size, deletable: true },
    key: browser?.deviceKey ?? null,
  }
  for (const [name, value] of Object.entries(facts)) if (value === null) unavailable[`device.${name}`] = name === 'continuity' ? 'there is no earlier session to compare with' : missing
  for (const [name, value] of Object.entries(systems)) if (value === null) unavailable[`device.systems.${name}`] = missing
  return { facts, unavailable }
}

const virtualCameras = /\b(obs|manycam|snap camera|xsplit|iriun|droidcam|virtual|e2esoft|mmhmm|fake_device)/i

/** Class of a graphics name as WebGL gives it. */
export function gpuClass(name: string): NonNullable<DeviceFacts['gpu']> {
  if (/swiftshader|llvmpipe|softpipe|lavapipe|basic render/i.test(name)) return 'software'
  if (/vmware|svga3d|virtualbox|parallels|virgl|qxl|hyper-v/i.test(name)) return 'virtual'
  if (/remotefx|rdp|citrix|indirect display/i.test(name)) return 'remote'
  return 'hardware'
}

function systemOf(text: string): System | null {
  if (/android/i.test(text)) return 'android'
  if (/iphone|ipad|ipod|\bios\b/i.test(text)) return 'ios'
  if (/windows|win32|win64/i.test(text)) return 'windows'
  if (/mac ?os|macintosh|macintel/i.test(text)) return 'macos'
  return /linux|x11|cros/i.test(text) ? 'linux' : null
}

function engineOf(agent: string): BrowserPayload['engine'] {
  if (/iphone|ipad/i.test(agent)) return 'javascriptcore'
  if (/firefox\//i.test(agent)) return 'spidermonkey'
  if (/chrom(e|ium)\//i.test(agent)) return 'v8'
  return /safari\//i.test(agent) ? 'javascriptcore' : null
}

function contradictionsOf({ agent, hints, platform, packet }: DeviceFacts['systems']): string[] {
  const out: string[] = []
  const say = (a: string, b: string): void => void out.push(`${a}, ${b}`)
  // Telephones name the kernel (Linux armv8l) or, asked for the desktop page, another system: no contradiction.
  const same = (a: System, b: System): boolean => a === b || (a === 'android' && b === 'linux') || (a === 'linux' && b === 'android') || (a === 'ios' && b === 'macos') || (a === 'macos' && b === 'ios')
  if (agent !== null && hints !== null && !same(agent, hints)) say(`user agent ${agent}`, `client hints ${hints}`)
  if (agent !== null && platform !== null && !same(agent, platform)) say(`user agent ${agent}`, `platform ${platform}`)
  if (agent !== null && packet !== null && (agent === 'windows') !== (packet === 'windows')) say(`user agent ${agent}`, `first packet ${packet}`)
  return out
}
