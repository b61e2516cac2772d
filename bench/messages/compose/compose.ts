import { pick, type Random } from '../../../src/core/random.ts'
import { slots } from '../template.ts'
import type { Sample } from '../data.ts'
import { errandAsks } from './errands.ts'
import { extraErrandAsks, extraLureAsks } from './extra.ts'
import { foreignErrands, foreignLures } from './foreign.ts'
import { moreErrandAsks, moreLureAsks } from './more.ts'
import { notices } from './notices.ts'
import { lureAsks } from './lures.ts'
import { answers, callTrouble, farewells, greetings, headers, pressures, pretexts, smallTalk } from './shared.ts'

/** Deeds that fit a pretext; the rest would be odd company. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  recruit: ['room', 'install', 'paste', 'code', 'identity', 'pay', 'remote', 'secret', 'wallet', 'money', 'locked'],
  invest: ['room', 'install', 'paste', 'locked', 'remote', 'wallet', 'money', 'inside', 'secret'],
  media: ['room', 'install', 'remote', 'paste', 'locked', 'secret'],
  old: ['room', 'install', 'paste', 'secret', 'wallet', 'locked', 'identity', 'pay', 'inside'],
  vendor: ['install', 'paste', 'code', 'secret', 'room', 'wallet', 'money', 'inside', 'locked', 'remote'],
  friend: ['install', 'wallet', 'code', 'locked', 'identity', 'secret', 'room'],
}

/**
 * Messages put together from parts: the frame is the same for lures and honest ones, the ask is not. For training and for
 * nothing else: what is measured on them says nothing about messages of other people.
 */
export function composed(random: Random, count: number): Sample[] {
  return [
    ...Array.from({ length: count }, (_, at) => one(random, at % 2 === 0, at)),
    ...notices(random, Math.floor(count / 12)),
  ]
}

