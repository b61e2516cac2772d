import { domainToASCII } from 'node:url'
import { parsePhoneNumberWithError } from 'libphonenumber-js/max'
import { SallyportError } from '../../core/errors.ts'

/** What can be asked about without saying it. The prefix names the version of the normaliser: both sides must agree. */
export const tokenTypes = [
  'email',
  'phone',
  'document',
  'wallet',
  'handle',
  'payout',
  'device',
  'layout-band',
  'photo-band',
] as const
export type TokenType = (typeof tokenTypes)[number]

export interface Identifier {
  readonly type: TokenType
  /** For `document`: `country|type|number`; for `wallet`: `chain|address`; for `handle`: `service|name`. */
  readonly value: string
}

/**
 * The byte strings that stand for an identifier: `sp1|type|value`. An e-mail gives a second one with what the provider
 * ignores folded away.
 *
 * @throws SP_INPUT when the value has not the form of its type
 */
export function tokensOf({ type, value }: Identifier): Uint8Array[] {
  return [...new Set(forms(type, value.normalize('NFKC').trim()))].map((form) =>
    Buffer.from(`sp1|${type}|${form}`, 'utf8'),
  )
}

function forms(type: TokenType, value: string): string[] {
  switch (type) {
    case 'email':
      return emails(value)
    case 'phone':
      return [phone(value)]
    case 'document': {
      const [country = '', kind = '', number = ''] = value.split('|')
      return [
        `${checked(country.toUpperCase(), /^[A-Z]{2}$/, 'a country code')}|${checked(kind.toLowerCase(), /^[a-z-]{2,20}$/, 'a kind of document')}|${checked(number.toUpperCase().replace(/[^A-Z0-9]/g, ''), /^.{4,40}$/, 'a document number')}`,
      ]
    }
    case 'wallet': {
      const [chain = '', address = ''] = value.split('|')
      const plain = /^(?:0x|bc1)/i.test(address) ? address.toLowerCase() : address
      return [
        `${checked(chain.toLowerCase(), /^[a-z0-9-]{2,20}$/, 'a chain')}|${checked(plain, /^[\w-]{20,100}$/, 'an address')}`,
      ]
    }
    case 'handle': {
      const [service = '', name = ''] = value.split('|')
      return [
        `${checked(service.toLowerCase(), /^[a-z0-9-]{1,20}$/, 'a service')}|${checked(name.toLowerCase().replace(/^@/, ''), /^[\p{L}\p{N}._-]{1,100}$/u, 'a name')}`,
      ]
    }
    case 'payout':
      return [checked(value.toUpperCase().replace(/[^A-Z0-9]/g, ''), /^.{6,40}$/, 'an account number')]
    case 'device':
    case 'layout-band':
    case 'photo-band':
      return [checked(value.toLowerCase(), /^[\w:.+/=-]{4,128}$/, 'an id')]
  }
}

function emails(value: string): string[] {
  const at = value.lastIndexOf('@')
  const local = value.slice(0, at).toLowerCase()
  const host = domainToASCII(value.slice(at + 1).toLowerCase())
  if (at < 1 || host === '' || /\s/.test(local)) throw wrong('email', 'an address')
  const bare = local.replace(/\+.*$/, '')
  const google = host === 'gmail.com' || host === 'googlemail.com'
  return [`${local}@${host}`, google ? `${bare.replaceAll('.', '')}@gmail.com` : `${bare}@${host}`]
}

function phone(value: string): string {
  try {
    return parsePhoneNumberWithError(value).number
  } catch {
    throw wrong('phone', 'a number with its country code')
  }
}

function checked(text: string, pattern: RegExp, what: string): string {
  if (!pattern.test(text)) throw wrong('value', what)
  return text
}

function wrong(field: string, what: string): SallyportError {
  return new SallyportError('SP_INPUT', `This is not ${what}.`, { field })
}
