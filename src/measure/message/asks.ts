/**
 * What a message asks its reader to do, told sentence by sentence from classes of words (a verb beside a thing), not from
 * fixed phrases: who rewrites a lure keeps the deed. A sentence that forbids the deed asks for nothing.
 */
export const askNames = [
  'ask-install',
  'ask-run-code',
  'ask-archive',
  'ask-secret',
  'ask-identity',
  'ask-lend',
  'ask-remote',
  'ask-wallet',
  'ask-claim',
  'ask-money',
  'ask-guard-down',
  'ask-no-sandbox',
  'ask-part',
  'ask-secret-back',
  'ask-pay-multiple',
  'archive-key',
  'ask-hop',
  'about-job',
  'about-fund',
  'about-stage',
  'about-account',
  'about-trial',
  'about-call',
  'easy-money',
  'pressure',
  'hush',
] as const
export type AskName = (typeof askNames)[number]

export interface Ask {
  readonly ask: AskName
  readonly start: number
  readonly text: string
}

const word = (words: string): RegExp => new RegExp(`(?<![\\w@./-])(?:${words})(?![\\w@-])`, 'i')

const part = word(
  'sdk|drivers?|patch|reader|recorder|proctor\\w*|decoder|decryptor|scanner|voice module|secure browser|plug-?ins?|extensions?|add-?ons?|helper|codecs?|components?|modules?|launcher|installer|viewer|updater|checker|hotfix|clients?|software|device check|desktop version|translator',
)
const program = word(
  'apps?|applications?|program|tool|agent|player|studio|setup|version|package|file|update|it|build|game',
)
const fileOfProgram = /\.(?:exe|dmg|pkg|msi|apk|scpt|command|appimage|deb|bat|ps1|vbs|lnk|hta|jar|crx)\b/i
const take = word(
  'upgrade|update|start|load|get|grab|fetch|apply|launch|open|run|execute|accept|add|use|needs?|needed|requires?|required|try|click|must|active|added|insert|enable|turn on',
)
const install =
  /(?<![\w-])(?:install(?:ing|s)?|reinstall|sideload|load unpacked|installer|launcher)(?![\w-])|\b(?:get|grab|take|fetch) (?:it|yours|ours|this|the \w+) (?:here|from|at|before|now)\b|\b(?:desktop|native|own|special) (?:program|app|application|client)\b/i
/** Something said to be missing before the reader may hear, see or open what is promised. */
const missingPart =
  /\b(?:needs?|needed|requires?|required|missing|must have|without)\b[^!?\n]{0,60}\b(?:to (?:open|see|play|view|join|hear|read|continue|watch|access|enter)|before)\b/i
const download = /(?<![\w@./-])download(?:s|ing)?(?![\w@./-])/i
const runCode =
  /\bgit clone\b|\b(?:npm|yarn|pnpm|bun)\s+(?:i|ci|install|start|run|dev|build)\b|(?<![\w-])(?:yarn|pnpm)(?=\s*(?:&&|,|;|and then))|\bpip3? install\b|\bmake (?:run|dev|all)\b|\bnode \w+\.[cm]?js\b|\bdocker[- ]compose up\b|\bcargo run\b|\bpython3? \w+\.py\b|\bforge (?:build|test|script)\b|\bgo run\b/i
