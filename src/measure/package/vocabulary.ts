import { tag } from './values.ts'

/** Modules whose calls reach the network. */
const networkModules = new Set(
  (
    'http https http2 net tls dgram dns dns/promises axios got node-fetch cross-fetch isomorphic-fetch request request-promise request-promise-native ' +
    'superagent undici needle phin ky bent ws websocket socket.io-client nodemailer follow-redirects wreck centra make-fetch-happen ' +
    'node-telegram-bot-api telegraf discord-webhook-node @slack/webhook ssh2 ftp basic-ftp faye-websocket simple-get minipass-fetch reqwest unirest'
  ).split(' '),
)
const networkInnocent =
  /\.(?:createServer|createSecureServer|Server|Agent|globalAgent|STATUS_CODES|METHODS|isIP|isIPv4|isIPv6|setServers|getServers|setDefaultResultOrder|createSecureContext|validateHeader\w+|Headers|Request|Response|FormData|AxiosError|isCancel|isAxiosError|CancelToken|setGlobalDispatcher|getGlobalDispatcher|MockAgent|extend|create|defaults|interceptors|BlockList|SocketAddress|checkServerIdentity|maxHeaderSize|constants|getDefaultSettings|rootCertificates|WebSocketServer|Receiver|Sender|createWebSocketStream)\b/

const networkGlobals =
  /^g:(?:fetch|XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection|Image|navigator\.sendBeacon|importScripts|\$\.(?:ajax|get|post|getJSON|getScript)|jQuery\.(?:ajax|get|post|getJSON|getScript)|Deno\.(?:connect|connectTls)|Bun\.connect)(?:\.|$)/

/** Methods of a request, socket or client that send their arguments. */
const sendingMethods =
  /\.(?:write|end|send|emit|post|put|patch|get|request|connect|open|setRequestHeader|publish|sendMail|sendMessage|sendDocument|lookup|resolve\w*|query|fetch|set|field|attach|json|form|body|push|execute)$/

export type SinkKind = 'network' | 'command' | 'code' | 'module' | 'fileWrite' | 'fileDelete' | 'native'

/** The module of a path such as `r:m:https.request.write`, without its prefix; '' when it is none. */
export function moduleOf(path: string): string {
  const at = path.indexOf('m:')
  if (at === -1 || at > 4) return ''
  const rest = path.slice(at + 2)
  const dot = rest.indexOf('.', rest.startsWith('.') ? 2 : 0)
  if (rest.startsWith('socket.io-client')) return 'socket.io-client'
  return dot === -1 ? rest : rest.slice(0, dot)
}

