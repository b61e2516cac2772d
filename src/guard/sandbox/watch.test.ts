import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sandboxLimits } from './limits.ts'
import { childCommand, findPrlimit, startChild } from './start.ts'
import { parsePs, readProc, watchKind } from './watch.ts'

const parser = new URL('./hostile/parser.ts', import.meta.url)

describe('watching a child', () => {
  it('reads what ps prints on macOS and elsewhere', () => {
    assert.deepEqual(parsePs(' 68012   0:01.25\n'), { residentMb: 68.012, cpuMs: 1250 })
    assert.deepEqual(parsePs('1000 01:02:03'), { residentMb: 1, cpuMs: 3_723_000 })
    assert.equal(parsePs(''), null)
  })

  it('reads /proc where it is', { skip: watchKind() !== 'proc' }, () => {
    const usage = readProc(process.pid)
    assert.ok(usage !== null && usage.residentMb > 10 && usage.cpuMs > 0)
    assert.equal(readProc(2 ** 30), null)
  })
})

describe('starting a child', () => {
  it('gives it the right to read code, and no other right', () => {
    const command = childCommand(parser, sandboxLimits, '/usr/bin/prlimit')
    assert.deepEqual(command.slice(0, 7), [
      '/usr/bin/prlimit',
      '--data=900000000',
      '--cpu=28',
      '--fsize=0',
      '--core=0',
      '--nofile=64',
      '--',
    ])
    assert.ok(command.includes('--permission'))
    const rights = command.filter((flag) => flag.startsWith('--allow'))
    assert.ok(
      rights.length >= 3 && rights.every((flag) => /^--allow-fs-read=.*\/(src|node_modules|package\.json)$/.test(flag)),
      rights.join(' '),
    )
  })

  it('works without prlimit, and finds it only where it is', () => {
    assert.equal(childCommand(parser, sandboxLimits, null)[0], process.execPath)
    assert.equal(
      findPrlimit('/nowhere') === null ||
        findPrlimit('/nowhere') === '/usr/bin/prlimit' ||
        findPrlimit('/nowhere') === '/bin/prlimit',
      true,
    )
  })

  it('a child whose input is cut short, or that is left alone, ends by itself without an answer', async () => {
    for (const [announced, sent] of [
      [100, 10],
      [0, 0],
    ] as const) {
      const child = startChild(parser, sandboxLimits, findPrlimit())
      let out = ''
      child.stdout.on('data', (piece: Buffer) => (out += piece))
      const send = (message: object): void => {
        const json = Buffer.from(JSON.stringify(message))
        const length = Buffer.alloc(4)
        length.writeUInt32LE(json.length)
        child.stdin.write(Buffer.concat([length, json]))
      }
      send({ parser: parser.href, modules: {} })
      if (announced > 0) send({ name: 'x', bytes: announced, outputBytes: 1000 })
      child.stdin.end(Buffer.alloc(sent))
      const code = await new Promise((resolve) => child.on('close', resolve))
      assert.equal(code, announced > 0 ? 1 : 0)
      assert.match(out, /^14\n\{"ready":true\}end\n/)
      assert.doesNotMatch(out, /parsed/)
    }
  })
})
