import { askNames, asks, type AskName } from './asks.ts'

/** One way in which a message works on its reader, found by words. */
export interface Lure {
  readonly lure: LureName
  readonly place: { readonly in: 'text'; readonly start: number; readonly end: number; readonly text: string }
}

export const lureNames = [
  'pay-multiple',
  'high-pay',
  'unsolicited-role',
  'defi-project',
  'investor-call',
  'media-invite',
  'urgency',
  'waiting-now',
  'audio-trouble',
  'install-ask',
  'terminal-ask',
  'platform-hop',
  'refuses-our-link',
  'insists-own-link',
  'take-home',
  'run-now',
  'wallet-connect',
  'seed-phrase',
  'kyc-ask',
  'test-payment',
  'remote-control',
  'secrecy',
  'old-contact',
  'disable-protection',
  'password-in-body',
  'desktop-only',
  'verify-human',
  'camera-assessment',
  'full-screen-share',
  'reschedule-push',
  'meeting-invite',
  'document-share',
  'account-alarm',
  'account-rent',
  'fair-test',
  ...askNames,
] as const
export type LureName = (typeof lureNames)[number]
type PhrasedName = Exclude<LureName, AskName>

/**
 * Phrases, from published case narratives (SEAL, Huntress, Kaspersky, GitLab, Microsoft, Unit 42) and their paraphrases.
 * Alone each is innocent; rules join them with where links go and what is asked.
 */
