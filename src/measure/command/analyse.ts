import { withoutAliases } from './aliases.ts'
import { addressesIn, isBareSource, isLocalAddress } from './calls.ts'
import { plain } from './decode.ts'
import { behaviours, type CommandFacts } from './facts.ts'
import { decoy, namedBehaviours } from './patterns.ts'
import { isVendorInstaller } from './places.ts'
import { read } from './read.ts'
import { newWalk, note } from './walk.ts'

/** Longer texts are read up to here; nobody pastes more into a terminal in good faith. */
export const longest = 200_000

/**
 * What a command would do if somebody pasted it: read in layers (quotes, encodings, nested interpreters) and followed
 * from where data comes from to where it is run. Nothing is executed or fetched.
 *
 * @param source the text as it was received, one command or a script
 */
export function analyseCommand(source: string): CommandFacts {
  const whole = source.slice(0, longest)
  const { text, disguises } = plain(dedent(whole))
  const walk = newWalk()
  for (const [behaviour, pattern] of namedBehaviours) {
    const found = pattern.exec(text)
    if (found !== null) note(walk, behaviour, found[0])
  }
  read(walk, withoutAliases(text), 0)
  const urls = [...walk.urls]
  const run = [...walk.runUrls]
  const does = behaviours.filter((behaviour) => walk.seen.has(behaviour))
  return {
    behaviours: does.map((behaviour) => ({
      does: behaviour,
      what: walk.seen.get(behaviour) as string,
      place: placeOf(whole, walk.seen.get(behaviour) as string),
    })),
    does: [...does],
    urls,
    bareSource: [...urls, ...addressesIn(text)].some((url) => isBareSource(url)),
    vendorOnly: run.length > 0 && run.every((url) => isVendorInstaller(url) || isLocalAddress(url)),
    disguises: [...disguises],
    decoyComment: comments(text).some((comment) => decoy.test(comment)),
    padding: Math.max(
      0,
      ...[...whole.matchAll(/(?:\r?\n[ \t]*){3,}/g)].map((run) => (run[0].match(/\n/g) as string[]).length),
      ...[...whole.matchAll(/ {5,}/g)].map((run) => run[0].length),
    ),
    layers: walk.layers,
  }
}

/** A prompt sign, and what a chat or a Markdown list puts before a command. */
function dedent(text: string): string {
  return text
    .replace(/^[ \t]*(?:[$>%»]|PS [A-Z]:\\[^>\n]*>|C:\\[^>\n]*>)[ \t]+/gm, '')
    .replace(/\\\r?\n/g, ' ')
    .replace(/ {40,}/g, ' ')
    .replace(/(?:\r?\n[ \t]*){3,}/g, '\n')
}

function comments(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)(?:#|::|rem\b|\/\/ )\s*([^\n]+)/gi)].map((found) => found[1] as string)
}

function placeOf(whole: string, words: string): { in: 'text'; start: number; end: number; text: string } {
  const start = Math.max(0, whole.indexOf(words.slice(0, 40)))
  return { in: 'text', start, end: Math.min(whole.length, start + words.length), text: words.slice(0, 200) }
}