const codeVerb = word(
  'check out|bring (?:it )?up|clone[ds]?|cloning|run(?:ning)?|start|launch|boot|build|compile|execute|unzip|extract|open|set ?up|debug|spin up|install|try|pull',
)
const codeThing = word(
  'repo(?:sitory)?|project|codebase|source(?: code)?|mvp|poc|prototype|front-?end|back-?end|workspace|folder|server|repro|dapp|demo|boilerplate|skeleton|starter|branch|assignment|practical|exercise|(?:github|gitlab|bitbucket)[.](?:com|org)\\/\\S+|stack|test task|package\\.json|gitlab|bitbucket',
)
const archive = /\b(?:zip|rar|7z|archive|unzip|unpack|extract|tar\.gz|tgz)\b/i
const archiveKey =
  /\b(?:pass(?:word|code|phrase)?|pw|pwd|(?:archive|zip|unzip|extraction|access) (?:code|key)|key|code)\b\s*(?:is|:|=|->|\s[–-]\s)\s*["'“(]?\S{3,}|\b(?:pw|pwd|pass|password)\s+["'“(]?[^\s,.;]*\d\S*/i
const secretThing = word(
  'passwords?|passphrase|2fa|mfa|authenticator(?: codes?)?|otp|one[- ]time (?:code|password)s?|(?:recovery|seed|secret|backup|mnemonic) (?:words?|phrases?|keys?|codes?)|(?:12|24|twelve|twenty[- ]four)(?:[- ]word)? (?:words?|phrase)|private keys?|api keys?|secret keys?|credentials|login details|session cookie|codes? (?:we|you|that|which|just)|(?:login|log-in|verification|sms|telegram|okta|confirmation|access|security|\\d[ -]digit) codes?|keystore',
)
const hand = word(
  'enter|confirm|provide|send|share|reply|give|put|type|using|upload|paste|import|need(?:s|ed)?|tell|forward|read (?:me|us|out)|submit|re-?enter|restore|export|hand over|sign in with|log ?in with|drop',
)
const identityThing = word(
  "passports?|selfies?|ids?|i\\.d\\.|id cards?|national id|identity (?:card|document|papers)|ssn|social security(?: number)?|driver'?s? licen[cs]e|driving licen[cs]e|bank (?:account|details|statements?)|face|utility bill|kyc documents?|kyc",
)
const identityHand = word(
  'upload|send|provide|submit|give|hold(?:ing)?|photo|scan|picture|front|verify|pass|complete|need(?:s|ed)?|share|finish',
)
const lend =
  /\b(?:your|ur|their|somebody'?s|someone'?s|(?:a )?friend'?s?|aged|verified|us|existing) (?:\w+ ){0,2}(?:account|profile|identity|acct|persona|face|bank|upwork|linkedin|fiverr|toptal|freelancer|payoneer)\b[^.!?\n]*\b(?:rent|renting|rental|borrow|lend|cooperate|i do (?:all )?the (?:job|work)|we do|percent|split|all the (?:job|work))|\b(?:rent|renting|borrow|lend|lease|let (?:me|us) use)\b[^.!?\n]{0,50}\b(?:accounts?|profiles?|identity|acct)\b|\b(?:attend|take|sit|do|join)\b[^.!?\n]{0,30}\b(?:interviews?|calls?|meetings?)\b[^.!?\n]{0,30}\b(?:on (?:his|my|our|her|their|someone'?s) behalf|for (?:me|us|my|our|him)|instead of)|\byou (?:get|receive|keep|take|earn|have)\b[^.!?\n]{0,12}\d{1,2}\s?(?:%|percent)|\b(?:he|she|they|friend) (?:gets?|receives?|keeps?)\b[^.!?\n]{0,10}\d{1,2}\s?%|\blaptops?\b[^.!?\n]{0,60}\b(?:powered|turned|plugged|connected|in your (?:home|house|flat|apartment)|at your (?:home|house|place|address)|online 24|switched on)|\b(?:host|keep|receive|run|store|accept|hold|plug in)\b[^.!?\n]{0,30}\b(?:laptops?|macbooks?|computers?|pcs?|devices?)\b[^.!?\n]{0,40}\b(?:home|house|address|place|farm)|\b(?:with|use|using|on) (?:his|her|your|ur) (?:real )?(?:id|identity|name|face|passport)\b(?=[^.!?\n]*(?:interview|verif|onboard|job|pay|%|split|work|we))|\bpass (?:the |my |our |an? )?(?:\w+ )?(?:verification|kyc|id check)\b|\b(?:use|using|access|borrow)\b[^.!?\n]{0,20}\b(?:your|ur)\b[^.!?\n]{0,15}\b(?:toptal|upwork|linkedin|fiverr|freelancer|payoneer|braintrust|arc|turing)\b|\b(?:face|id|identity) (?:scan|check|verification)\b[^.!?\n]{0,25}\b(?:for|of) (?:our|my|us|me|the client)\b|\bbe (?:the |our |my |a )?face\b|\b(?:profit|split|share|income|revenue)\b[^.!?\n]{0,12}\d{2}\s?\/\s?\d{2}\b|\byou (?:pass|attend|take|do)\b[^.!?\n]{0,40}\bwe (?:work|code|do)\b/i
