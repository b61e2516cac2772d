/** Kinds of things that can tie two records (core/artefact.ts), as one says them; `{}` is the value. */
const words: Readonly<Record<string, string>> = {
  email: 'the e-mail address {}',
  phone: 'the telephone number {}',
  handle: 'the account {}',
  'postal-address': 'the address {}',
  'bank-account': 'a bank account',
  photo: 'a photograph',
  'device-key': 'a device',
  'egress-network': 'the network {}',
  'author-email': 'the author’s e-mail address {}',
  'bullet-shingle': 'achievements in much the same words',
  'template-fingerprint': 'the layout of the document',
  'file-id': 'an inner mark of the file ({})',
  'image-hash': 'a picture',
  wallet: 'the wallet {}',
  ip: 'the address {}',
  domain: 'the domain {}',
  repository: 'the repository {}',
  package: 'the package {}',
  'repository-owner': 'the owner {} of repositories',
  'near-contact': 'contacts spelled much alike ({})',
  'mfa-device': 'a second factor',
  url: 'the link {}',
  'meeting-id': 'the meeting {}',
  'scheduler-slug': 'the booking page {}',
  'message-text': 'much the same text',
}

/** What two records share, in words. A value that is words already is left as it is. */
export function sharedWords(type: string, shown: string): string {
  const said = words[type]
  const isValue = !/\s[a-z]/i.test(shown)
  if (said === undefined || (said.includes('{}') && !isValue)) return shown
  return said.replace('{}', shown.replace(/^[a-z-]+:/, ''))
}
