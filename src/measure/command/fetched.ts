import { addressesIn, isLocalAddress } from './calls.ts'
import type { Word } from './lex.ts'
import { baseName, isRunnable } from './places.ts'
import { note, nothing, type Flow, type Walk } from './walk.ts'

/** curl, wget and their kin: to the next in the pipe, or into a file. */
export function fetched(walk: Walk, program: string, words: readonly Word[], raw: string): Flow {
  const urls = addressesIn(raw)
  const open = urls.filter((url) => !isLocalAddress(url))
  for (const url of urls) walk.urls.add(url)
  if (urls.length > 0 && open.length === 0) return nothing
  for (const url of open) walk.runUrls.add(url)
  const file = outputFile(program, words, open)
  if (file === null)
    return {
      fetched: open.length > 0 || /\$|%/.test(raw) || words.some((word) => /\w\.\w/.test(word.text)),
      decoded: false,
      text: '',
    }
  walk.files.add(baseName(file))
  if (isRunnable(file) || open.some(isRunnable)) note(walk, 'fetch-runnable', raw)
  if (program === 'start-bitstransfer' && open.length > 0) note(walk, 'odd-fetch', raw)
  return nothing
}

function outputFile(program: string, words: readonly Word[], urls: readonly string[]): string | null {
  const after = (pattern: RegExp): string | null => {
    for (const [at, word] of words.entries()) {
      const inline = /^(?:-o|-O|--output(?:-document)?=|-OutFile:)(.+)$/.exec(word.text)
      if (inline !== null && pattern.test(word.text.slice(0, 2)) && !/^-o[a-z]+$/i.test(word.text))
        return inline[1] as string
      if (pattern.test(word.text)) return words[at + 1]?.text ?? ''
    }
    return null
  }
  const fromUrl = baseName(urls[0] ?? '')
  if (program === 'wget') {
    if (
      words.some(
        (word) =>
          /^-[a-zA-Z]*O-?$/.test(word.text) &&
          (word.text.endsWith('-') || words[words.indexOf(word) + 1]?.text === '-'),
      )
    )
      return null
    return (
      after(/^(?:-O|--output-document)$/) ??
      (urls.length > 0 && !words.some((word) => /^--(?:help|version|spider)$/.test(word.text)) ? fromUrl : null)
    )
  }
  if (program === 'start-bitstransfer')
    return after(/^-dest/i) ?? words.filter((word) => !word.text.startsWith('-')).at(2)?.text ?? fromUrl
  if (
    program === 'curl' &&
    words.some((word) => /^-[a-zA-Z]*O[a-zA-Z]*$/.test(word.text) || word.text === '--remote-name')
  )
    return fromUrl
  const file = after(/^(?:-[a-zA-Z]*o|--output|-outf\w*|--out)$/i)
  return file === '-' ? null : file
}