/** What calling (or constructing) this path does to the world; null when nothing that is known. */
export function sinkOf(path: string, constructed: boolean): SinkKind | null {
  const result = path.startsWith('r:') || path.startsWith('i:')
  const bare = result ? path.slice(path.lastIndexOf(':', path.length) - 1) : path
  if (bare.startsWith('m:')) {
    const module = moduleOf(bare)
    if (networkModules.has(module)) {
      if (networkInnocent.test(bare) && !/\.(?:create|extend|defaults)\.\w/.test(bare)) return null
      if (result) return sendingMethods.test(path) ? 'network' : null
      return 'network'
    }
    if (result) return null
    if (module === 'child_process') return 'command'
    if (
      /^(?:execa|cross-spawn|shelljs|child-process-promise|spawn-sync|node-pty|zx|tinyexec|nano-spawn|cross-spawn-async|sudo-prompt)$/.test(
        module,
      )
    ) {
      return /\.(?:which|echo|cd|ls|cat|test|rm|mkdir|cp|mv|find|grep|sed|config|parse)$/.test(bare) ? null : 'command'
    }
    if (module === 'vm') return /\.(?:runIn\w+|Script|compileFunction|SourceTextModule)/.test(bare) ? 'code' : null
    if (module === 'worker_threads') return constructed && bare.endsWith('.Worker') ? 'code' : null
    if (/^(?:fs|fs\/promises|fs-extra|graceful-fs)$/.test(module)) {
      if (
        /\.(?:writeFile|appendFile|createWriteStream|copyFile|outputFile|write|chmod|symlink|link|rename|outputJson|writeJson|copy|move|cp)(?:Sync)?$/.test(
          bare,
        )
      )
        return 'fileWrite'
      if (/\.(?:unlink|rm|rmdir|truncate|remove|emptyDir)(?:Sync)?$/.test(bare)) return 'fileDelete'
    }
    return null
  }
  if (networkGlobals.test(bare)) {
    if (!result) return constructed || /fetch|sendBeacon|importScripts|\$|jQuery|connect/i.test(bare) ? 'network' : null
    return /\.(?:open|send|write|setRequestHeader|close)$/.test(path) && !path.endsWith('.close') ? 'network' : null
  }
  if (result) return null
  if (constructed && /^g:(?:Shared)?Worker$/.test(bare)) return 'code'
  switch (bare) {
    case 'g:eval':
    case 'x:eval':
    case 'g:Function':
    case 'x:Function':
    case 'g:execScript':
    case 'g:document.write':
    case 'g:document.writeln':
    case 'g:WebAssembly.instantiate':
    case 'g:WebAssembly.compile':
    case 'g:WebAssembly.instantiateStreaming':
    case 'g:WebAssembly.compileStreaming':
    case 'g:WebAssembly.Module':
    case 'g:navigator.serviceWorker.register':
      return 'code'
    case 'g:require':
    case 'x:require':
    case 'g:import':
      return 'module'
    case 'g:process.dlopen':
    case 'g:process.binding':
    case 'g:process._linkedBinding':
      return 'native'
    case 'g:Bun.spawn':
    case 'g:Bun.spawnSync':
    case 'g:Bun.$':
    case 'g:Deno.run':
    case 'g:Deno.Command':
      return 'command'
  }
  return null
}

const secretName =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|MNEMONIC|SEED|NPM_CONFIG__?AUTH|^AWS_|^GH_|^GITHUB_TOKEN|WALLET/i
const keyName =
  /^(?:_?(?:priv(?:ate)?_?keys?|secret_?keys?|mnemonics?|mnemonic_?phrase|seed_?phrase|recovery_?phrase|wallet_?seed|xprv|keypair|wif|priv_?key_?hex|private_?key_?(?:bytes|hex|buffer)|to_?secret_?key|export_?private_?key|get_?private_?key|get_?mnemonic))$/i
const credentialName =
  /^(?:password|passwd|passphrase|pwd|cvv|cvc|card_?number|otp|pin_?code|access_?token|auth_?token|refresh_?token|session_?token|credentials?)$/i

/** Origins that a name betrays: key material, credentials. */
export function tagsOfName(name: string): number {
  if (name.length < 3 || name.length > 24) return 0
  return keyName.test(name) ? tag.key : credentialName.test(name) ? tag.credential : 0
}

/** Origins of reading a path. */
export function tagsOfPath(path: string): number {
  if (path.startsWith('g:process.env')) {
    if (path === 'g:process.env') return tag.envAll
    const name = path.slice('g:process.env.'.length)
    if (/^(?:USER|USERNAME|LOGNAME|HOSTNAME|COMPUTERNAME|USERDOMAIN)$/.test(name)) return tag.env | tag.host
    if (/^(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|PWD|INIT_CWD)$/.test(name)) return tag.whereabouts
    return secretName.test(name) ? tag.env | tag.envSecret : tag.env
  }
  if (/^g:(?:document\.cookie|localStorage|sessionStorage|indexedDB)/.test(path)) return tag.store
  if (path.startsWith('g:__dirname') || path.startsWith('g:__filename')) return tag.whereabouts
  if (/^r:g:document\.(?:querySelector(?:All)?|getElement\w+)\S*\.(?:value|innerText|files)$/.test(path))
    return tag.input
  if (/^g:chrome\.(?:cookies|storage|tabs|history)/.test(path)) return tag.store
  return 0
}