function one(random: Random, malicious: boolean, at: number): Sample {
  const chance = (share: number): boolean => random.next() < share
  const pretext = pick(random, Object.keys(pretexts))
  const asks = malicious ? [lureAsks, moreLureAsks, extraLureAsks] : [errandAsks, moreErrandAsks, extraErrandAsks]
  const deeds = fitting[pretext] as readonly string[]
  const deed = (): string => pick(random, ((of) => asks.flatMap((one) => one[of] ?? []))(pick(random, deeds)))
  const lines: string[] = []
  // One in five is nothing but its ask, as messages in chats are.
  const bare = chance(0.2)
  if (!bare && chance(0.7)) lines.push(pick(random, greetings))
  if (!bare && chance(0.8)) lines.push(pick(random, pretexts[pretext] as readonly string[]))
  if (chance(0.25)) lines.push(pick(random, smallTalk))
  if (chance(malicious ? 0.25 : 0.2)) lines.push(pick(random, callTrouble))
  lines.push(deed())
  if (!bare && chance(0.45)) lines.push(deed())
  // Lures are wrapped in honest words; the other way round does not happen.
  if (!bare && chance(malicious ? 0.4 : 0.35)) {
    const honest = pick(random, errandAsks[pick(random, ['room', 'pay', 'inside', 'identity'])] as readonly string[])
    if (malicious ? !/https|never|nothing to install/.test(honest) : true) lines.splice(chance(0.5) ? lines.length : lines.length - 1, 0, honest)
  }
  if (chance(0.45)) lines.push(pick(random, pressures))
  if (chance(0.25)) lines.push(pick(random, smallTalk))
  const values: Record<string, string> = { ...slots(random), ...more(random) }
  const own = values['own'] as string
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const form = random.next()
  const tag = malicious ? 'lure' : 'errand'
  if (chance(0.06))
    return sample(`${tag}-${at}.txt`, fill(pick(random, malicious ? foreignLures : foreignErrands)), malicious)
  if (form < 0.5) return sample(`${tag}-${at}.txt`, chat(random, lines.map(fill), values), malicious)
  if (form < 0.65)
    return sample(`${tag}-${at}.txt`, [...lines.map(fill), fill(pick(random, farewells))].join(chance(0.7) ? '\n' : ' '), malicious)
  if (form < 0.72) {
    const room = malicious ? pick(random, ['{fakezoom}', '{faketeams}', '{fakemeet}', '{room}']) : pick(random, ['{zoom}', '{teams}', '{meet}', '{jitsi}'])
    const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', `UID:${at}@x`, `ORGANIZER;CN=${fill('{name}')}:mailto:${fill('{firstl}')}@${own}`, `SUMMARY:${fill(pick(random, ['{fund} x {project}', 'Intro call', 'Interview', 'Sync with {company}', 'Zoom call', 'Teams meeting']))}`, `LOCATION:${chance(0.5) ? fill(room) : 'online'}`, `DESCRIPTION:${fill(`${lines.slice(0, 3).join('\\n')}\\n${room}`).replaceAll('\n', '\\n')}`, 'DTSTART:20260701T100000Z', 'END:VEVENT', 'END:VCALENDAR']
    return sample(`${tag}-${at}.ics`, calendar.join('\r\n'), malicious)
  }
  const from = chance(0.2) ? `${values['firstl']}.${(values['last'] ?? '').toLowerCase()}@gmail.com` : `${values['firstl']}@${own}`
  const mail = [`From: ${values['name']} ${values['last']} <${from}>`, 'To: you@ours.example', `Subject: ${fill(pick(random, ['Hello', 'Our call', 'Re: next steps', '{fund}', 'Invitation', 'Follow-up', '{project}', 'Quick question', 'Opportunity at {company}', 'Reminder']))}`, 'Date: Mon, 01 Jun 2026 10:00:00 +0000', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', [...lines.map(fill), fill(pick(random, farewells))].join('\n\n')]
  return sample(`${tag}-${at}.eml`, mail.join('\r\n'), malicious)
}

const sample = (name: string, text: string, malicious: boolean): Sample => ({ name, bytes: Buffer.from(text), malicious })

/** Lines shared out between two people, in one of the ways chats are exported. */
function chat(random: Random, lines: readonly string[], values: Record<string, string>): string {
  const style = Math.floor(random.next() * 5)
  const minute = (at: number): string => `1${Math.floor(random.next() * 9)}:${String(10 + at * 3).slice(0, 2)}`
  const said: string[] = []
  for (const [at, line] of lines.entries()) {
    for (const [who, text] of random.next() < 0.3 ? [['{you}', pick(random, answers)], ['{name}', line]] as const : [['{name}', line]] as const) {
      const name = who === '{you}' ? pick(random, ['me', 'You', values['you'] as string]) : (values['name'] as string)
      said.push(
        style === 0 ? `${name}: ${text}` : style === 1 ? `[${minute(at)}] ${name}: ${text}` : style === 2 ? `${name}, [12.06.26 ${minute(at)}]\n${text}\n` : style === 3 ? `12/06/26, ${minute(at)} - ${name}: ${text}` : text,
      )
    }
  }
  const head = pick(random, headers)
  return (head === '' ? said : [head, ...said]).join('\n')
}

function more(random: Random): Record<string, string> {
  const letters = (count: number): string => Array.from({ length: count }, () => pick(random, [...'abcdefghijklmnopqrstuvwxyz'])).join('')
  const digits = (count: number): string => Array.from({ length: count }, () => String(Math.floor(random.next() * 10))).join('')
  const word = `${letters(2)}${pick(random, ['bridge', 'lane', 'forge', 'works', 'labs', 'stone', 'field', 'soft', 'ware', 'nord'])}`
  const suffix = pick(random, ['com', 'io', 'dev', 'co', 'net', 'app', 'de', 'org', 'xyz', 'fund', 'vc', 'tech', 'live', 'example'])
  const own = `${word}.${suffix}`
  const unknown = `${letters(3)}${pick(random, ['hub', 'desk', 'play', 'base', 'docs', 'portal', 'studio', 'meet', 'data', 'flow'])}.${pick(random, ['app', 'io', 'com', 'live', 'site', 'xyz', 'cloud', 'net', 'pro', 'online'])}`
  return {
    name: pick(random, 'Anna Ben Carla Dmitri Ewa Farid Grace Henrik Ines Jamal Karin Liam Mei Noor Oskar Paula Quinn Rosa Samir Tara Uwe Vera Will Xenia Yusuf Zoe'.split(' ')),
    role: pick(random, ['Rust engineer', 'Solidity developer', 'frontend lead', 'security analyst', 'DevOps engineer', 'product manager', 'compliance lead', 'CTO', 'data engineer', 'full-stack developer', 'head of treasury', 'quant']),
    sum: pick(random, ['$180k', '$220-260k', '150-190k EUR', '$400k', '12k USDC a month', '£140k', '$15,000 monthly']),
    event: pick(random, ['Token2049', 'ETHDenver', 'Devcon', 'the Lisbon meetup', 'KBW', 'the offsite', 'Consensus']),
    topic: pick(random, ['custody', 'MiCA', 'proof of reserves', 'MEV', 'exchange security', 'stablecoins', 'AI agents']),
    vendor: pick(random, ['Coinbase', 'Ledger', 'Okta', 'Zoom', 'GitHub', 'npm', 'Binance', 'AWS']),
    tool: pick(random, ['RoomKit', 'Meetly', 'VoiceFix', 'Clusea', 'AudioKit', 'NovaDesk', 'TeamsFix', 'ViewSafe', 'proctor']),
    code: `${pick(random, ['INV', 'orc', 'HR', 'nda', 'alpha'])}${digits(3)}`,
    handle: `@${letters(6)}_${pick(random, ['hr', 'cto', 'vc', 'dev'])}`,
    wallet: `0x${Array.from({ length: 40 }, () => pick(random, [...'0123456789abcdef'])).join('')}`,
    digits: digits(5),
    slug: `${letters(5)}${digits(2)}`,
    repo: `https://${pick(random, ['github.com', 'github.com', 'github.com', 'gitlab.com', 'bitbucket.org'])}/${letters(5)}-${pick(random, ['labs', 'hire', 'team', 'eng', 'dev'])}/${pick(random, ['trading-app', 'wallet-task', 'backend-challenge', 'staking-console', 'orderbook', 'frontend', 'game-client'])}`,
    unk: `https://${unknown}${pick(random, ['', '/', '/d', '/mac', '/start', `/i/${digits(4)}`])}`,
    room: `https://${pick(random, ['meet', 'room', 'vc', 'call', 'conf', 'live'])}.${unknown}/${pick(random, ['r', 'room', 'j', 'join', 'mtg'])}/${digits(5)}`,
    file: `https://${unknown}/${pick(random, ['AudioKit.pkg', 'setup.exe', 'client.dmg', 'Launcher.exe', 'fix.msi'])}`,
    docm: `https://${unknown}/Questions.docm`,
    archive: `https://${unknown}/${letters(4)}.zip`,
    zoom: `https://${pick(random, ['us02web.', 'us06web.', 'acme.', `${word}.`, ''])}zoom.us/j/${digits(11)}?pwd=${letters(4)}`,
    teams: `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${letters(8)}`,
    meet: `https://meet.google.com/${letters(3)}-${letters(4)}-${letters(3)}`,
    jitsi: `https://${pick(random, ['jitsi', 'meet', 'talk', 'video'])}.${own}/${letters(6)}`,
    bbb: `https://bbb.${own}/b/${letters(3)}-${letters(3)}`,
    own,
    mail: `${letters(5)}@${own}`,
  }
}