/** Over more than one sentence: an account, and the wish to hire it. */
const hireAccount =
  /\b(?:linkedin|upwork|github|facebook|fiverr|toptal|freelancer|paypal|payoneer|kyc|binance) (?:\w+ ){0,4}[\s\S]{0,80}\b(?:rent|lease|borrow)\b|\b(?:rent|lease|borrow)\b[\s\S]{0,60}\b(?:linkedin|upwork|github|facebook|fiverr|toptal|freelancer|paypal|payoneer|kyc) ?(?:accounts?|profiles?)?/i
const remote =
  /\b(?:anydesk|teamviewer|rustdesk|ultraviewer|screenconnect|dwservice|supremo|chrome remote desktop|remote (?:control|request))\b|\b(?:grant|give|approve|accept|allow)\b[^.!?\n]{0,30}(?<!access |version |quality |source )\bcontrol\b(?! (?:panel|group|plane|system))/i
const wallet =
  /\b(?:connect(?:ing)?|link(?:ing)?|import(?:ing)?|sync|plug|unlock|validate|authorise|authorize|sign in with|log ?in with|use)\b[^.!?\n]{0,25}\b(?:wallet|metamask|phantom|ledger|rabby|keplr|trust ?wallet)\b|\bwallet (?:is )?(?:needed|required|login|log-in|connect\w*|verification|sync\w*|check)\b|\bsign (?:a|the|one|this) (?:message|transaction|approval|permit)\b/i
const claim =
  /\b(?:airdrop|claim(?:able|s|ing)?|eligible|eligibility|mint(?:ing)?|whitelist(?:ed)?|giveaway|reward|refund|honorarium|compensation pool|allocation|unclaimed|presale)\b/i
const moneyVerb = word(
  'send|deposit|transfer|pay|stake|top[- ]?up|swap|bridge|wire|migrate|move|fund|lock|minimum|refundable|escrow',
)
const moneyThing =
  /\b(?:0x[0-9a-f]{40}|bc1[a-z0-9]{20,}|T[A-Za-z0-9]{33})\b|\b\d+(?:[.,]\d+)?\s?(?:btc|eth|sol|usdt|usdc|bnb|xrp|trx)\b|\b(?:safe|escrow|custody|settlement) (?:address|wallet|account)\b|\b(?:listing|onboarding|registration|training|equipment|activation|verification|insurance|refundable) (?:fee|deposit|payment)\b|\bgift cards?\b/i
