import { SallyportError } from '../../../core/errors.ts'
import type { Display, Endpoint, Listener, Neighbour, Program, UsbDevice } from '../../../measure/endpoint/document.ts'

type Row = Readonly<Record<string, unknown>>
type Tables = ReadonlyMap<string, readonly { readonly row: Row; readonly path: string }[]>

/** Rows of one table that are read; a computer has a few hundred programs. */
const mostRows = 5_000

/**
 * Reads an inventory of one computer: osquery's tables as one JSON object (`{"usb_devices": […]}`), osquery's log lines
 * (`{"name": "pack_usb_devices", "snapshot": […]}`), or an export of a device management with lists of the same
 * meaning (`applications`, `displays`, `usb`).
 *
 * @throws SP_INPUT when it holds none of these tables
 */
export function parse(bytes: Uint8Array): Endpoint {
  const tables = tablesOf(new TextDecoder('utf-8', { fatal: false }).decode(bytes))
  const list = (...names: string[]) => names.flatMap((name) => tables.get(name) ?? [])
  const has = (...names: string[]): boolean => names.some((name) => tables.has(name))
  if (tables.size === 0) throw new SallyportError('SP_INPUT', 'The inventory holds no table this door knows (usb_devices, programs, processes, arp_cache …).')
  const system = list('system_info', 'device', 'hardware')[0]?.row
  const release = list('os_version')[0]?.row
  const gatewayAddress = text(list('routes').find(({ row }) => ['0.0.0.0', '::', 'default'].includes(text(row['destination'])))?.row, 'gateway')
  return {
    host: text(system, 'hostname', 'computer_name', 'name').slice(0, 120) || null,
    serial: text(system, 'hardware_serial', 'serial', 'serialNumber', 'serial_number').slice(0, 80) || null,
    at: time(system?.['collected_at'] ?? system?.['at'] ?? list('time')[0]?.row['unix_time']),
    installedAt: time(release?.['install_date'] ?? system?.['enrolledAt'] ?? system?.['installedAt']),
    usb: has('usb_devices', 'usb') ? list('usb_devices', 'usb').map(usb) : null,
    displays: has('displays', 'connected_displays', 'monitors') ? list('displays', 'connected_displays', 'monitors').map(display) : null,
    neighbours: has('arp_cache', 'neighbours') ? list('arp_cache', 'neighbours').map(neighbour) : null,
    programs: has(...programTables) ? list(...programTables).map(program) : null,
    listening: has('listening_ports', 'process_open_sockets') ? list('listening_ports', 'process_open_sockets').flatMap(listener) : null,
    gateway: mac(text(list('arp_cache').find(({ row }) => gatewayAddress !== '' && text(row, 'address') === gatewayAddress)?.row, 'mac')) || null,
  }
}

const programTables = ['programs', 'apps', 'applications', 'deb_packages', 'rpm_packages', 'homebrew_packages', 'processes', 'services', 'startup_items', 'launchd', 'chrome_extensions'] as const

function tablesOf(whole: string): Tables {
  const tables = new Map<string, { row: Row; path: string }[]>()
  const add = (name: string, rows: unknown, path: string): void => {
    const kept = tables.get(name) ?? []
    if (Array.isArray(rows)) rows.slice(0, mostRows - kept.length).forEach((row, i) => isRow(row) && kept.push({ row, path: `${path}[${i}]` }))
    else if (isRow(rows)) kept.push({ row: rows, path })
    tables.set(name, kept)
  }
  const known = (name: string): string | null => tableNames.find((table) => name === table || name.endsWith(`_${table}`) || name.endsWith(`/${table}`)) ?? null
  const object = json(whole)
  const lines = isRow(object) ? [object] : Array.isArray(object) ? object.filter(isRow) : whole.split(/\r?\n/).slice(0, 200_000).map(json).filter(isRow)
  lines.forEach((line, at) => {
    const name = typeof line['name'] === 'string' ? known(line['name']) : null
    // A log line: a whole snapshot, or one row that came or went.
    if (name !== null && Array.isArray(line['snapshot'])) add(name, line['snapshot'], `${at}.snapshot`)
    else if (name !== null && isRow(line['columns'])) {
      if (line['action'] !== 'removed') add(name, [line['columns']], `${at}.columns`)
    } else for (const [key, value] of Object.entries(line)) if (tableNames.includes(key)) add(key, value, key)
  })
  return tables
}

