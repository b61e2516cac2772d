import { isSupportedCountry, parsePhoneNumberWithError, type PhoneNumber } from 'libphonenumber-js/max'
import type { Page } from '../page.ts'

const international =
  /(?<![\p{L}\p{N}_+.])(?:\+|00(?=[1-9]\d))\s?\(?\d(?:[\s\u00a0().\-–‑/]{0,3}\d){6,14}(?![\p{L}\p{N}_])/gu
const american = /(?<![\p{L}\p{N}_+.-])(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]{1,2}[2-9]\d{2}[-. ]\d{4}(?![\p{L}\p{N}_]|-\d)/gu
const aPhone =
  /\b(?:phone|phones|tel|telephone|call(?:s|ed|ing)?|cell|mobile|sms|texted|text|whats?app|wa|signal|number|no\.?|reached|dial(?:led|ed)?|voip|contact)\b[^\n]{0,60}$/i

/** Telephone numbers in E.164. With a country code anywhere; without one only where the sentence speaks of telephones. */
export function phones(page: Page): void {
  for (const found of page.free(international)) {
    let text = found[0]
    // "+1 415 555 0132 2026": give groups back from the end until it can be a number.
    for (;;) {
      const phone = read(text.replace(/^00/, '+'))
      if (phone !== null) {
        page.add('phone', phone.number, found.index, found.index + text.length)
        break
      }
      const cut = /[\s\u00a0().\-–‑/]+\d+$/u.exec(text)
      if (cut === null) break
      text = text.slice(0, cut.index)
    }
  }
  for (const found of page.free(american)) {
    if (!aPhone.test(page.before(found.index, 70))) continue
    const phone = read(`+1${found[0].replace(/\D/g, '').replace(/^1(?=\d{10})/, '')}`)
    if (phone !== null) page.add('phone', phone.number, found.index, found.index + found[0].length)
  }
}

/** Possible is enough: numbering plans open new ranges faster than libraries follow. */
function read(text: string): PhoneNumber | null {
  try {
    const phone = parsePhoneNumberWithError(text)
    return phone.isPossible() && (phone.country === undefined || isSupportedCountry(phone.country)) ? phone : null
  } catch {
    return null
  }
}