/** Origins of what a call gives back (or hands to its callback). */
export function tagsOfResult(path: string): number {
  if (path.startsWith('m:os.')) {
    if (/^m:os\.(?:hostname|userInfo|networkInterfaces)\b/.test(path)) return tag.host
    return path.startsWith('m:os.homedir') || path.startsWith('m:os.tmpdir') ? tag.whereabouts : 0
  }
  if (
    /^m:(?:fs|fs\/promises|fs-extra|graceful-fs)\.(?:readFile|createReadStream|readJson|readdir|read)(?:Sync)?\b/.test(
      path,
    )
  )
    return /readdir/.test(path) ? 0 : tag.file
  if (sinkOf(path, true) === 'network') return tag.net
  if (/^m:child_process\.|^m:execa|^m:shelljs\.exec/.test(path)) return tag.commandOutput
  switch (path) {
    case 'g:atob':
    case 'g:unescape':
    case 'm:zlib.inflateSync':
    case 'm:zlib.gunzipSync':
    case 'm:zlib.brotliDecompressSync':
    case 'm:zlib.inflateRawSync':
    case 'g:String.fromCharCode':
    case 'g:String.fromCodePoint':
    case 'm:crypto.createDecipheriv':
    case 'm:crypto.createDecipher':
    case 'm:crypto.privateDecrypt':
      return tag.decoded
    case 'g:navigator.clipboard.readText':
    case 'g:navigator.clipboard.read':
    case 'm:clipboardy.read':
    case 'm:clipboardy.readSync':
      return tag.clipboard
    case 'g:process.cwd':
      return tag.whereabouts
    case 'g:process.report.getReport':
      return tag.envAll | tag.host
    case 'm:keytar.getPassword':
    case 'm:keytar.findCredentials':
      return tag.secretFile
    case 'g:prompt':
      return tag.input
    case 'm:systeminformation.getAllData':
    case 'm:systeminformation.system':
    case 'm:systeminformation.networkInterfaces':
    case 'm:node-machine-id.machineIdSync':
    case 'm:macaddress.one':
    case 'm:public-ip.v4':
      return tag.host
  }
  return 0
}

/** Files that hold secrets: credentials, keys, wallets, browser profiles. */
export const secretPath =
  /serviceaccount[\\/]token|[\\/]run[\\/]secrets[\\/]|docker\.sock|\.config[\\/]gh(?:[\\/]|$)|\.npmrc|\.yarnrc|\.pypirc|\.netrc|\.git-credentials|\.ssh(?:[\\/]|$)|id_rsa|id_ed25519|id_ecdsa|\.aws(?:[\\/]|$)|\.azure|gcloud[\\/]|application_default_credentials|\.kube[\\/]config|\.docker[\\/]config|[\\/]hosts\.yml|\.gnupg|\.vault-token|\.bash_history|\.zsh_history|[\\/]etc[\\/](?:passwd|shadow|hosts)|Login Data|Local State|Local Extension Settings|leveldb|Cookies$|cookies\.sqlite|logins\.json|key4\.db|\.config[\\/]solana|wallet\.dat|keystore|[Ee]xodus|[Ee]lectrum|[Aa]tomic[\\/]Local|Keychains|keychain-db|[Dd]iscord[\\/]|Telegram Desktop|tdata|nkbihfbeogaeaoehlefnkodbefgpgknn|(?:^|[\\/])\.env(?:\.|$)|MetaMask|Phantom|\.claude[\\/]|\.cursor[\\/]mcp|[\\/](?:self|\d+)[\\/]environ/

/** Hosts that anybody can post to without leaving a name. */
export const droppingHost =
  /(?:discord(?:app)?\.com[\\/]api[\\/]webhooks|hooks\.slack\.com|api\.telegram\.org|webhook\.site|pipedream\.net|requestbin|hookbin|beeceptor\.com|mockbin|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|serveo\.net|localhost\.run|burpcollaborator\.net|oastify\.com|oast\.(?:pro|live|site|online|fun|me)|interact\.sh|interactsh|dnslog\.cn|ceye\.io|canarytokens|pastebin\.com|hastebin|ghostbin|rentry\.co|transfer\.sh|file\.io|anonfiles|gofile\.io|0x0\.st|bashupload|termbin|ix\.io|paste\.ee|jsonkeeper|npoint\.io|mocky\.io|jsonbin|glitch\.me|repl\.co|replit\.dev|000webhost|workers\.dev|vercel\.app|netlify\.app|herokuapp\.com|onrender\.com|duckdns\.org|no-ip|ddns\.net|hopto\.org|xip\.io|nip\.io|m\.pipedream|eo[a-z0-9]{8,}\.m\.|iplogger|grabify|ipinfo\.io|ipify\.org|ip-api\.com|getsession\.org)/i
