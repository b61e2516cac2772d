import type { MessageFacts } from '../facts.ts'
import { classesOf } from './classes.ts'
import type { Sentence } from './tokens.ts'

/** Size of the hashed weight table. A power of two. */
export const tableSize = 1 << 16

/** What of a message's facts the model may see beside the words. */
export type Traits = Omit<MessageFacts, 'wording' | 'bands'>

/** Words, neighbours, and pairs within one sentence: who rewrites a lure keeps which word stands with which. */
export function wordFeatures(tokens: readonly string[]): string[] {
  const found = new Set<string>()
  let refused = 0
  const classes = new Set<string>()
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string
    if (manners.has(token)) continue
    found.add(`w:${token}`)
    // "Nothing to install": a word that is denied is another word.
    if (refusals.test(token)) refused = at + 6
    else if (at < refused && !plain.has(token)) found.add(`n:${token}`)
    for (const name of classesOf(token)) classes.add(at < refused ? `not-${name}` : name)
    if (at > 0 && !manners.has(tokens[at - 1] as string)) found.add(`b:${tokens[at - 1]} ${token}`)
    if (plain.has(token)) continue
    for (let next = at + 2; next < Math.min(tokens.length, at + 9); next++) {
      const other = tokens[next] as string
      if (!plain.has(other) && !manners.has(other)) found.add(`p:${token < other ? `${token} ${other}` : `${other} ${token}`}`)
    }
  }
  const sorted = [...classes].sort()
  for (const [at, one] of sorted.entries()) {
    found.add(`k:${one}`)
    for (let next = at + 1; next < sorted.length; next++) {
      found.add(`kk:${one}+${sorted[next]}`)
      for (let third = next + 1; third < sorted.length; third++) found.add(`kkk:${one}+${sorted[next]}+${sorted[third]}`)
    }
  }
  return [...found]
}

/** Classes over the whole message: asks that stand sentences apart. */
function messageClasses(sentences: readonly Sentence[]): string[] {
  const classes = [...new Set(sentences.flatMap((sentence) => sentence.tokens.flatMap((token) => classesOf(token))))].sort()
  return classes.flatMap((one, at) => classes.slice(at + 1).map((other) => `km:${one}+${other}`))
}

/** Facts as features, and each ask beside where the message leads: the same ask is another thing with the sender's own link. */
export function traitFeatures(facts: Traits): string[] {
  const { links, sender, says } = facts
  const web = links.filter((link) => link.scheme !== 'mailto')
  const unknown = web.filter((link) => !link.known && !link.senders)
  const leads =
    web.length === 0 ? 'nowhere' : unknown.length === 0 ? (web.some((link) => link.known) ? 'known' : 'senders') : 'unknown'
  const found = [
    `leads:${leads}`,
    ...(unknown.length > 1 ? ['unknown>1'] : []),
    ...(unknown.some((link) => link.imitates !== '') ? ['imitates'] : []),
    ...(unknown.some((link) => link.margin >= 0) ? ['built'] : []),
    ...(unknown.some((link) => link.margin >= -2 && link.margin < 0) ? ['nearly-built'] : []),
    ...(unknown.some((link) => link.meetingLike) ? ['unknown-room'] : []),
    ...(unknown.some((link) => link.runnable || link.fixPath) ? ['unknown-file'] : []),
    ...(unknown.some((link) => link.shared || link.shortener) ? ['shared-host'] : []),
    ...(unknown.some((link) => link.shownElsewhere) ? ['shown-elsewhere'] : []),
    ...(facts.claims.some((claim) => !claim.met && claim.others.length > 0) ? ['claim-broken'] : []),
    ...(facts.claims.some((claim) => claim.met) ? ['claim-met'] : []),
    ...(facts.commands.length > 0 ? ['command'] : []),
    ...(facts.repositories.length > 0 ? ['repository'] : []),
    ...(facts.wallets.length > 0 ? ['wallet-address'] : []),
    ...(facts.telegram.length > 0 ? ['telegram-name'] : []),
    ...(facts.schedulers.length > 0 ? ['scheduler'] : []),
    ...(facts.bulk ? ['bulk'] : []),
    ...(facts.publicEvent ? ['public-event'] : []),
    ...(facts.lesson ? ['lesson'] : []),
    ...(facts.hiddenCharacters + facts.bidi > 0 ? ['hidden'] : []),
    ...facts.attachments.flatMap((one) => [
      ...(one.runnable || one.runnableInside > 0 || one.diskImage ? ['attached-program'] : []),
      ...(one.encrypted ? ['attached-locked'] : []),
      ...(one.archive ? ['attached-archive'] : []),
    ]),
    ...(sender === null
      ? ['no-sender']
      : [
          sender.freeMail ? 'free-mail' : 'own-mail',
          ...(sender.nameBorrows !== '' ? ['name-borrows'] : []),
          ...(sender.imitates !== '' ? ['sender-imitates'] : []),
          ...(sender.margin >= 0 ? ['sender-built'] : []),
          ...(sender.replyPivot ? ['reply-elsewhere'] : []),
        ]),
    `form:${facts.form}`,
  ]
  const lures = [...new Set(says)]
  return [
    ...found.map((one) => `t:${one}`),
    ...lures.map((one) => `l:${one}`),
    ...lures.map((one) => `l:${one}@${leads}`),
    ...lures.flatMap((one) => lures.filter((other) => one < other).map((other) => `ll:${one}+${other}`)),
  ]
}

/** One message as hashed feature numbers in [0, tableSize), sorted, each once. */
export function messageFeatures(sentences: readonly Sentence[], facts: Traits): Int32Array {
  const found = new Set<number>()
  for (const sentence of sentences) for (const feature of wordFeatures(sentence.tokens)) found.add(hash(feature))
  if (sentences.length <= 60) for (const feature of messageClasses(sentences)) found.add(hash(feature))
  for (const feature of traitFeatures(facts)) found.add(hash(feature))
  return Int32Array.from(found).sort()
}

export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return ((h ^ (h >>> 13)) >>> 0) & (tableSize - 1)
}

const refusals = /^(?:not?|never|noth|nobod|without|none|neither|\w+n't|cannot|don|nein|nicht|kein\w*|sin|pas)$/

/**
 * Courtesy, abbreviations and slips that only tell how at home somebody is in the language: no signal, whatever the
 * examples would teach.
 */
const manners: ReadonlySet<string> = new Set(
  'sir madam dear dearest kind respect mr mrs ms ser fren bro mate buddy man hello hi hey heyy hii gm greet assalam salam u ur r pls plz thx ty kindly revert gonna wanna lol haha ok okay yo sorry thank thanks regard good morn even afternoon hope find well'.split(
    ' ',
  ),
)

/** Words that stand everywhere: no partner of a pair. */
const plain: ReadonlySet<string> = new Set(
  "a an the and or but of to in on at for with by from as is are was were be been it its this that these those i you he she we they me him her us them my your his our their u ur if so not no do does did will would can could may might have has had there here what which who when how all any some just also very more most about into out up down over than then too only own same s t # im i'm it's".split(
    ' ',
  ),
)