const phrases: Readonly<Record<PhrasedName, RegExp>> = {
  'pay-multiple':
    /\b[2-9](?:[.,]\d)?\s*(?:x|×|times|fold)\b.{0,40}\b(?:of |than |over )?(?:your|ur|what you|the)\b.{0,30}(?:pay|salary|compensation|comp\b|package|earn|making|make|income|get|rate|wage)|multipl(?:y|ied)\s+(?:it |that |your \w+ |this )?by (?:two|three|four|2|3|4)|(?:(?:two|three|four|2|3|4|double|triple|twice)(?:\s*(?:-|–|to|or)\s*(?:three|four|3|4|triple))?\s*(?:x|×|times|fold)?\s+(?:(?:of\s+)?(?:your|ur|what you|the)\s+)(?:current\s+|present\s+|existing\s+|market\s+|actual\s+)?(?:pay|salary|compensation|comp\b|package|rate|income|earn|make|get|'re making|market|are making|wage))|(?:doubl(?:e|ing)|tripl(?:e|ing)|twice|[2-4]\s*(?:x|×|times)(?:\s*[-–to]+\s*[2-4]\s*(?:x|×)?)?)\s+(?:or more\s+)?(?:of\s+)?(?:your|ur|what you)\b.{0,25}(?:pay|salary|compensation|comp\b|package|earn|making|income|market|rate|base|wage)|(?:pay|salary|compensation|comp|package|offer|rate|base)\b.{0,40}\b(?:two|three|2|3|4|double|triple|twice)(?:\s*(?:-|–|to|or)\s*(?:three|3|4))?\s*(?:x\b|×|times|fold)|(?:2|3|4)\s*[-–]\s*(?:3|4)\s*(?:x|×)|\b(?:2|3)[x×]\s+(?:salary|pay|comp\w*|offer)|(?:beat|match and beat|exceed) (?:your|any) (?:current |present )?(?:salary|offer|pay|package)|name your (?:price|salary|number)|\b(?:[x×][2-4]|[2-4](?:[.,]\d)?\s?[x×]|[2-4](?:[.,]\d)?\s?times)\s+(?:of |from |than |over |the |your |ur |a |my )*(?:what (?:u|you)|current|present|salary|pay|market|compensation|package)/i,
  'high-pay':
    /(?:\$|usd|usdt|usdc|€|£)\s?\d{2,3}\s?(?:k|,000)\b(?:\s*(?:-|–|to)\s*(?:\$|€|£)?\s?\d{2,3}\s?(?:k|,000))?|\b\d{3}\s?k\b.{0,20}(?:base|usd|salary|year|annual)|\$\s?\d{2,3}\s?(?:\/|per\s)\s?(?:h|hr|hour)\b|(?:very|highly|extremely)\s+(?:attractive|competitive|generous)\s+(?:pay|salary|compensation|package)|\b\d{2,3}\s?k\s?(?:usd\w?\s?)?(?:\/|per |a )?\s?month(?:ly)?\b|pays? (?:way )?above (?:the )?market/i,
  'unsolicited-role':
    /(?:came across|found|saw|impressed (?:by|with)|reviewed|noticed|looked (?:at|through)|stumbled (?:up)?on)\s+(?:your|ur)\s+(?:profile|github|background|resume|cv|experience|work|linkedin|portfolio)|(?:your|ur)\s+(?:profile|background|experience|github)\s+(?:really\s+)?(?:caught|stood out|looks|seems|is a|would be|matches|fits)|(?:hiring|looking for|seeking|searching for|recruiting|need)\b.{0,60}(?:engineer|developer|dev\b|lead|cto|architect|devops|designer|auditor|manager|smart contract|solidity|rust|blockchain|react)|(?:open|new|senior|remote|exciting|confidential|great)\s+(?:role|position|opportunity|opening)|job (?:offer|opportunity|opening)|i'?m a (?:recruiter|headhunter|talent)|on behalf of .{0,40}(?:client|company)|(?:part|full)[ -]time (?:remote )?(?:role|position|contract|developer|job)/i,
  'defi-project':
    /\b(?:defi|de-fi|web3|gamefi|nft|dex|dapp|dao|launchpad|metaverse|tokeni[sz]ation|crypto (?:casino|game|wallet|exchange)|play[- ]to[- ]earn|real estate (?:token|web3))\b.{0,40}\b(?:project|platform|startup|start-up|protocol|game|app|company|mvp|product|demo|development|team)/i,
  'investor-call':
    /\b(?:invest(?:or|ors|ing|ment)?|venture|vc|fund|capital|angel|raise|raising|funding round|seed round|series [a-c]|pre-seed|otc|token sale|allocation|lead your round|portfolio compan|partnership|collaborat\w+|due diligence|term sheet|listing)\b[\s\S]{0,140}\b(?:call|chat|meet|meeting|talk|discuss|connect|sync|zoom|schedule|calendar|calendly|intro)\b|\b(?:call|chat|meet|meeting|talk|discuss|connect|schedule|calendly)\b[\s\S]{0,100}\b(?:investment|investors?|funding|venture|vc\b|our fund|capital|partners?hip|collaboration)\b/i,
  'media-invite':
    /\b(?:podcast|journalist|reporter|interview you|media interview|press|documentary|speaker|panel|keynote|fireside|feature you|as a guest|our show|editor)\b[\s\S]{0,120}\b(?:invite|guest|record|join|feature|interview|speak|episode|stream|call|article|story)\b/i,
  urgency:
    /\b(?:asap|urgent(?:ly)?|immediately|right (?:now|away)|as soon as possible|hurry|quick(?:ly)?|within (?:the next )?(?:\d+|an?|few)\s*(?:min|minutes|hours?)|limited time|last chance|before (?:it|the) (?:expires|closes)|today only|time[- ]sensitive|deadline|expir(?:es|ing) (?:soon|today|in)|in \d+ min)/i,
  'waiting-now':
    /(?:everyone|everybody|all|partners?|team|ceo|we|i|they|he|she|guys|investors?|others)(?:\s+(?:is|are|'re|'s|am|'m|is all|are all|have been|'ve been|already))*\s+(?:waiting|here|in the (?:call|room|meeting)|on the call|online|in already|already (?:in|on|here|joined|inside|waiting|connected)|inside)|where are you|waiting (?:for|on) you|(?:can|could) you (?:join|hop on|get on|come) (?:now|quickly|asap)|join (?:now|quickly|asap|us now)|we(?:'ve| have) started|(?:meeting|call) (?:has |is )?(?:started|starting now|live)/i,
  'audio-trouble':
    /(?:block(?:ed|s|ing)|den(?:ied|ies)|(?:can(?:'|no)t|not) (?:access|use|reach|find))\s+(?:the |your |my )?(?:mic|microphone|camera|webcam|audio)|(?:hear|hearing) (?:nothing|no ?thing)|(?:are|be|is) (?:silent|muted)\b|you seem muted|(?:call|connection|video|audio|sound|line) (?:quality )?(?:is|was|'s|seems|sounds) (?:really |so |very |quite )?(?:awful|terrible|bad|poor|dead|broken|horrible|gone|robotic|distorted|lagging|unstable)|(?:sound|audio|mic|camera)'?s? (?:is )?(?:dead|gone|off|silent)|you (?:sound|look) (?:robotic|frozen|distorted|choppy)|(?:no|zero) (?:sound|audio) (?:from|on|at)|(?:microphone|camera|mic|audio)[^.\n]{0,30}(?:blocked|denied|not (?:found|detected|recogni[sz]ed|available))|(?:can(?:'|no|’)?t|cannot|can not|couldn'?t|could not|unable to|not able to|don'?t|barely|hardly)\s+(?:to\s+)?(?:really\s+)?(?:hear|see)\s+(?:you|u\b|anything|your|us|me)|(?:audio|sound|mic(?:rophone)?|voice|video|camera|webcam|speaker)s?\s+(?:\w+\s+){0,4}(?:issue|problem|trouble|not work|isn'?t work|is not work|doesn'?t work|broken|cut(?:ting)?|drop|glitch|error|fail|out of date|outdated|unavailable|not detected|muted|bad|lag|blocked|choppy)|(?:issue|problem|trouble|error|difficult)\w*\s+(?:with|in|on|hearing)\s+(?:\w+\s+){0,3}(?:audio|sound|mic|voice|video|camera|headset|connection)|no (?:sound|audio|voice)|your (?:voice|sound|audio|mic)\s+(?:is|was|are|sounds?)\s+(?:\w+\s+){0,2}(?:not|cut|bad|low|broken|choppy|muted|off|echo)|(?:you(?:'re| are)) (?:breaking up|muted|on mute|cutting out)/i,
  'install-ask':
    /\b(?:refresh|reinstall|repair|grab|fetch|add)\b[^.\n]{0,40}\b(?:component|driver|sdk|codec|plug-?in|extension|audio|client|app|patch|update|installer|version)|\b(?:run|start|open) (?:it |this |the file )?as (?:an? )?admin|\brequires? (?:you to |a |an |the )?(?:install|extension|plugin|client|update|desktop app)|\b(?:install|download|run|update|upgrade|launch|execute|apply|open|double[- ]?click|get)\b[^.\n]{0,60}\b(?:sdk|driver|patch|plug-?in|extension|add-?on|codec|component|hotfix|fix(?:er)?|client|installer|script|update|latest version|new version|package|tool|app(?:lication)?|software|zip|dmg|pkg|exe|setup)\b|\b(?:sdk|driver|zoom|teams|meet|client|codec|audio|extension|app)\s+(?:needs?|requires?|must|has to|have to|should)\s+(?:be\s+)?(?:an?\s+)?(?:updat|upgrad|patch|install)|(?:outdated|old)\s+(?:version|client|sdk|driver)|update your (?:zoom|teams|meet|client|app|audio|driver)/i,
  'terminal-ask':
    /\b(?:terminal|powershell|command (?:line|prompt)|win\s*\+\s*r|run window|cmd)\b[\s\S]{0,80}\b(?:paste|copy|enter|return|type|command|line)\b|\b(?:paste|copy)\b[\s\S]{0,80}\b(?:terminal|powershell|command prompt|return|enter)\b|\bcopy,? (?:and )?paste\b|\b(?:open|launch|start|press|go to|use|in|into|type)\b[^.\n]{0,40}\b(?:terminal|command prompt|powershell|cmd(?:\.exe)?|run (?:dialog|box|window)|win(?:dows)?(?: key)?\s*\+\s*[rx]\b|spotlight|script editor|console)|\b(?:paste|copy)\b[^.\n]{0,50}\b(?:command|code|line|terminal|script|prompt|console)|(?:run|execute|enter|type)\b[^.\n]{0,25}\b(?:this|the|following|below)\s+(?:command|line|code|script)|(?:ctrl|cmd|⌘|command)\s*\+\s*v\b|⊞\s*\+\s*r|\b(?:windows|win|⊞)(?: logo)? key\b[^.\n]{0,12}\b[rx]\b|\b(?:choose|pick|select|find|search(?: for)?)\b[^.\n]{0,20}\b(?:terminal|powershell|command prompt)/i,
  'platform-hop':
    /\b(?:telegram|tg|whatsapp|wa|signal|discord|skype|wechat|line|slack|viber)\b[^.\n]{0,60}\b(?:handle|id|username|contact|number|chat|account|add|ping|message|text|reach|dm|me\b)|\b(?:add|ping|message|text|reach|dm|find|contact|hit|continue|move|talk|chat|switch|write|connect|shoot|speak)\b[^.\n]{0,60}\b(?:on|over|via|to|at|in|through|using)\s+(?:my\s+|our\s+|your\s+)?(?:telegram|tg|whatsapp|wa\b|signal|discord|skype|wechat|viber)|(?:do you (?:have|use)|what'?s your|share your|send (?:me )?your|your)\s+(?:telegram|tg|whatsapp|discord|signal)|\bt\.me\/\w+|\bwa\.me\/\d+|discord\.gg\/\w+/i,
  'refuses-our-link':
    /(?:your|that|the|this) (?:\w+ )?(?:link|room|invite|meeting|url)[^.\n]{0,30}\b(?:shows?|gives?|returns?|throws?|has|is giving|keeps)\b[^.\n]{0,20}\b(?:error|fail\w*|blank|blocked|expired|invalid|problem|issue)|(?:can(?:'|no)?t|cannot|unable to|not able to|couldn't|doesn't)\s+(?:open|join|access|use|load|get into)\s+(?:your|that|the|this) (?:\w+ )?(?:link|room|meeting|invite|call)|(?:whitelist|allow|permit|approve|support)\w*\s+only\s+(?:our|its|the company|internal)|(?:can(?:'|no|’)?t|cannot|unable|not able|won'?t|don'?t|not allowed|not permitted|prefer not|never|doesn'?t|isn'?t|block\w*|restrict\w*|polic(?:y|ies)|compliance|security)[^.\n]{0,70}\b(?:use|join|open|access|allow|accept|work|using|joining|support)\w*\b[^.\n]{0,50}\b(?:your|ur|other|external|third[- ]party|outside|different|another|google meet|meet|zoom|teams)\s*(?:own\s+)?(?:link|meeting|room|platform|invite|account|zoom|meet|teams|one)?|your (?:link|room|meeting|invite)\s+(?:doesn'?t|does not|isn'?t|is not|won'?t|didn'?t)\s+(?:work|open|load)|(?:blocked|restricted|forbidden|not allowed)\s+(?:by|due to|because of|under)\s+(?:our|company|corporate|my|the)?\s*(?:it|firewall|policy|compliance|security|vpn|team|fund)/i,
  'insists-own-link':
    /(?:join|use|try|come|click|go|take)\s+(?:us\s+)?(?:here|this(?: one| link| room)?|mine|ours)\s*(?:instead|please|pls|now)?(?=\s*[:.,!]|\s+(?:instead|https?|hxxp)|$)|(?:only|just)\s+our own\b|our own (?:conferenc\w+|meeting|video|platform|room|system)|here (?:you go|is ours|'s ours)|(?:please |kindly |just |let'?s |only |must |have to |need to |can you )?\b(?:use|join|stick|go|come|hop)\w*\b[^.\n]{0,25}\b(?:my|our|this|mine|ours|the (?:company|fund|corporate|team|office))\s*(?:own\s+)?(?:link|room|meeting|zoom|teams|meet|platform|line|account|invite|business)|(?:our|company|corporate|fund|compliance)\s+(?:policy|rules?|security|compliance|team|lp|partners?)\b[^.\n]{0,60}\b(?:requires?|only|must|mandates?|need)|only (?:our|my|this) (?:link|room|platform)|(?:our|my) (?:business|enterprise|corporate|premium|private|dedicated) (?:zoom|teams|meet|link|room|account|license)/i,
  'take-home':
    /\b(?:take[- ]home|coding (?:test|challenge|task|assessment|assignment)|technical (?:test|task|assessment|assignment|challenge|evaluation)|test (?:task|project|assignment)|home ?work|skills? (?:test|assessment)|code review (?:task|test|of)|review (?:the|our|this) (?:code|repo|repository|codebase|project)|clone (?:the|this|our)? ?(?:repo|repository|project|code|it)|(?:mvp|demo|poc|prototype|codebase|source code|repository|repo)\b[^.\n]{0,60}\b(?:run|check|review|test|clone|look|fix|try|build)|(?:run|check|review|test|clone|look at|fix|try|build)\b[^.\n]{0,60}\b(?:mvp|demo|poc|prototype|codebase|source code|repository|repo\b|project))/i,
  'run-now':
    /\b(?:npm|yarn|pnpm|bun)\s+(?:i|install|ci|start|run|dev)\b|\b(?:run|start|launch|execute|boot)\b[^.\n]{0,30}\b(?:it|locally|the (?:project|app|code|server|demo|game|repo|frontend|backend)|on your (?:machine|computer|laptop|pc|mac|side))|(?:before|during|on|in)\s+(?:the|our)\s+(?:call|interview|meeting)\b[^.\n]{0,40}\b(?:run|clone|install|set ?up|ready)|(?:set ?up|running|installed) (?:locally|before|on your)|share (?:your )?screen (?:while|and run|with it running)/i,
  'wallet-connect':
    /\b(?:connect|link|import|sync|validate|sign in with|log ?in with|plug|use)\b[^.\n]{0,30}\b(?:your|ur|a|the|main|real|own)\s+(?:\w+\s+)?(?:wallet|metamask|phantom|ledger|trust ?wallet|rabby|keplr)|\bwallet\b[^.\n]{0,40}\b(?:connect|address|with (?:some )?(?:funds|balance|eth|sol)|sign (?:the|a) (?:message|transaction))|(?:hold|have|with) (?:some|at least|\d+)[^.\n]{0,20}(?:eth|sol|usdt|bnb|tokens?) (?:in|for gas)/i,
  'seed-phrase':
    /(?<!never |not |n't |nobody will |no one will )\b(?:enter|provide|share|send|type|import|confirm|submit|need|give|paste|input|verify|backup|restore|use)\b[^.\n]{0,40}\b(?:(?:seed|recovery|mnemonic|secret)\s+(?:phrase|words?|recovery)|private key|12[- ](?:or 24[- ])?words?|24[- ]words?|keystore file)/i,
  'kyc-ask':
    /\b(?:need|want|send|share|give|upload|use|rent|borrow)\b[^.\n]{0,50}\b(?:ur|your)\s+(?:\w+\s+)?(?:id\b|passport|selfie|licen[cs]e|ssn|documents?)|\b(?:send|share|upload|provide|submit|need|give|photo of|scan of|copy of|picture of)\b[^.\n]{0,60}\b(?:passport|driver'?s? licen[cs]e|id card|government id|identity (?:document|card)|selfie|kyc|ssn|social security|bank (?:account|details|statement)|upwork account|linkedin account|id\b(?= (?:and|document|photo)))|(?:rent|borrow|use|buy|lease) (?:your|ur) (?:upwork|linkedin|github|freelancer|paypal|bank|account|identity|laptop|computer|pc)/i,
  'test-payment':
    /\b(?:send|deposit|transfer|pay|stake|fund|top[- ]?up|swap|bridge)\b[^.\n]{0,40}\b(?:test|small|deposit|fee|refundable|verification|gas|amount|collateral|\$\d+|\d+(?:\.\d+)?\s?(?:eth|sol|usdt|usdc|btc|bnb))\b|refundable (?:deposit|fee)|(?:onboarding|registration|training|equipment|processing) fee/i,
  'remote-control':
    /(?:control|take over|access|drive)\s+(?:of\s+)?(?:your|the|ur)\s+(?:screen|computer|mac|pc|desktop|laptop|machine)|\bremote (?:control|access|desktop|support|assist)|(?:accept|approve|allow|grant|click|press|give)\b[^.\n]{0,50}\b(?:remote|control (?:of|request|over)|permission (?:request|prompt)|access to your (?:screen|computer|mac|pc)|accessibility)|anydesk|teamviewer|rustdesk|ultraviewer|quick assist|screenconnect|request(?:ing)? control/i,
  secrecy:
    /\b(?:keep (?:this|it) (?:confidential|between|private|quiet|secret)|don'?t (?:tell|share|mention|discuss)|confidential(?:ly)?|under nda|sign (?:the|an|this) nda|stealth|strictly private|discreet)/i,
  'old-contact':
    /\b(?:long time(?: no (?:see|talk|chat|speak))?|it'?s been (?:a while|ages|so long|months|years)|remember me|we (?:met|spoke|talked|chatted) (?:at|in|last|on|during|back)|how have you been|hope you(?:'ve| have) been|new (?:account|number|tg|telegram)|(?:lost|old) (?:account|phone|number)|\bold (?:colleague|friend|classmate|team ?mate)|new (?:handle|sim|profile)|used to work (?:together|with you)|good to (?:hear|see) (?:from )?you again|catch(?:ing)? up|reconnect)/i,
  'disable-protection':
    /\b(?:disable|turn off|switch off|deactivate|pause|allow|ignore|bypass|whitelist|exclude|click through|skip)\b[^.\n]{0,40}\b(?:anti-?virus|defender|firewall|gatekeeper|security (?:software|warning|alert|prompt|settings)|smartscreen|protection|edr|warning|xprotect|vpn|ad ?block)|false positive|(?:right[- ]click|control[- ]click)[^.\n]{0,20}open anyway|"?open anyway"?|run anyway|allow (?:apps|applications) from/i,
  'password-in-body':
    /\b(?:password|passcode|pass|pwd|pw)\s*(?:for|to)?\s*(?:the|this|open|unzip|extract|archive|file|zip|is|:|=|->|–|-)+\s*(?:(?:the|file|archive|zip|rar|is|:|=)\s*)*["'“]?[^\s"'”]{3,}/i,
  'desktop-only':
    /\b(?:not|instead of|rather than) (?:on |from |your |a |the )*(?:phone|mobile|tablet)|\b(?:only|not) (?:works?|supported|available|open|compatible)\w*\s+(?:on|in|with|from)\s+(?:a\s+)?(?:mac|macos|windows|desktop|laptop|pc|chrome|computer|mobile|phone)|(?:use|open|join|switch to|do (?:it|this)|complete (?:it|this))\s+(?:it\s+|this\s+|the link\s+)?(?:on|from|with|to|a)\s*(?:a |your )?(?:work |office )?(?:desktop|laptop|computer|pc|mac(?:book)?)\b|(?:chrome|desktop|laptop|mac|windows|computer)\b[^.\n]{0,15}\b(?:needed|required|only)/i,
  'verify-human':
    /\b(?:verify|confirm|prove)\b[^.\n]{0,30}\b(?:human|not a robot|identity|you'?re (?:not|human)|robot)|captcha|i'?m not a robot|i am not a robot|cloudflare (?:check|verif\w+|turnstile)/i,
  'camera-assessment':
    /\brecord\b[^.\n]{0,30}\b(?:your|the|an?)\b[^.\n]{0,20}\b(?:introduction|intro|answers?|video|responses?)|(?:camera|webcam|mic(?:rophone)?)\b[^.\n]{0,30}\b(?:does ?n[o']t|won't|fails? to|not) (?:start|work|open|turn on|load)|\b(?:video|camera|one[- ]way|recorded|online|skills?)\s+(?:assessment|interview|introduction|evaluation|screening)\b[^.\n]{0,100}(?:link|https?:|complete|record|submit|portal|within|start)|(?:camera|microphone)\s+(?:access|permission|driver|error)/i,
  'full-screen-share': /share (?:your|the|ur) (?:entire |full |whole )?(?:screen|desktop)|full[- ]?screen share/i,
  'reschedule-push':
    /\b(?:reschedul\w+|postpone\w*|move (?:the|our) (?:call|meeting)|push (?:the|our) (?:call|meeting)|another time|new (?:time|link|invite)|updated (?:link|invite)|change of (?:link|plan|venue)|link (?:has )?(?:changed|expired)|switch(?:ed)? to (?:a )?(?:new|different|another))/i,
  'meeting-invite':
    /\b(?:join|meeting|call|zoom|teams|google meet|meet|webex|interview|calendly|schedule|book a (?:time|slot|call)|invite|room)\b/i,
  'document-share':
    /\b(?:shared? (?:a |the |this )?(?:document|file|folder|deck|doc|pdf|spreadsheet|sheet|data ?room)|pitch ?deck|data ?room|term sheet|whitepaper|nda|contract|agreement|invoice|job description|jd\b|offer letter|docsend|google doc|investment (?:memo|thesis|proposal)|deck)\b/i,
  'account-rent':
    /(?:rent|borrow|use|lease|buy|need|access to)\s+(?:your|ur)\s+(?:\w+\s+)?(?:upwork|linkedin|freelancer|fiverr|toptal|paypal|payoneer|bank)\s+(?:acct|account|profile)|(?:your|ur) (?:upwork|linkedin|freelancer|fiverr|toptal) (?:acct|account|profile)|(?:keep|get|earn|take|receive) \d{1,2}\s?% (?:of|from|each|every)|work (?:under|with|through|on) your (?:name|identity|account|profile)|(?:host|keep|run) (?:a |the |my |our )?laptops? (?:at|in) your/i,
  'fair-test':
    /take (?:your|the|as much) time|no (?:rush|hurry|deadline)|(?:by|until|before|within|due) (?:next |the end of )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:a|one|two|\d) weeks?\b|\breadme\b|open (?:a )?(?:pr|pull request)|no need to (?:install|run)|in your own time|paid (?:trial|task|test)|how to run the tests/i,
  'account-alarm':
    /\b(?:unusual|suspicious|unauthori[sz]ed|new) (?:sign[- ]?in|log[- ]?in|activity|device|access|transaction|withdrawal)|account (?:has been |will be |is )?(?:suspend|lock|restrict|limit|disabl|clos)\w+|verify your (?:account|identity|wallet|email)|(?:password|session|mailbox|storage) (?:expir|full|will expire)\w*|confirm your (?:account|identity|wallet)/i,
}

/** In long texts only what stands together counts: a newsletter says everything somewhere. */
const window = 1600

/** Every way that speaks, with its first place in the passage that says most. Curly quotes count as straight ones. */
export function lures(text: string): Lure[] {
  const straight = text.slice(0, 60_000).replace(/[’‘]/g, "'")
  if (straight.length <= 1.5 * window) return luresIn(straight, 0)
  let most: Lure[] = []
  for (let start = 0; start < straight.length; start += window / 2) {
    const here = luresIn(straight.slice(start, start + window), start)
    if (here.length > most.length) most = here
  }
  return most
}

function luresIn(passage: string, offset: number): Lure[] {
  const found: Lure[] = []
  for (const lure of Object.keys(phrases) as PhrasedName[]) {
    const match = phrases[lure].exec(passage)
    if (match !== null)
      found.push({
        lure,
        place: {
          in: 'text',
          start: offset + match.index,
          end: offset + match.index + match[0].length,
          text: match[0].slice(0, 200),
        },
      })
  }
  for (const { ask, start, text } of asks(passage))
    found.push({
      lure: ask === 'ask-pay-multiple' ? 'pay-multiple' : ask,
      place: { in: 'text', start: offset + start, end: offset + start + text.length, text },
    })
  return found
}
