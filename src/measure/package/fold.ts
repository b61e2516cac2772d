import { tag, texts, lists, tagged, unknownPart, type Value } from './values.ts'

const longest = 200_000

/**
 * Calls on known texts and lists that can be worked out beforehand: `['a','b'].join('')`, `'x'.split('').reverse()`,
 * `Buffer.from('…', 'base64').toString()`. What was put together from pieces is marked `assembled`, what was decoded
 * `decoded`.
 *
 * @returns null when the method is not one that folds
 */
export function foldMethod(self: Value, method: string, args: readonly Value[]): Value | null {
  if (self.list !== null) {
    const folded = foldList(self.list, method, args, self.tags)
    if (folded !== null) return folded
  }
  if (self.text === null || self.text.length > longest) return null
  const text = self.text
  const tags = self.tags
  const first = args[0]
  switch (method) {
    case 'toString': {
      const radix = numberOf(first)
      if (radix === null || radix < 2 || radix > 36 || !(tags & tag.number) || numberOf(self) === null) return self
      return texts(Number(text).toString(radix), tags | tag.decoded | tag.assembled)
    }
    case 'charCodeAt':
    case 'codePointAt': {
      const index = first === undefined ? 0 : numberOf(first)
      return index === null ? null : texts(String(text.charCodeAt(index)), tags | tag.number | tag.assembled)
    }
    case 'trim':
    case 'valueOf':
    case 'normalize':
    case 'trimEnd':
    case 'trimStart':
      return self
    case 'toLowerCase':
      return texts(text.toLowerCase(), tags)
    case 'toUpperCase':
      return texts(text.toUpperCase(), tags)
    case 'concat':
      return args.every((arg) => arg.text !== null)
        ? texts(text + args.map((arg) => arg.text).join(''), tags | tag.assembled)
        : null
    case 'match': {
      // `hex.match(/../g)`: the usual way to take a text apart before decoding it.
      const size = /^\/(?:(\.{1,4})|(?:\.|\\w|\[0-9a-f\])\{(?:1,)?(\d)\}|(\\w\\w))\/g$/i.exec(first?.text ?? '')
      if (size === null || text.length > 20_000) return null
      const length = size[1]?.length ?? (size[2] === undefined ? 2 : Number(size[2]))
      return lists(
        (text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).map((part) => texts(part)),
        tags | tag.assembled,
      )
    }
    case 'split': {
      if (first?.text === undefined || first.text === null || text.length > 20_000) return null
      return lists(
        text.split(first.text).map((part) => texts(part)),
        tags | tag.assembled,
      )
    }
    case 'replace':
    case 'replaceAll': {
      const second = args[1]
      if (first?.text === undefined || first.text === null || second?.text === undefined || second.text === null)
        return null
      return texts(
        method === 'replace' && !first.text.startsWith('/')
          ? text.replace(first.text, second.text)
          : replaceAll(text, first.text, second.text),
        tags | tag.assembled,
      )
    }
    case 'charAt':
    case 'at': {
      const index = numberOf(first)
      return index === null ? null : texts(text.at(index) ?? '', tags | tag.assembled)
    }
    case 'slice':
    case 'substring':
    case 'substr': {
      const from = numberOf(first)
      const to = args[1] === undefined ? undefined : numberOf(args[1])
      if (from === null || to === null) return null
      return texts(
        method === 'slice'
          ? text.slice(from, to)
          : method === 'substring'
            ? text.substring(from, to)
            : text.slice(from, to === undefined ? undefined : from + to),
        tags | tag.assembled,
      )
    }
    case 'repeat':
      return null
  }
  return null
}

function foldList(list: readonly Value[], method: string, args: readonly Value[], tags: number): Value | null {
  switch (method) {
    case 'join': {
      const glue = args[0] === undefined ? ',' : args[0].text
      if (glue === null || list.some((item) => item.text === null)) return null
      return texts(list.map((item) => item.text).join(glue), tags | tag.assembled | all(list))
    }
    case 'reverse':
    case 'toReversed':
      return lists([...list].reverse(), tags | tag.assembled)
    case 'slice':
    case 'flat':
    case 'values':
      return lists(list, tags)
    case 'concat':
      return args.every((arg) => arg.list !== null)
        ? lists([...list, ...args.flatMap((arg) => arg.list ?? [])], tags)
        : null
  }
  return null
}

export function all(values: readonly Value[]): number {
  let tags = 0
  for (const value of values) tags |= value.tags
  return tags
}

