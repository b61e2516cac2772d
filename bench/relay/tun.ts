import { execFileSync } from 'node:child_process'
import { openSync, read, write } from 'node:fs'
import { createRequire } from 'node:module'
import { seededRandom } from '../../src/core/random.ts'

// A delayed line between two network namespaces, in user space: the kernel here may lack netem. Run as a process of its
// own: `node tun.ts NS_A NS_B SEED`; profiles come as JSON lines on stdin.
interface Profile { readonly oneWayMs: number; readonly jitterMs: number; readonly loss: number }

const [a = '', b = '', seed = '1'] = process.argv.slice(2)
const koffi = createRequire(import.meta.url)('koffi') as { load: (name: null) => { func: (text: string) => (...args: unknown[]) => number } }
const libc = koffi.load(null)
const setns = libc.func('int setns(int fd, int kind)')
const ioctl = libc.func('int ioctl(int fd, uint64_t request, uint8_t *value)')
const CLONE_NEWNET = 0x4000_0000
const TUNSETIFF = 0x400454ca
const IFF_TUN = 1
const IFF_NO_PI = 0x1000

function openTun(namespace: string, name: string): number {
  if (setns(openSync(`/var/run/netns/${namespace}`, 'r'), CLONE_NEWNET) !== 0) throw new Error('setns')
  const fd = openSync('/dev/net/tun', 'r+')
  const request = Buffer.alloc(40)
  request.write(name, 0, 'latin1')
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI, 16)
  if (ioctl(fd, TUNSETIFF, request) !== 0) throw new Error('TUNSETIFF')
  return fd
}

const near = openTun(a, 'line')
const far = openTun(b, 'line')
for (const [namespace, address] of [[a, '10.77.0.1/30'], [b, '10.77.0.2/30']] as const) {
  for (const words of [['addr', 'add', address, 'dev', 'line'], ['link', 'set', 'line', 'up', 'mtu', '1500'], ['link', 'set', 'lo', 'up']]) execFileSync('ip', ['-n', namespace, ...words])
}

let profile: Profile = { oneWayMs: 10, jitterMs: 0, loss: 0 }
const random = seededRandom(Number(seed))

function pump(from: number, to: number): void {
  const queue: { at: number; packet: Buffer }[] = []
  let last = 0
  let timer: NodeJS.Timeout | null = null
  const drain = (): void => {
    timer = null
    const now = performance.now()
    while (queue.length > 0 && (queue[0] as { at: number }).at <= now) {
      write(to, (queue.shift() as { packet: Buffer }).packet, () => {})
    }
    if (queue.length > 0) timer = setTimeout(drain, Math.max(1, (queue[0] as { at: number }).at - now))
  }
  const next = (): void => {
    const buffer = Buffer.allocUnsafe(2048)
    read(from, buffer, 0, 2048, null, (error, length) => {
      if (error !== null) return
      next()
      if (random.next() < profile.loss) return
      // Exponential jitter and a heavy spike for one packet in a hundred; order is kept, as a queue keeps it.
      const jitter = profile.jitterMs * -Math.log(1 - random.next()) + (random.next() < 0.01 ? profile.jitterMs * 8 * random.next() : 0)
      last = Math.max(last, performance.now() + profile.oneWayMs + jitter)
      queue.push({ at: last, packet: buffer.subarray(0, length) })
      timer ??= setTimeout(drain, Math.max(1, last - performance.now()))
    })
  }
  next()
}
pump(near, far)
pump(far, near)
process.stdout.write('ready\n')
process.stdin.on('data', (bytes) => {
  profile = JSON.parse(bytes.toString().trim().split('\n').at(-1) as string) as Profile
  process.stdout.write('set\n')
})
process.stdin.on('end', () => process.exit(0))