const tableNames: readonly string[] = ['usb_devices', 'usb', 'displays', 'connected_displays', 'monitors', 'arp_cache', 'neighbours', ...programTables, 'listening_ports', 'process_open_sockets', 'system_info', 'os_version', 'routes', 'time', 'device', 'hardware'].sort((a, b) => b.length - a.length)

function usb({ row, path }: { row: Row; path: string }): UsbDevice {
  return { vendor: hex(text(row, 'vendor_id', 'vid', 'vendorId')), product: hex(text(row, 'model_id', 'pid', 'productId')), maker: text(row, 'vendor', 'manufacturer').slice(0, 120), name: text(row, 'model', 'product', 'name').slice(0, 120), serial: text(row, 'serial', 'serialNumber').slice(0, 80), path }
}

function display({ row, path }: { row: Row; path: string }): Display {
  return { maker: text(row, 'vendor_id', 'manufacturer', 'maker', 'vendor').slice(0, 60), product: text(row, 'product_id', 'product', 'productCode').slice(0, 60), name: text(row, 'name', 'model').slice(0, 120), serial: text(row, 'serial_number', 'serial').slice(0, 80), path }
}

function neighbour({ row, path }: { row: Row; path: string }): Neighbour {
  return { mac: mac(text(row, 'mac', 'hwaddr')), name: text(row, 'hostname', 'name').slice(0, 120), path }
}

function program({ row, path }: { row: Row; path: string }): Program {
  const name = text(row, 'name', 'display_name', 'label', 'bundle_name')
  const where = text(row, 'path', 'identifying_number').split(/[\\/]/).at(-1) ?? ''
  return { name: (name === '' ? where : name).slice(0, 160), installedAt: time(row['install_date'] ?? row['install_time'] ?? row['installedAt'] ?? row['installed_at']), path }
}

function listener({ row, path }: { row: Row; path: string }): Listener[] {
  const port = Number(row['port'] ?? row['local_port'])
  // A socket that talks to somebody is no listener, and loopback is nobody.
  const remote = text(row, 'remote_address')
  if (!Number.isInteger(port) || port <= 0 || port > 65_535 || /^(127\.|::1$)/.test(text(row, 'address', 'local_address')) || (remote !== '' && remote !== '0.0.0.0' && remote !== '::')) return []
  return [{ port, program: text(row, 'process_name', 'program').slice(0, 80), path }]
}

function text(row: unknown, ...names: string[]): string {
  if (typeof row === 'string' && names.length === 0) return row
  for (const name of names) {
    const value = isRow(row) ? row[name] : undefined
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

function hex(value: string): string {
  return value.replace(/^0x/i, '').toLowerCase().padStart(4, '0').slice(-4)
}

function mac(value: string): string {
  const digits = value.toLowerCase().split(/[:-]/)
  return digits.length === 6 && digits.every((part) => /^[0-9a-f]{1,2}$/.test(part)) ? digits.map((part) => part.padStart(2, '0')).join(':') : ''
}

/** Seconds or milliseconds since 1970, `20261101`, or a date as text. */
function time(value: unknown): number | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  const day = /^(20\d\d)(\d\d)(\d\d)$/.exec(String(value))
  const read = day !== null ? Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) : Number.isFinite(number) ? (number > 1e11 ? number : number * 1000) : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(read) && read > Date.UTC(2000, 0) && read < Date.UTC(2100, 0) ? read : null
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
