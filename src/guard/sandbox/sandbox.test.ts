import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SallyportError } from '../../core/errors.ts'
import { ParserChild } from './parser-child.ts'
import { parseInSandbox, sandboxLimits, sandboxPool, sandboxProtections } from './sandbox.ts'

const hostile = new URL('./hostile/parser.ts', import.meta.url)
const libraries = new URL('./hostile/libraries.ts', import.meta.url)
const quick = { wallMs: 4_000, cpuMs: 3_000 }
const run = (text: string, limits = {}) =>
  parseInSandbox(hostile, Buffer.from(text), { name: 'a.pdf', limits: { ...quick, ...limits } })

async function refused(text: string, code: string, limits = {}): Promise<SallyportError> {
  const error = await run(text, limits).then(
    (value) => assert.fail(`"${text}" was answered with ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof SallyportError, String(error))
  assert.equal(error.code, code, `${error.message} / ${String(error.cause)}`)
  return error
}

const scratch = mkdtempSync(join(tmpdir(), 'sandbox-test-'))
after(() => rmSync(scratch, { recursive: true }))

describe('the sandbox reads files', () => {
  it('hands the bytes over whole and brings the answer back', async () => {
    assert.equal(await run('echo naïve ✓'), 'naïve ✓')
    const large = new Uint8Array(5_000_000)
    assert.equal(await parseInSandbox(hostile, large, { name: 'x', limits: quick }), large.length)
    assert.equal(await parseInSandbox(hostile, new Uint8Array(0), { name: 'x', limits: quick }), 0)
  })

  it('gives a large answer whole, however late the parent reads it', async () => {
    const asleep = new Int32Array(new SharedArrayBuffer(4))
    // A server that is busy with something else for most of the time.
    const busy = setInterval(() => Atomics.wait(asleep, 0, 0, 40), 1)
    try {
      const large = 'x'.repeat(3_000_000)
      assert.equal(await parseInSandbox(hostile, Buffer.from(`echo ${large}`), { name: 'x', limits: quick }), large)
    } finally {
      clearInterval(busy)
    }
  })

  it('runs pdf.js, fflate, parse5 and postal-mime', async () => {
    assert.deepEqual(await parseInSandbox(libraries, Buffer.from('x'), { name: 'x.txt' }), {
      zip: 'zipped',
      html: 1,
      mail: 'hello',
    })
    assert.equal(await parseInSandbox(libraries, Buffer.from(smallPdf), { name: 'x.pdf' }), 'Hello sandbox')
  })

  it('passes a parser’s own refusal on, and only about the file', async () => {
    const error = await refused(
      'refuse {"code":"SP_UNSUPPORTED","message":"It is encrypted.","details":{"pages":3,"deep":{}}}',
      'SP_UNSUPPORTED',
    )
    assert.equal(error.message, 'It is encrypted.')
    assert.deepEqual(error.details, { pages: 3 })
    await refused('refuse {"code":"SP_SIGN_IN","message":"Sign in again."}', 'SP_PARSE_CRASHED')
    await refused('refuse {"code":"constructor"}', 'SP_PARSE_CRASHED')
    await refused('refuse null', 'SP_PARSE_CRASHED')
  })

  it('refuses a file that is too large before it starts anything', async () => {
    await refused('echo', 'SP_TOO_LARGE', { inputBytes: 2 })
  })

  it('tells a parser that cannot start from a file that breaks it', async () => {
    const missing = new URL('./hostile/frame.css', import.meta.url)
    await assert.rejects(parseInSandbox(missing, new Uint8Array(1), { name: 'x' }))
    const noParser = new URL('./frame.ts', import.meta.url)
    await assert.rejects(parseInSandbox(noParser, new Uint8Array(1), { name: 'x' }), { code: 'SP_CONFIG' })
  })

  it('starts only parsers that are part of the program', async () => {
    const foreign = new URL(`file://${process.execPath}`)
    await assert.rejects(parseInSandbox(foreign, new Uint8Array(1), { name: 'x' }), { code: 'SP_CONFIG' })
  })

  it('ends with the caller', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('the request is gone')), 300)
    await assert.rejects(
      parseInSandbox(hostile, Buffer.from('wait'), { name: 'x', signal: stop.signal }),
      /the request is gone/,
    )
  })
})

describe('a file cannot use more than its share', () => {
  it('time: an endless loop, and an endless wait', async () => {
    await refused('loop', 'SP_PARSE_TIMEOUT', { wallMs: 700 })
    await refused('wait', 'SP_PARSE_TIMEOUT', { wallMs: 700 })
  })

  it('processor time, while the clock still allows it', { skip: sandboxProtections().watch === 'none' }, async () => {
    const error = await refused('loop', 'SP_PARSE_TIMEOUT', { wallMs: 30_000, cpuMs: 400 })
    assert.equal(error.details['limitMs'], 400)
  })

  it(
    'memory outside V8’s heap, which the heap flag does not bound',
    { skip: sandboxProtections().watch === 'none' },
    async () => {
      await refused('buffers', 'SP_PARSE_MEMORY')
      await refused('one-buffer', 'SP_PARSE_MEMORY')
    },
  )

  it(
    'memory where there is no prlimit: the watch from outside',
    { skip: sandboxProtections().watch === 'none' },
    async () => {
      const limits = { ...sandboxLimits, residentMb: 200 }
      const child = new ParserChild(hostile, limits, null)
      await assert.rejects(child.parse(Buffer.from('buffers'), 'x', 20_000), { code: 'SP_PARSE_MEMORY' })
      assert.equal(child.alive, false)
    },
  )

  it('memory in V8’s heap', async () => {
    await refused('heap', 'SP_PARSE_MEMORY', { heapMb: 64, wallMs: 20_000, cpuMs: 20_000 })
  })

  it('output: as JSON, and as bytes without end', async () => {
    await refused('output', 'SP_PARSE_OUTPUT')
    await refused('raw', 'SP_PARSE_CRASHED')
  })
})

