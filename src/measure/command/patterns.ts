import type { Behaviour } from './facts.ts'

const keptSecrets = String.raw`(?:\.ssh\/(?:id_|\*)|\.aws\/credentials|\.config\/(?:solana|gcloud)|\.gnupg\b|\.npmrc\b|\.ethereum\/keystore|exodus\.wallet)`
const sends = String.raw`\b(?:curl\b[^|;\n]{0,80}\s-(?:F|T|d|-data(?:-binary)?|-form|-upload-file)\b|nc\s|wget\b[^|;\n]{0,40}--post|invoke-(?:webrequest|restmethod)\b[^|;\n]{0,80}-method\s+(?:post|put))`

/** What is recognised by the thing it names rather than by how data flows. Read on every layer. */
export const namedBehaviours: readonly (readonly [Behaviour, RegExp])[] = [
  ['tamper-protection', /amsi(?:utils|initfailed|context|session|scanbuffer)|etweventwrite/i],
  [
    'tamper-protection',
    /\b(?:set|add)-mppreference\b[^|;]*(?:disable|exclusion)|disableantispyware|disablerealtimemonitoring|sc(?:\.exe)?\s+(?:stop|delete)\s+(?:windefend|sense)/i,
  ],
  [
    'tamper-protection',
    /\bxattr\s+(?:-\w+\s+)*(?:-[a-z]*[cd][a-z]*\b)(?![^|;&]*\s["']?\/applications\/)(?=[^|;&]*(?:quarantine|\/|~|\$))|\bspctl\s+--(?:master|global)-disable|\bcsrutil\s+disable/i,
  ],
  [
    'tamper-protection',
    /wevtutil\s+cl\b|clear-eventlog|vssadmin\s+delete\s+shadows|netsh\s+advfirewall\s+set\s+\w+\s+state\s+off|\bunset\s+histfile|histfile=\/dev\/null/i,
  ],
  [
    'reverse-shell',
    /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)(?:\.exe)?\s[^|;]*-\w*e\w*\s+\S*(?:sh|cmd|powershell)|mkfifo\b.*\bnc\b|tcpclient\b.*getstream|socket\b.*(?:dup2|subprocess)|\bsocat\b[^|;]*tcp[^|;]*exec:/is,
  ],
  [
    'persist',
    /\bschtasks(?:\.exe)?\s+\/create|new-scheduledtask|register-scheduledtask|currentversion\\run|\blaunchctl\s+(?:load|bootstrap)|launchagents\/|\|\s*crontab\s+-/i,
  ],
  [
    'take-secrets',
    /\bsecurity\s+(?:find-generic-password|find-internet-password|dump-keychain)|login\.keychain|\bdscl\s+\S+\s+-?authonly|display dialog[^|;]*hidden answer|sekurlsa|mimikatz|\blsass\b|wallet\.dat|(?:chrome|brave|edge|firefox)[^|;\n]{0,60}[\\/](?:login data|cookies|local extension settings)|comsvcs(?:\.dll)?\W+minidump/i,
  ],
  [
    // Keys and wallets in the same breath as something that sends, in either order.
    'take-secrets',
    new RegExp(`${keptSecrets}[\\s\\S]{0,160}${sends}|${sends}[\\s\\S]{0,160}${keptSecrets}`, 'i'),
  ],
  [
    // A package from an address instead of a registry runs its scripts; code hosts are where projects tell to take it from.
    'fetch-execute',
    /\b(?:npx|npm|pnpm|yarn|bunx?|pipx?3?|gem|uvx?)\b[^|;&\n]{0,60}\s(?:git\+)?https?:\/\/(?!(?:[\w-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|codeberg\.org|npmjs\.(?:org|com)|pypi\.org|pythonhosted\.org|pytorch\.org|localhost|127\.0\.0\.1)\b)\S+\.(?:tgz|tar\.gz|whl|zip|git)\b/i,
  ],
]

/** "I am not a robot", a verification number, or the path of a document: written for the eyes, ignored by the machine. */
export const decoy =
  /not a robot|\bhuman\b|captcha|cloudflare|verif(?:y|ied|ication)|ray[ -]?id|\bidentity\b|\\[^\\]+\.(?:pdf|docx?|xlsx?|pptx?|zip|exe|csv|txt)\b|✅|☑|🤖/i

/** Words with which samples and training strings name themselves. Real lures seldom do; when they do it is plain enough. */
export const selfNamed =
  /payload|malware|malicious|backdoor|trojan|dropper|exploit|ransom|implant|keylog|infostealer|reverse[-_.]?shell|clickfix|stage[-_]?2|\bevil\b|attacker|\bmal\.|hacke[rd]/i
