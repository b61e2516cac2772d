import { authenticate } from 'mailauth'

/** Looks up DNS records; the default asks the system's resolver, tests pass a table. */
export type Resolver = (name: string, type: string) => Promise<unknown>

export interface Envelope {
  /** Address of the connecting client; null where the mail is an attachment and nobody connected. */
  readonly ip: string | null
  readonly helo: string
  /** MAIL FROM; '' for none. */
  readonly sender: string
}

export interface SenderCheck {
  readonly spf: string
  readonly dkim: string
  readonly dmarc: string
  readonly arc: string
  /** Domain of the From header that DMARC looked at. */
  readonly domain: string
}

/**
 * SPF, DKIM, DMARC and ARC of one mail as received. DNS happens here, at the edge: the parser's sandbox has no network.
 *
 * An attached mail has no connecting client, so SPF says nothing; there DMARC counts only where a DKIM signature was
 * checked, because a domain that relies on SPF alone would else fail unjustly.
 */
export async function checkSender(raw: Uint8Array, envelope: Envelope, resolver: Resolver): Promise<SenderCheck> {
  const options = {
    mta: authservId,
    helo: envelope.helo,
    sender: envelope.sender,
    disableBimi: true,
    ...(envelope.ip === null ? {} : { ip: envelope.ip }),
    resolver: (name: string, type: string) => answered(resolver, name, type),
  }
  const result = (await authenticate(Buffer.from(raw), options as never)) as unknown as Results
  const signatures = result.dkim?.results ?? []
  const dkim = signatures.some((one) => one.status?.result === 'pass')
    ? 'pass'
    : word(signatures.find((one) => one.status?.result !== 'none')?.status?.result ?? 'none')
  const dmarc = result.dmarc === false ? 'none' : word(result.dmarc?.status?.result ?? 'none')
  return {
    spf: envelope.ip === null || result.spf === false ? 'none' : word(result.spf?.status?.result ?? 'none'),
    dkim,
    dmarc: envelope.ip === null && dkim === 'none' && dmarc === 'fail' ? 'none' : dmarc,
    arc: result.arc === false ? 'none' : word(result.arc?.status?.result ?? 'none'),
    domain: result.dmarc === false ? '' : (result.dmarc?.domain ?? ''),
  }
}

/** Name under which our results stand in the header; see doors/messages/kinds. */
export const authservId = 'sallyport'

/** One DNS question; slow name servers of an attacker must not hold the mailbox. */
const patience = 4000

async function answered(resolver: Resolver, name: string, type: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })), patience)
  })
  try {
    return await Promise.race([resolver(name, type), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Values become part of a header: letters only. */
function word(value: string): string {
  return /^[a-z]{1,20}$/.test(value) ? value : 'error'
}

interface Status {
  readonly result?: string
}

interface Results {
  readonly spf?: false | { readonly status?: Status }
  readonly dkim?: { readonly results?: readonly { readonly status?: Status }[] }
  readonly dmarc?: false | { readonly domain?: string; readonly status?: Status }
  readonly arc?: false | { readonly status?: Status }
}