describe('a broken or taken-over parser gets out nothing', () => {
  it('no answer that was cut off', async () => void (await refused('half-frame', 'SP_PARSE_CRASHED')))
  it('no answer that poisons prototypes', async () => void (await refused('prototype', 'SP_PARSE_CRASHED')))
  it('no answer too deep to walk', async () => void (await refused('deep', 'SP_PARSE_CRASHED')))
  it('what it prints is not an answer', async () => assert.equal(await run('print x'), 'x'))
  it('a quiet exit is a crash', async () => void (await refused('exit', 'SP_PARSE_CRASHED')))

  it('an error is a crash, and its words stay out of message and details', async () => {
    for (const how of ['throw', 'later', 'reject']) {
      const error = await refused(how, 'SP_PARSE_CRASHED')
      assert.doesNotMatch(error.toText() + JSON.stringify(error.details), /secret|nobody listens|JSON/)
    }
  })

  it('no file outside the code', async () => {
    const denied = async (text: string) =>
      assert.match(String((await refused(text, 'SP_PARSE_CRASHED')).cause), /restricted/)
    await denied('read /etc/passwd')
    await denied('read /proc/self/environ')
    await denied(`read ${fileURLToPath(new URL('../../../.git/HEAD', import.meta.url))}`)
  })

  it('no write, not even into the code', async () => {
    for (const file of [join(scratch, 'a'), fileURLToPath(new URL('./written-by-a-test', import.meta.url))]) {
      await refused(`write ${file}`, 'SP_PARSE_CRASHED')
      assert.equal(existsSync(file), false)
    }
  })

  it('no network', async () => {
    let visits = 0
    const server = createServer((_request, response) => {
      visits += 1
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    await refused(`fetch http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 'SP_PARSE_CRASHED')
    server.close()
    assert.equal(visits, 0)
  })

  it('no children, workers, sockets, databases, debuggers', async () => {
    const names = [
      'child_process',
      'worker_threads',
      'net',
      'sqlite',
      'inspector',
      'http',
      'vm',
      'wasi',
      'cluster',
      'ffi',
    ]
    const outcome = await run(`modules ${names.join(' ')}`)
    assert.deepEqual(
      outcome,
      names.map((name) => [name, 'undefined', `A parser may not use node:${name}.`]),
    )
  })

  it('no signals to other processes', async () => void (await refused(`kill ${process.pid}`, 'SP_PARSE_CRASHED')))
  it('no environment', async () => assert.deepEqual(await run('environment'), {}))
  it('no code from text', async () => void (await refused('evaluate', 'SP_PARSE_CRASHED')))
})

describe('the pool', () => {
  it('leaves nothing of one file to the next', async () => {
    const pool = sandboxPool({ concurrency: 1, limits: quick })
    const parse = (text: string) => pool.parse(hostile, Buffer.from(text), { name: 'x' })
    assert.equal(await parse('remember alice'), 'nothing')
    assert.equal(await parse('remember bob'), 'nothing')
    pool.close()
  })

  it('shares a child within a batch only when told to, and never after a failure', async () => {
    const pool = sandboxPool({ concurrency: 1, filesPerChild: 3, limits: quick })
    const parse = (text: string) => pool.parse(hostile, Buffer.from(text), { name: 'x' })
    assert.equal(await parse('remember a'), 'nothing')
    assert.equal(await parse('remember b'), 'a')
    await assert.rejects(parse('throw'), { code: 'SP_PARSE_CRASHED' })
    assert.equal(await parse('remember c'), 'nothing')
    await parse('echo')
    await parse('echo')
    assert.equal(await parse('remember d'), 'nothing')
    pool.close()
  })

  it('answers the others while one file hangs', async () => {
    const pool = sandboxPool({ concurrency: 2, limits: { ...quick, wallMs: 3_000 } })
    const parse = (text: string) => pool.parse(hostile, Buffer.from(text), { name: 'x' })
    const results = await Promise.allSettled([
      parse('wait'),
      ...Array.from({ length: 4 }, (_, i) => parse(`echo ${i}`)),
    ])
    assert.deepEqual(
      results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.code)),
      ['SP_PARSE_TIMEOUT', '0', '1', '2', '3'],
    )
    pool.close()
    await assert.rejects(parse('echo'), { code: 'SP_CONFIG' })
  })
})

const smallPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 24 Tf 20 40 Td (Hello sandbox) Tj ET 
endstream endobj
trailer<</Root 1 0 R>>`
