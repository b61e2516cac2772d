import { execFileSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { seededRandom } from '../../src/core/random.ts'

// A delayed line between two network namespaces, in user space: the kernel here may lack netem. Run as a process of its
// own: `node tun.ts NS_A NS_B SEED`; profiles come as JSON lines on stdin. Each direction is a thread that sleeps in
// poll(2), so that packets leave when they are due and in the order in which they came.
interface Profile { readonly oneWayMs: number; readonly jitterMs: number; readonly loss: number }
interface Direction { readonly from: number; readonly to: number; readonly seed: number; readonly profile: SharedArrayBuffer }

const koffi = createRequire(import.meta.url)('koffi') as { load: (name: null) => { func: (text: string) => (...args: unknown[]) => number } }
const libc = koffi.load(null)

if (isMainThread) openLine()
else pump(workerData as Direction)

function openLine(): void {
  const [a = '', b = '', seed = '1'] = process.argv.slice(2)
  const near = openTun(a, 'line')
  const far = openTun(b, 'line')
  for (const [namespace, address] of [[a, '10.77.0.1/30'], [b, '10.77.0.2/30']] as const) {
    for (const words of [['addr', 'add', address, 'dev', 'line'], ['link', 'set', 'line', 'up', 'mtu', '1500'], ['link', 'set', 'lo', 'up']]) execFileSync('ip', ['-n', namespace, ...words])
  }
  // A line that waits for its neighbours on the machine would measure them.
  try { setPriority(-15) } catch { /* not allowed: the figures get noisier */ }
  const shared = new SharedArrayBuffer(24)
  const profile = new Float64Array(shared)
  profile.set([10, 0, 0])
  const direction = (from: number, to: number, n: number): Worker => new Worker(new URL(import.meta.url), { workerData: { from, to, seed: Number(seed) * 2 + n, profile: shared } satisfies Direction })
  for (const thread of [direction(near, far, 1), direction(far, near, 2)]) thread.once('error', (error) => { throw error })
  process.stdout.write('ready\n')
  process.stdin.on('data', (bytes) => {
    const { oneWayMs, jitterMs, loss } = JSON.parse(bytes.toString().trim().split('\n').at(-1) as string) as Profile
    profile.set([oneWayMs, jitterMs, loss])
    process.stdout.write('set\n')
  })
  process.stdin.on('end', () => process.exit(0))
}

function openTun(namespace: string, name: string): number {
  const setns = libc.func('int setns(int fd, int kind)')
  const ioctl = libc.func('int ioctl(int fd, uint64_t request, uint8_t *value)')
  const [newNet, setIff, tun, noHeader, nonBlocking] = [0x4000_0000, 0x400454ca, 1, 0x1000, 0o4000]
  if (setns(openSync(`/var/run/netns/${namespace}`, 'r'), newNet) !== 0) throw new Error('setns')
  const fd = openSync('/dev/net/tun', 0o2 | nonBlocking)
  const request = Buffer.alloc(40)
  request.write(name, 0, 'latin1')
  request.writeUInt16LE(tun | noHeader, 16)
  if (ioctl(fd, setIff, request) !== 0) throw new Error('TUNSETIFF')
  return fd
}

function pump({ from, to, seed, profile }: Direction): void {
  const ppoll = libc.func('int ppoll(uint8_t *fds, uint64_t count, uint8_t *timeout, void *mask)')
  const read = libc.func('int64_t read(int fd, _Out_ uint8_t *into, uint64_t size)')
  const write = libc.func('int64_t write(int fd, const uint8_t *from, uint64_t size)')
  const settings = new Float64Array(profile)
  const random = seededRandom(seed)
  const queue: { at: number; packet: Buffer }[] = []
  const fds = Buffer.alloc(8)
  fds.writeInt32LE(from, 0)
  fds.writeInt16LE(1, 4)
  const timeout = Buffer.alloc(16)
  const buffer = Buffer.alloc(2048)
  let last = 0
  for (;;) {
    const rest = queue.length === 0 ? 50 : Math.max(0, (queue[0] as { at: number }).at - performance.now())
    timeout.writeBigInt64LE(0n, 0)
    timeout.writeBigInt64LE(BigInt(Math.round(Math.min(rest, 50) * 1e6)), 8)
    ppoll(fds, 1, timeout, null)
    for (let length = read(from, buffer, 2048); length > 0; length = read(from, buffer, 2048)) {
      const [oneWayMs = 0, jitterMs = 0, loss = 0] = settings
      if (random.next() < loss) continue
      // Exponential jitter and a heavy spike for one packet in a hundred; order is kept, as a queue keeps it.
      const jitter = jitterMs * -Math.log(1 - random.next()) + (random.next() < 0.01 ? jitterMs * 8 * random.next() : 0)
      last = Math.max(last, performance.now() + oneWayMs + jitter)
      queue.push({ at: last, packet: Buffer.from(buffer.subarray(0, Number(length))) })
    }
    const now = performance.now()
    while (queue.length > 0 && (queue[0] as { at: number }).at <= now) {
      const { packet } = queue.shift() as { packet: Buffer }
      write(to, packet, packet.length)
    }
  }
}