/** Stores that only a thief looks for by name. */
export const storeName =
  /discord_desktop_core|Local Extension Settings|\\Login Data\b|\/Login Data\b|nkbihfbeogaeaoehlefnkodbefgpgknn|bfnaelmomeimhlpmgjnjophhpkkoljpa|ibnejdfjmmkpcnlpebklmnkoeoihofec|hnfanknocfeofbddgcijnmhnfnkdnaad|fhbohimaelbohpjbbldcngcnapndodjp|Exodus[\\/]exodus\.wallet|\.electrum[\\/]wallets|Local Storage[\\/]+leveldb/
export const rawAddress =
  /^(?:[a-z]+:)?\/{0,2}(?:[^/@]*@)?(?:(?:\d{1,3}\.){3}\d{1,3}|0x[0-9a-f]{8}|\[[0-9a-f:]+\])(?::\d+)?(?:[/?#]|$)/i
/** Private, loopback and unspecified addresses: a developer's own machine. */
export const localAddress =
  /(?:^|\/\/|@)(?:127\.|0\.0\.0\.0|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?::1|255\.255)/
export const dropPorts = /:(?:1224|1244|1245|4444|1337|31337)(?:\/|$)/

/** Commands that fetch and run, call home, hide, or lower a guard. */
export const shellDownload =
  /\b(?:curl|wget|iwr|invoke-webrequest|start-bitstransfer|bitsadmin|certutil|invoke-restmethod|irm|downloadstring|downloadfile|fetch\s+http|lwp-request|aria2c|mshta|regsvr32|msiexec)\b[^\n]{0,400}(?:https?:|ftp:|\\\\|\$|\d+\.\d+\.\d+|[a-z0-9-]+\.[a-z]{2,})/i
export const reverseShell =
  /\/dev\/(?:tcp|udp)\/|\bnc(?:at)?\b[^\n]*\s-[a-z]*e|bash\s+-i|sh\s+-i\b|socket\.socket\(|mkfifo\s|fsockopen|TCPClient|pty\.spawn/i
export const shellSecrets =
  /(?:cat|type|cp|tar|zip|base64|scp)\s[^\n]*(?:\.ssh|\.npmrc|\.aws|\/etc\/(?:passwd|shadow)|\.env\b|id_rsa|\.gnupg|wallet)|security\s+find-(?:generic|internet)-password|gh\s+auth\s+token|npm\s+token|printenv|(?:^|[|;&]\s*)env(?:\s*\||$)|gcloud\s+auth\s+print|aws\s+(?:sts|configure)|\$\(\s*(?:whoami|hostname|id|env|cat|pwd)|`(?:whoami|hostname|id)`|%USERNAME%|\$\{?(?:HOSTNAME|USER)\}?\.|trufflehog|gitleaks/i
export const shellPersistence =
  /crontab|schtasks|launchctl\s+load|LaunchAgents|systemctl\s+(?:enable|--user)|CurrentVersion\\+Run|reg(?:\.exe)?\s+add|\.bashrc|\.zshrc|\.profile|authorized_keys|nohup\s|Set-MpPreference|-WindowStyle\s+Hidden|-enc(?:odedcommand)?\s|ExecutionPolicy\s+Bypass|xattr\s+-[a-z]*c|chmod\s+(?:\+x|7\d\d)[^\n]*(?:&&|;)|base64\s+(?:-d|--decode)[^\n]*\|/i

/** Markup that loads or runs something from elsewhere. */
export const loadingHtml =
  /<(?:script|iframe|object|embed)\b[^>]*(?:src|data)|\son(?:error|load)\s*=|<(?:img|link)\b[^>]*(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i

/** Globals that nobody reaches by a name put together from pieces, unless to hide it. */
export const guardedGlobals =
  /^g:(?:process|require|module|eval|Function|fetch|XMLHttpRequest|WebSocket|atob|Buffer|document|navigator|ethereum|localStorage|setTimeout|constructor)(?:\.|$)|^x:/
