import type { Draft, ReadMessage } from './draft.ts'
import { readPap, readTlp } from './marking.ts'
import { Page } from './page.ts'
import { digests } from './recognise/digest.ts'
import { handles } from './recognise/handles.ts'
import { addresses, domains, emails, ports } from './recognise/network.ts'
import { packages } from './recognise/packages.ts'
import { phones } from './recognise/phones.ts'
import { repositories } from './recognise/repositories.ts'
import { urls } from './recognise/url.ts'
import { wallets } from './recognise/wallets.ts'
import { refang } from './refang.ts'

/** Telegram allows 4,096 characters, Signal 2,000 before it attaches a file; pasted lists are longer. */
const longest = 20_000

/** From the surest form to the vaguest: what one has taken, the next does not read again. */
const recognisers = [urls, emails, addresses, digests, wallets, repositories, packages, domains, phones, ports, handles]

/**
 * What a group message names, as drafts for a person to confirm. Pure: follows no link, obeys no sentence in it.
 *
 * @param message as received; only its first 20,000 characters are read
 * @returns drafts in the order in which they stand, each value once
 */
export function readMessage(message: string): ReadMessage {
  const page = new Page(refang(message.slice(0, longest).normalize('NFC')))
  for (const recognise of recognisers) recognise(page)
  return {
    indicators: once(page.drafts),
    tlp: readTlp(page.text),
    pap: readPap(page.text),
    cut: message.length > longest,
  }
}

/** Each value once; named on its own anywhere, it is not only implied. */
function once(drafts: readonly Draft[]): Draft[] {
  const kept = new Map<string, Draft>()
  for (const draft of [...drafts].sort((a, b) => Number(a.implied) - Number(b.implied) || a.start - b.start)) {
    const key = `${draft.type} ${draft.value}`
    if (!kept.has(key)) kept.set(key, draft)
  }
  return [...kept.values()].sort((a, b) => a.start - b.start || Number(a.implied) - Number(b.implied))
}