/** Protection by separation is refused. */
const noSandbox =
  /\b(?:not?|don'?t|do not|without|w\/o|never|avoid|isn'?t|won'?t)\b[^.!?\n]{0,40}\b(?:docker|vms?|virtual machines?|sandbox(?:es)?|containers?|codespaces?|corporate restrictions|remote machines?|virtual(?:i[sz]ed|box)?)\b|\b(?:physical|bare metal) (?:machines?|computers?|hardware)\b/i
const guardDown =
  /\b(?:not?|don'?t|do not|without|w\/o|never|avoid)\b[^.!?\n]{0,40}\b(?:docker|vm\b|virtual machine|sandbox|container|codespaces?|vpn|antivirus|corporate restrictions|remote machine)|\b(?:trust|yes,? i trust)\b[^.!?\n]{0,20}\b(?:workspace|folder|authors?)|\b(?:work|office|company|trading|corporate|everyday|usual|daily) (?:machine|computer|laptop|pc|mac(?:book)?|box|workstation|desktop)\b|--foreground-scripts|--unsafe-perm|\b(?:turn|switch)\b[^.!?\n]{0,30}\boff\b|\b(?:disable|deactivate|pause|ignore|bypass|exclude)\b[^.!?\n]{0,40}\b(?:anti-?virus|defender|firewall|gatekeeper|warnings?|smartscreen|protection|edr|security)|\bfalse positives?\b|\b(?:enable|allow) (?:editing|content|macros?)\b|\bdeveloper mode\b|(?:\bas (?:an? )?|\()admin(?:istrator)?\b|\badmin(?:istrator)? (?:rights|access|privileges|password)\b|\b(?:wallet extension|metamask) (?:enabled|installed|active|unlocked)\b|\b(?:open|run|continue|install|keep) anyway\b|\bright[- ]click\b[^.!?\n]{0,10}\bopen\b|\bsystem settings\b[^.!?\n]{0,60}\ballow\b|\blet (?:the )?tasks\b/i
const hop =
  /\b(?:telegram|tg|whatsapp|wa|signal|discord|skype|wechat|wire|viber|zangi|session|simplex)\b[^.!?\n]{0,50}(?:@\w{3,}|\+\d|\blive:|\bme\b|\bid\b|\bhandle\b)|\bt\.me\/\w+|\bwa\.me\/|\b(?:dm|message|contact|write|ping|text|add|reach)\b[^.!?\n]{0,40}\b(?:telegram|tg|whatsapp|signal|discord|skype|wechat|wire|viber)\b/i

const aboutJob = word(
  'job|roles?|vacanc\\w+|position|hiring|hire|hires|recruit\\w*|recruiter|hr|candidates?|interview\\w*|people team|seat|salary|offer letter|job offer|assessment|assignment|take[- ]home|test task|technical (?:task|test|evaluation|reviewer)|coding task|take-?home|talent|cto seat|applying|application|first round|final round|second round|next round|onboarding|sign-on|freelanc\\w+|contract is yours|side gig|gig|evaluation|engineer \\(|cv|resume|part[- ]time|per repo|day one|nda|trial project|the task|coding challenge|shortlist\\w*|pairing|last step|final step|developer|engineer|cto|devops',
)
const aboutFund = word(
  'fund|funds|investors?|invest(?:ment|ing)?|ventures?|vc|capital|grants?|syndicate|angel|round|allocation|presale|listing|liquidity|market maker|partners?|partnership|lps?|term sheet|due diligence|data ?room|otc|dealflow|dao|advisor|ic',
)
const aboutStage = word(
  'hosts?|editor|q&a|podcast|episode|journalist|reporter|panel|keynote|speakers?|producer|documentary|article|studio|tech check|alumni|conference|show|fireside|live stream|interview you',
)
const aboutAccount = word(
  'account|security (?:alert|team|notice)|support|compliance|re-?verify|verification|suspended|locked|limited|deleted|expires?|complaint|withdrawals?|paused|unusual|new ip|login from|access will|service ?desk|certificate|api key|two-factor|ownership check|compromised|protected|firmware|restore|ticket|case',
)
const aboutTrial = word(
  'beta|tester|playtest|feedback|my game|our game|try it|side project|test it|review (?:this|the|our)|opinion|bug(?: bounty)?|audit|proposal|viewer|whitepaper|recording|codec|report|check (?:this|our|my)',
)
const aboutCall = word(
  'call|meeting|join|rejoin|room|zoom|teams|meet|webex|conference|conferencing|on the line|jump on|hop on|bridge|dial in|session',
)
const easyMoney =
  /\b(?:earn|make|income|get paid|i (?:can )?pay|we pay|i'?ll (?:pay|send)|will (?:pay|send)|pays?)\b[^.!?\n]{0,40}(?:[$€£]\s?\d|\d[\d.,]*\s?(?:\$|usd\w?|€|eur|dollars))|\b\d+\s?(?:usd\w?|[$€])\s(?:for|per)\b|\bno (?:interview|experience|work)\b[^.!?\n]{0,20}(?:required|needed|!|$)|\b\d[\d.,-]*\s?(?:\$|usdt|usd|€)\s?(?:daily|(?:per|each|every) (?:day|call|repo|task|week|month)|a (?:day|week|month)|instant)|\bstart (?:2day|today|right away|immediately)\b|\b(?:i(?:'ll)? give|you get|for) you (?:the )?half\b|\b(?:i(?:'ll)? give|you get|take) (?:you )?half\b|\b\d+\s?(?:usd\w?|[$€])?\s?monthly\b|\b(?:no risk|totally legal|legal and safe|easy money|10x|guaranteed (?:return|profit)s?|guaranteed)\b|\$\d+ per \w+|\d\s?[$€]?\s?\/\s?(?:month|mo|week|day|call|task)\b|\bpaid \$?\d+/i
const multiple =
  /\b(?:doubl(?:e|ing)(?![- ](?:check|click|opt|tap))|tripl(?:e|ing)|twice|quadruple|(?:two|three|four|2|3|4)(?:[.,]\d)?(?: ?(?:-|–|to|or) ?(?:three|four|3|4))?[- ]?(?:x\b|×|times|fold)|[x×] ?[2-5]\b)/i
const pay = word(
  'salary|pay|paid|paying|pays|earn(?:ing|ed)?|make|making|comp|compensation|package|income|wage|paycheck|what (?:you|u) (?:have|get)|from what u have',
)
const pressure =
  /\b(?:today|tonight|asap|urgent(?:ly)?|immediately|now|hurry|deadline|quickly|right away|before (?:friday|monday|the|\d)|within (?:the )?(?:next )?\d+|in (?:the next )?\d+ ?(?:h|hours?|min(?:utes)?)|\d+ ?(?:h|hours?|min) (?:left|only)|closes? in|closing|closes|lapses?|this (?:evening|afternoon|morning)|by \d+ ?(?:am|pm)|until \d|few minutes|\d+ ?(?:hours|hrs)|decides?|cancel+ed|forfeit\w*|till \d|expires?|only has|waits?|waiting|holding up|last slot|slots left|everyone is|everybody|all in|to keep the slot)\b/i
const hush =
  /\b(?:keep (?:it|this)|stay)s? (?:\w+ )?(?:confidential|between|private|quiet|secret)\b|\bdon'?t (?:loop|tell|involve|discuss|mention|inform|copy|cc)\b|\bdo not (?:loop|tell|involve|discuss|mention|inform|share)\b|\bconfidential transfer\b|\bstealth\b|\bnot a word\b/i

/** What takes an ask back: a prohibition, a reassurance, or a report of what somebody else did. */
const forbids =
  /\b(?:never|do not|don'?t|no need|nobody|no one|won'?t|will not|not required|not necessary|avoid|beware|nothing to|needn'?t|isn'?t needed|not? downloads?|didn'?t|did not|instead of (?:down|inst)|we don'?t|not asked|no (?:\w+ )?(?:apps?|software|client|install\w*|downloads?|plug-?ins?|login|setup|account) (?:needed|required|necessary)?)\b/i

interface Sign {
  readonly ask: AskName
  readonly says: (sentence: string) => boolean
  /** A prohibition in the sentence does not take it back: it is itself one ("do not use a VM"), or a mere topic. */
  readonly always?: boolean
}

const signs: readonly Sign[] = [
  {
    ask: 'ask-install',
    says: (s) =>
      install.test(s) ||
      fileOfProgram.test(s) ||
      (download.test(s) && (part.test(s) || program.test(s) || /download:?\s+(?:at |from |here )?https?:/i.test(s))) ||
      (take.test(s) && part.test(s)),
  },
  { ask: 'ask-run-code', says: (s) => runCode.test(s) || (codeVerb.test(s) && codeThing.test(s)) },
  { ask: 'ask-archive', says: (s) => archive.test(s) },
  { ask: 'archive-key', says: (s) => archiveKey.test(s), always: true },
  { ask: 'ask-secret', says: (s) => secretThing.test(s) && hand.test(s) },
  { ask: 'ask-identity', says: (s) => identityThing.test(s) && identityHand.test(s) },
  { ask: 'ask-lend', says: (s) => lend.test(s) },
  { ask: 'ask-remote', says: (s) => remote.test(s) },
  { ask: 'ask-wallet', says: (s) => wallet.test(s) },
  { ask: 'ask-claim', says: (s) => claim.test(s) },
  { ask: 'ask-money', says: (s) => moneyThing.test(s) && moneyVerb.test(s) },
  { ask: 'ask-guard-down', says: (s) => guardDown.test(s), always: true },
  { ask: 'ask-no-sandbox', says: (s) => noSandbox.test(s), always: true },
  { ask: 'ask-part', says: (s) => part.test(s) && missingPart.test(s) },
  {
    ask: 'ask-secret-back',
    says: (s) =>
      secretThing.test(s) &&
      !/\b(?:I|we)(?:'ll| will)\b/i.test(s) &&
      /\b(?:reply|send|tell|forward|read|give|share|put in|text)\b/i.test(s),
  },
  {
    ask: 'ask-pay-multiple',
    says: (s) => multiple.test(s) && pay.test(s) && /\b(?:you|your|ur|u|current|market|present|actual|exchanges?|others|elsewhere)\b/i.test(s),
    always: true,
  },
  { ask: 'ask-hop', says: (s) => hop.test(s), always: true },
  { ask: 'about-job', says: (s) => aboutJob.test(s), always: true },
  { ask: 'about-fund', says: (s) => aboutFund.test(s), always: true },
  { ask: 'about-stage', says: (s) => aboutStage.test(s), always: true },
  { ask: 'about-account', says: (s) => aboutAccount.test(s), always: true },
  { ask: 'about-trial', says: (s) => aboutTrial.test(s), always: true },
  { ask: 'about-call', says: (s) => aboutCall.test(s), always: true },
  { ask: 'easy-money', says: (s) => easyMoney.test(s), always: true },
  { ask: 'pressure', says: (s) => pressure.test(s) },
  { ask: 'hush', says: (s) => hush.test(s), always: true },
]

/** Every ask and topic of a passage with the first sentence that holds it. */
export function asks(passage: string): Ask[] {
  const found = new Map<AskName, Ask>()
  for (const { start, text: written } of sentences(passage)) {
    // What somebody else wrote earlier is not asked now.
    if (/^\s*[>|]/.test(written)) continue
    const text = withoutAddresses(written)
    const forbidden = forbids.test(text)
    for (const sign of signs)
      if (!found.has(sign.ask) && (sign.always === true || !forbidden) && sign.says(text))
        found.set(sign.ask, { ask: sign.ask, start, text: text.slice(0, 200) })
  }
  const hire = hireAccount.exec(passage)
  if (hire !== null && !found.has('ask-lend'))
    found.set('ask-lend', { ask: 'ask-lend', start: hire.index, text: hire[0].slice(0, 200) })
  return [...found.values()]
}

/** Words within an address are no words; a program's file name and a code host stay. */
function withoutAddresses(sentence: string): string {
  return sentence.replace(/\b(?:https?|hxxps?):\/\/\S+/gi, (address) =>
    /^\w+:\/\/(?:github|gitlab|bitbucket)\.(?:com|org)\//i.test(address)
      ? address.replace(/^\w+:\/\//, '')
      : `https://link${/\.(?:zip|rar|7z)(?:$|[?#])/i.test(address) ? '/ zip' : fileOfProgram.test(address.replace(/^\w+:\/\/[^/]+/, '')) ? '/file.exe' : ''}`,
  )
}

/** Addresses keep their dots: a sentence ends at a mark before a space, or with the line. */
function sentences(passage: string): { start: number; text: string }[] {
  return [...passage.matchAll(/[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)/g)].slice(0, 400).map((match) => ({
    start: match.index,
    text: match[0].slice(0, 1000),
  }))
}

/**
 * The message speaks about lures: a lesson, a warning, a report. Two different marks are wanted, so that one word of
 * caution in a lure buys nothing.
 */
export function isLesson(text: string): boolean {
  const marks = [
    /\bphish(?:ing|ed|es)?\b/i,
    /\b(?:scam(?:s|mers?|med)?|fraudsters?|attackers?|impostors?|con artists?|criminals?|threat actors?|hackers?)\b/i,
    /\b(?:security )?(?:awareness|training|simulation|simulated)\b/i,
    /\b(?:lures?|social engineering|drainers?|malware|clickfix|malicious)\b/i,
    /\bfake (?:\w+ )?(?:recruiters?|investors?|jobs?|zoom|teams|meetings?|profiles?|offers?|calls?|support|captchas?)\b/i,
    /\b(?:report|forward) (?:it|them|this|these|such|any|to|the message|suspicious)\b/i,
    /\b(?:will|would|we|nobody|no one|support) (?:\w+ ){0,3}never\b|\bnever (?:asks?|share|enter|paste|run|install|click)\b|\b(?:nobody|no one) (?:at|from|will|in)\b/i,
    /\b(?:example|pattern|red flags?|warning signs?|how (?:it|this|the attack) works|if you (?:see|receive|get|notice))\b/i,
    /\b(?:do not|don'?t|stop) (?:click|open|run|engage|respond|reply)\b|\bclose the (?:page|tab)\b/i,
  ]
  let met = 0
  for (const mark of marks) if (mark.test(text) && ++met === 2) return true
  return false
}
