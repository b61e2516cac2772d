import { messageOf, SallyportError } from '../../core/errors.ts'
import type { Circle } from '../open.ts'
import { SignalBridge } from '../signal/bridge.ts'
import { TelegramBridge } from '../telegram/bridge.ts'
import type { ExitSecret, ExitSetting } from './setting.ts'

/** Seconds until a group that could not be reached is tried again. */
const again = [5, 30, 120, 600]

/**
 * Reads the groups, as they are set up now. One process does it: Telegram hands each message out once.
 *
 * @returns looks at the settings anew, and ends it
 */
export function listenToGroups(
  circle: Circle,
  telegramApi: string | undefined,
  report: (error: Error) => void,
): { readonly refresh: () => Promise<void>; readonly stop: () => Promise<void> } {
  const running = new Map<string, { readonly secret: string; readonly stop: () => Promise<void> }>()
  let stopped = false

  async function refresh(): Promise<void> {
    if (stopped) return
    const settings = (await circle.exits.list()).filter((one) => one.enabled && (one.kind === 'telegram' || one.kind === 'signal'))
    const secrets = new Map<string, { setting: ExitSetting; secret: ExitSecret }>()
    for (const setting of settings) {
      const secret = await circle.exits.secret(setting.id)
      if (secret !== null) secrets.set(setting.id, { setting, secret })
    }
    for (const [id, one] of running)
      if (JSON.stringify(secrets.get(id)?.secret ?? null) !== one.secret) {
        running.delete(id)
        await one.stop()
      }
    for (const [id, { setting, secret }] of secrets)
      if (!running.has(id)) running.set(id, { secret: JSON.stringify(secret), stop: kept(setting, secret) })
  }

  /** Starts, and starts again after a fault, until it is stopped. */
  function kept(setting: ExitSetting, secret: ExitSecret): () => Promise<void> {
    let timer: NodeJS.Timeout | undefined
    let ended = false
    let bridge: { stop: () => Promise<void> | void } | null = null
    const note = async (needs: string | null): Promise<void> => {
      const now = await circle.exits.get(setting.id).catch(() => null)
      if (now !== null) await circle.exits.keep({ ...now, needs })
    }
    const begin = async (attempt: number): Promise<void> => {
      try {
        const made = secret.kind === 'telegram' ? telegram(setting, secret) : signal(setting, secret as ExitSecret & { kind: 'signal' }, note)
        bridge = made
        await made.start()
        if (ended) await made.stop()
        else await note(null)
      } catch (error) {
        await note(error instanceof SallyportError ? error.message : `It could not be reached: ${messageOf(error).slice(0, 200)}`)
        if (!ended) timer = setTimeout(() => void begin(attempt + 1).catch(report), 1000 * (again[Math.min(attempt, again.length - 1)] as number)).unref()
      }
    }
    void begin(0).catch(report)
    return async () => {
      ended = true
      clearTimeout(timer)
      await bridge?.stop()
    }
  }

  function telegram(setting: ExitSetting, secret: ExitSecret & { kind: 'telegram' }): TelegramBridge {
    return new TelegramBridge({
      token: secret.token,
      ...(telegramApi === undefined ? {} : { apiRoot: telegramApi }),
      groups: [{ id: secret.chat, name: setting.name, clearance: setting.clearance, outsiders: setting.outsiders, users: setting.users }],
      draft: ({ message, from, at, text, read, edited }) =>
        circle.drafts.received({ exit: setting.id, group: setting.name, message: String(message), from, at, text, read, edited }),
      file: async ({ file }) => {
        const peer = await circle.exchange.signerOf(file.signature)
        if (peer === null) return
        const back = await circle.inbox.receiveFile(peer, file, 'telegram')
        await circle.exchange.give(await circle.peers.get(peer), back)
      },
    })
  }

  function signal(setting: ExitSetting, secret: ExitSecret & { kind: 'signal' }, note: (needs: string) => Promise<void>): SignalBridge {
    return new SignalBridge({
      host: secret.host,
      port: secret.port,
      groups: [{ id: secret.group, name: setting.name, clearance: setting.clearance, outsiders: setting.outsiders }],
      draft: ({ at, from, text, read }) =>
        circle.drafts.received({ exit: setting.id, group: setting.name, message: String(at), from, at, text, read, edited: false }),
      needsPerson: (what) => void note(what).catch(report),
    })
  }

  return {
    refresh,
    async stop() {
      stopped = true
      for (const one of running.values()) await one.stop()
      running.clear()
    },
  }
}
