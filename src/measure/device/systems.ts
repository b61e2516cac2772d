import type { TlsFamily } from '../network/client-hello.ts'
import type { DeviceFacts } from './facts.ts'
import type { BrowserPayload } from './payload.ts'

export type System = NonNullable<DeviceFacts['systems']['agent']>

/** System that a user agent, a client hint or a platform name means. */
export function systemOf(text: string): System | null {
  if (/android/i.test(text)) return 'android'
  if (/iphone|ipad|ipod|\bios\b/i.test(text)) return 'ios'
  if (/windows|win32|win64/i.test(text)) return 'windows'
  if (/mac ?os|macintosh|macintel/i.test(text)) return 'macos'
  return /linux|x11|cros/i.test(text) ? 'linux' : null
}

/** System that a graphics name gives away by the library below it; most names do not. */
export function graphicsSystem(name: string): System | null {
  if (/direct3d|d3d1?[0-9]|basic render/i.test(name)) return 'windows'
  if (/metal|\bapple (m\d|gpu)/i.test(name)) return 'macos'
  if (/\b(mesa|llvmpipe|nouveau|radeonsi)\b/i.test(name)) return 'linux'
  return /\b(adreno|mali-)/i.test(name) ? 'android' : null
}

export function engineOf(agent: string): BrowserPayload['engine'] {
  if (/iphone|ipad/i.test(agent)) return 'javascriptcore'
  if (/firefox\//i.test(agent)) return 'spidermonkey'
  if (/chrom(e|ium)\//i.test(agent)) return 'v8'
  return /safari\//i.test(agent) ? 'javascriptcore' : null
}

/** Family of TLS hello that the browser a user agent names sends; null for one that is not known. */
export function tlsFamilyOf(agent: string): TlsFamily | null {
  const engine = engineOf(agent)
  return engine === 'v8' ? 'chromium' : engine === 'spidermonkey' ? 'firefox' : engine === 'javascriptcore' ? 'webkit' : null
}

/** Pairs that cannot both be true, in words. */
export function contradictionsOf({ agent, hints, platform, graphics, packet }: DeviceFacts['systems']): string[] {
  const out: string[] = []
  const say = (a: string, b: string): void => void out.push(`${a}, ${b}`)
  if (agent !== null && hints !== null && !same(agent, hints)) say(`user agent ${agent}`, `client hints ${hints}`)
  if (agent !== null && platform !== null && !same(agent, platform)) say(`user agent ${agent}`, `platform ${platform}`)
  if (agent !== null && graphics != null && !same(agent, graphics)) say(`user agent ${agent}`, `graphics ${graphics}`)
  if (agent !== null && packet !== null && (agent === 'windows') !== (packet === 'windows')) say(`user agent ${agent}`, `first packet ${packet}`)
  return out
}

/** Telephones name the kernel (Linux armv8l) or, asked for the desktop page, another system: no contradiction. */
function same(a: System, b: System): boolean {
  const pair = [a, b].sort().join(' ')
  return a === b || pair === 'android linux' || pair === 'ios macos'
}
