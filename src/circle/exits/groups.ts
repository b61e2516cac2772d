import { SignalBridge } from '../signal/bridge.ts'
import { TelegramBridge } from '../telegram/bridge.ts'
import type { Given } from '../desk/desk.ts'
import type { Advisory } from '../advisory/advisory.ts'
import type { Groups } from './exits.ts'

/** Posts into groups from whichever process works the queue. Reading them is `listening.ts`: one process does it. */
export function groupsOver(telegramApi: string | undefined, words: () => string): Groups {
  return {
    telegram: async (secret, recipient, advisory, given, earlier) => {
      const bridge = new TelegramBridge({
        token: secret.token,
        ...(telegramApi === undefined ? {} : { apiRoot: telegramApi }),
        groups: [{ id: secret.chat, name: recipient.name, clearance: recipient.clearance, outsiders: recipient.outsiders ?? true, users: [] }],
        draft: async () => undefined,
      })
      return bridge.post(secret.chat, advisory, words(), attachments(advisory, given), earlier)
    },
    signal: async (secret, recipient, advisory, given) => {
      const bridge = new SignalBridge({
        host: secret.host,
        port: secret.port,
        groups: [{ id: secret.group, name: recipient.name, clearance: recipient.clearance, outsiders: recipient.outsiders ?? true }],
        draft: async () => undefined,
        needsPerson: () => undefined,
      })
      await bridge.start()
      try {
        return await bridge.post(secret.group, advisory, words(), attachments(advisory, given))
      } finally {
        bridge.stop()
      }
    },
  }
}

function attachments(advisory: Advisory, { file }: Given): { name: string; bytes: Uint8Array }[] {
  return [
    { name: `${advisory.id}.stix.json`, bytes: file.bytes },
    { name: `${advisory.id}.stix.json.minisig`, bytes: Buffer.from(file.signature) },
  ]
}