/** Calls of global functions that can be worked out: `atob`, `unescape`, `String.fromCharCode`, `Buffer.from`. */
export function foldCall(path: string, args: readonly Value[]): Value | null {
  const first = args[0]
  switch (path) {
    case 'g:String.fromCharCode':
    case 'g:String.fromCodePoint': {
      const numbers = (first?.list ?? args).map(numberOf)
      if (numbers.length === 0 || numbers.some((one) => one === null || one > 0x10ffff || one < 0))
        return tagged(tag.decoded | all(args))
      return texts(String.fromCodePoint(...(numbers.slice(0, 5000) as number[])), tag.decoded | tag.assembled)
    }
    case 'g:atob':
      return first?.text != null && first.text.length < longest
        ? texts(fromBase64(first.text), first.tags | tag.decoded)
        : null
    case 'g:unescape':
    case 'g:decodeURIComponent':
    case 'g:decodeURI':
      if (first?.text == null || first.text.length > longest || !first.text.includes('%')) return null
      return texts(percent(first.text), first.tags | tag.decoded)
    case 'g:parseInt':
    case 'g:Number.parseInt':
    case 'g:Number': {
      if (first?.text == null || first.text.length > 40) return null
      const number = path === 'g:Number' ? Number(first.text) : Number.parseInt(first.text, numberOf(args[1]) ?? 10)
      return Number.isFinite(number) ? texts(String(number), first.tags | tag.number) : null
    }
    case 'g:Array.from':
      return first?.text != null && first.text.length < 20_000
        ? lists(
            [...first.text].map((char) => texts(char)),
            first.tags | tag.assembled,
          )
        : null
    case 'g:String':
    case 'g:JSON.parse':
      return first?.text != null ? texts(first.text, first.tags) : null
    case 'g:Buffer.from':
    case 'g:Buffer':
      return foldBuffer(args)
    case 'm:path.join':
    case 'm:path.resolve':
    case 'm:path.posix.join':
      return texts(
        args
          .map((arg) => arg.text ?? unknownPart)
          .join('/')
          .slice(0, 2000),
        all(args),
      )
  }
  return null
}

function foldBuffer(args: readonly Value[]): Value | null {
  const first = args[0]
  if (first === undefined) return null
  const encoding = args[1]?.text?.toLowerCase()
  if (first.list !== null) {
    const numbers = first.list.map(numberOf)
    if (numbers.length < 4 || numbers.some((one) => one === null)) return tagged(all(args))
    return texts(String.fromCharCode(...(numbers.slice(0, 5000) as number[])), tag.decoded)
  }
  const decodes = encoding === 'base64' || encoding === 'base64url' || encoding === 'hex'
  if (first.text === null || first.text.includes(unknownPart)) return tagged(all(args) | (decodes ? tag.decoded : 0))
  if (first.text.length > longest) return tagged(first.tags | (decodes ? tag.decoded : 0))
  if (encoding === 'base64' || encoding === 'base64url') return texts(fromBase64(first.text), first.tags | tag.decoded)
  if (encoding === 'hex') return texts(fromHex(first.text), first.tags | tag.decoded)
  return texts(first.text, first.tags)
}

/** A number literal is kept as its decimal text. */
export function numberOf(value: Value | undefined): number | null {
  if (value?.text === undefined || value.text === null || value.text === '' || value.text.length > 12) return null
  const number = Number(value.text)
  return Number.isFinite(number) ? number : null
}

export function fromBase64(text: string): string {
  try {
    return atob(
      text
        .replace(/-/g, '+')
        .replace(/_/g, '/')
        .replace(/[^A-Za-z0-9+/]/g, ''),
    )
  } catch {
    return ''
  }
}

export function fromHex(text: string): string {
  let out = ''
  for (let i = 0; i + 1 < text.length; i += 2) out += String.fromCharCode(Number.parseInt(text.slice(i, i + 2), 16))
  return out
}

function percent(text: string): string {
  return text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, wide?: string, narrow?: string) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow ?? '20', 16)),
  )
}

/** A regular expression is kept as its source text; only plain ones are worth the trouble. */
function replaceAll(text: string, what: string, by: string): string {
  const plain = /^\/([\w\s.,:;#@!~|\\-]{1,12})\/[gimuy]*$/.exec(what)
  return text.split(plain === null ? what : (plain[1] as string).replace(/\\/g, '')).join(by)
}
