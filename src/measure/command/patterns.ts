import type { Behaviour } from './facts.ts'

/** What is recognised by the thing it names rather than by how data flows. Read on every layer. */
export const namedBehaviours: readonly (readonly [Behaviour, RegExp])[] = [
  ['tamper-protection', /amsi(?:utils|initfailed|context|session|scanbuffer)|etweventwrite/i],
  [
    'tamper-protection',
    /\b(?:set|add)-mppreference\b[^|;]*(?:disable|exclusion)|disableantispyware|disablerealtimemonitoring|sc(?:\.exe)?\s+(?:stop|delete)\s+(?:windefend|sense)/i,
  ],
  [
    'tamper-protection',
    /\bxattr\s+(?:-\w+\s+)*(?:-[a-z]*[cd][a-z]*\b)(?=[^|;&]*(?:quarantine|\/|~|\$))|\bspctl\s+--(?:master|global)-disable|\bcsrutil\s+disable/i,
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
]

/** "I am not a robot", a verification number, or the path of a document: written for the eyes, ignored by the machine. */
export const decoy =
  /not a robot|\bhuman\b|captcha|cloudflare|verif(?:y|ied|ication)|ray[ -]?id|\bidentity\b|\\[^\\]+\.(?:pdf|docx?|xlsx?|pptx?|zip|exe|csv|txt)\b|✅|☑|🤖/i

/** Words with which samples and training strings name themselves. Real lures seldom do; when they do it is plain enough. */
export const selfNamed =
  /payload|malware|malicious|backdoor|trojan|dropper|exploit|ransom|implant|keylog|infostealer|reverse[-_.]?shell|clickfix|stage[-_]?2|\bevil\b|attacker|\bmal\.|hacke[rd]/i
