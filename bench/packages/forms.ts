import { pick, type Random } from '../../src/core/random.ts'

/** Ways of putting a line in. The first six are what the issue counts; the rest are harder and asked for by name. */
export const forms = ['plain', 'renamed', 'split', 'wrapped', 'second-file', 'minified'] as const
export const hardForms = ['disguised', 'in-expression', 'minified-file', 'called-later', 'several-lines'] as const
export type Form = (typeof forms)[number] | (typeof hardForms)[number]

/** A template's line as the form has it. */
export function dressed(code: string, form: Form, random: Random): string {
  const named = rename(code, form, random)
  switch (form) {
    case 'split':
      return splitStrings(named)
    case 'disguised':
      return disguise(named, random)
    case 'wrapped':
      return wrap(named, random)
    case 'minified':
      return minify(named)
    case 'called-later':
      return `var $late${Math.floor(random.next() * 900)} = function () { ${named} };`.replace(
        /var (\$late\d+) .*/s,
        (all, name: string) => `${all} process.nextTick ? process.nextTick(${name}) : ${name}();`,
      )
    case 'several-lines':
      return named.replace(/; /g, ';\n  ')
    default:
      return named
  }
}

function rename(code: string, form: Form, random: Random): string {
  const plain = ['data', 'res', 'chunk', 'value', 'body']
  const salt = Math.floor(random.next() * 900)
  return code.replace(/\$(\d)/g, (_, digit: string) =>
    form === 'renamed'
      ? `_${String.fromCharCode(97 + (salt % 26))}${salt + Number(digit)}`
      : form === 'minified'
        ? `${'tnraeio'[Number(digit)]}${salt % 10}`
        : `${plain[Number(digit)] ?? 'x'}${salt % 10}`,
  )
}

/** `'abcdef'` → `'abc' + 'def'`; property names and templates stay. */
function splitStrings(code: string): string {
  return code.replace(/'([^'\\\n]*)'(?!\s*:)/g, (all, text: string) => {
    if (text.length < 6) return all
    const half = text.length >> 1
    return `('${text.slice(0, half)}' + '${text.slice(half)}')`
  })
}

function wrap(code: string, random: Random): string {
  return pick(random, [
    (inner: string) => `(function () { try { ${inner} } catch (ignored) {} })();`,
    (inner: string) => `setTimeout(() => { ${inner} }, 3000);`,
    (inner: string) => `Promise.resolve().then(() => { ${inner} }).catch(() => {});`,
    (inner: string) => `if (typeof process === 'undefined' || !process.env.CI) { ${inner} }`,
  ])(code)
}

function minify(code: string): string {
  return code
    .replace(/\s*([=(){};,+?:|&<>])\s*/g, (all, mark: string, at: number) =>
      /'/.test(code.slice(0, at)) && (code.slice(0, at).match(/'/g)?.length ?? 0) % 2 === 1 ? all : mark,
    )
    .replace(/ {2,}(?=\w)/g, (blank) => blank)
}

/** Strings as joined lists, reversed texts, base64, character codes: a different one each time. */
function disguise(code: string, random: Random): string {
  return code.replace(/'([^'\\\n]*)'(?!\s*:)/g, (all, text: string) => {
    if (text.length < 4 || /[^\x20-\x7e]/.test(text)) return all
    return pick(random, [
      () =>
        `[${text
          .match(/.{1,3}/g)
          ?.map((part) => `'${part}'`)
          .join(',')}].join('')`,
      () => `'${[...text].reverse().join('')}'.split('').reverse().join('')`,
      () => `Buffer.from('${Buffer.from(text).toString('base64')}', 'base64').toString()`,
      () => `String.fromCharCode(${[...text].map((char) => char.charCodeAt(0)).join(',')})`,
      () => `atob('${Buffer.from(text).toString('base64')}')`,
      () => `\`${text.slice(0, 2)}\${'${text.slice(2).replace(/[`$]/g, '')}'}\``,
    ])()
  })
}
