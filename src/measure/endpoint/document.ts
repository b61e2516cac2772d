/**
 * What an inventory said of one computer, whatever tool took it. A list is null when the inventory did not hold that
 * table: not asked is not "none".
 */
export interface Endpoint {
  readonly host: string | null
  /** Hardware serial number. */
  readonly serial: string | null
  /** When the inventory was taken, and when the system was installed; milliseconds since 1970. */
  readonly at: number | null
  readonly installedAt: number | null
  readonly usb: readonly UsbDevice[] | null
  readonly displays: readonly Display[] | null
  readonly neighbours: readonly Neighbour[] | null
  readonly programs: readonly Program[] | null
  readonly listening: readonly Listener[] | null
  /** Hardware address of the router the computer goes out through. */
  readonly gateway: string | null
}

export interface UsbDevice {
  /** Four hexadecimal digits each, lower case. */
  readonly vendor: string
  readonly product: string
  readonly maker: string
  readonly name: string
  readonly serial: string
  readonly path: string
}

export interface Display {
  readonly maker: string
  readonly product: string
  readonly name: string
  readonly serial: string
  readonly path: string
}

export interface Neighbour {
  /** `aa:bb:cc:dd:ee:ff`, lower case. */
  readonly mac: string
  readonly name: string
  readonly path: string
}

/** A program that is installed or runs. */
export interface Program {
  readonly name: string
  readonly installedAt: number | null
  readonly path: string
}

export interface Listener {
  readonly port: number
  readonly program: string
  readonly path: string
}
