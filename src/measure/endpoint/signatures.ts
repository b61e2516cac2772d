import type { Display, Neighbour, UsbDevice } from './document.ts'

/**
 * Marks of remote-control hardware and software. Strings can be renamed by their owner, so a mark is a fact and its
 * absence is none.
 *
 * @see the ipkvm-watch list of signatures (June 2026) and "Catching North Koreans and laptop farms" (June 2025)
 */

interface UsbMark {
  readonly device: string
  readonly test: (usb: UsbDevice) => boolean
}

/** The Linux composite gadget that most of these boards are built on, and many toys too. */
export const genericGadget = (usb: UsbDevice): boolean => usb.vendor === '1d6b' && usb.product === '0104'

const says = (pattern: RegExp) => (usb: UsbDevice) => pattern.test(`${usb.maker} ${usb.name}`)
const usbMarks: readonly UsbMark[] = [
  { device: 'PiKVM', test: (usb) => says(/\bpi-?kvm\b/i)(usb) || (genericGadget(usb) && /^cafebabe$/i.test(usb.serial) && !says(/glkvm/i)(usb)) },
  { device: 'TinyPilot', test: (usb) => says(/\btinypilot\b/i)(usb) || /^6b65796d696d6570690/i.test(usb.serial) },
  { device: 'JetKVM', test: says(/\bjetkvm\b/i) },
  { device: 'GL.iNet Comet', test: says(/\bglkvm\b/i) },
  { device: 'BliKVM', test: (usb) => says(/\bblikvm\b/i)(usb) || (usb.vendor === '1493' && usb.product === '1572') },
  { device: 'NanoKVM', test: (usb) => says(/\bnanokvm\b/i)(usb) || (usb.vendor === '3346' && usb.product === '1009') },
  { device: 'Aurga', test: says(/\baurga\b/i) },
]

export function kvmByUsb(usb: UsbDevice): string | null {
  return usbMarks.find(({ test }) => test(usb))?.device ?? null
}

/** A screen that is a grabber: what it shows goes down a wire to somebody else, or into a recording. */
export function captureDisplay({ maker, product, name, serial }: Display): string | null {
  if (/pikvm|tinypilot|jetkvm|glkvm|blikvm|nanokvm/i.test(`${maker} ${name}`) || /^cafebabe$/i.test(serial)) return 'remote control'
  if (/^lnx$/i.test(maker) && /^(0x)?7773$/i.test(product)) return 'remote control'
  return /\b(hdmi[- ]?capture|capture card|elgato|tc358743|macrosilicon|ms210\d|usb video grabber|dummy|headless ghost|hdmi emulator)\b/i.test(`${maker} ${name}`) ? 'grabber or dummy' : null
}

/** Hardware prefixes: of a maker of such boxes only, or of any Raspberry Pi. */
const kvmPrefixes: readonly (readonly [prefix: string, device: string])[] = [
  ['04:c9:8b:1', 'TinyPilot'],
  ['30:52:53', 'JetKVM'],
]
const raspberryPrefixes = ['b8:27:eb', '28:cd:c1', 'd8:3a:dd', 'dc:a6:32', 'e4:5f:01', '2c:cf:67', '3a:35:41', '88:a2:9e']

export function kvmByNeighbour({ mac, name }: Neighbour): string | null {
  const named = /^(pikvm|tinypilot|jetkvm|glkvm|blikvm)(-\w+)?(\.local)?\.?$/i.exec(name)?.[1]
  if (named !== undefined) return named.toLowerCase()
  return kvmPrefixes.find(([prefix]) => mac.startsWith(prefix))?.[1] ?? null
}

export function isRaspberry({ mac }: Neighbour): boolean {
  return raspberryPrefixes.some((prefix) => mac.startsWith(prefix))
}

/** Names that companies give to the laptops they hand out: several on one home network are several employers' or people's. */
export function isCompanyLaptop({ name }: Neighbour): boolean {
  return /^(laptop|desktop|win|nb|lt|mbp|macbook|corp|wks|pc)[-_][a-z0-9-]{4,}|^[a-z]{2,6}-(lt|nb|mbp|wks)-?\w+/i.test(name)
}

/** Families of remote control; a meeting tool counts only where its remote-control part is named. */
const remoteFamilies: readonly (readonly [family: string, pattern: RegExp])[] = [
  ['AnyDesk', /\banydesk\b/i],
  ['TeamViewer', /\bteamviewer/i],
  ['RustDesk', /\brustdesk\b/i],
  ['Splashtop', /\bsplashtop/i],
  ['ScreenConnect', /\b(screenconnect|connectwise control)/i],
  ['Chrome Remote Desktop', /\b(chrome remote desktop|remoting_host|chromoting)\b/i],
  ['VNC', /\b(tight|real|ultra|tiger|x11)?vnc(server|viewer)?\b|\bwinvnc/i],
  ['Parsec', /\bparsec(d)?\b/i],
  ['Tailscale SSH', /\btailscaled?\b/i],
  ['NoMachine', /\b(nomachine|nxserver|nxd)\b/i],
  ['Atera', /\bateraagent\b/i],
  ['Guacamole', /\bguacd?(amole)?\b/i],
  ['MeshCentral', /\bmesh ?agent\b/i],
  ['DWService', /\bdwagent\b/i],
]

export function remoteFamily(name: string): string | null {
  return remoteFamilies.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/** Ports on which remote control answers. */
export const remotePorts: Readonly<Record<number, string>> = { 3389: 'RDP', 5900: 'VNC', 5901: 'VNC', 5902: 'VNC', 5938: 'TeamViewer', 6568: 'AnyDesk', 7070: 'AnyDesk', 8172: 'ScreenConnect', 21_118: 'RustDesk' }

export function isJiggler(text: string): boolean {
  return /\b(mouse ?jiggl|mousejiggler|jiggler|mouse ?mover|caffeine(?!.*driver)|move ?mouse|stay ?awake|keep ?alive mouse|amphetamine)\b/i.test(text) || /\bjiggl/i.test(text)
}

export function vpnClient(name: string): string | null {
  return /\bastrill\b/i.test(name) ? 'Astrill' : null
}
