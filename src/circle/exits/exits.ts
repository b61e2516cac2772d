import type { Clock } from '../../core/clock.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Advisory } from '../advisory/advisory.ts'
import type { Exit, Given } from '../desk/desk.ts'
import type { Recipient } from '../marking/release.ts'
import type { Peer } from '../peers/peer.ts'
import type { StixObject } from '../stix/object.ts'
import type { ExitSetting, ExitSecret } from './setting.ts'
import type { ExitSettings } from './settings.ts'
import { giveToSlack, giveToWebhook, type Post } from './webhook.ts'

/** Posting into groups, as the running bridges do it. */
export interface Groups {
  readonly telegram: (secret: ExitSecret & { kind: 'telegram' }, recipient: Recipient, advisory: Advisory, given: Given, earlier: number | null) => Promise<number>
  readonly signal: (secret: ExitSecret & { kind: 'signal' }, recipient: Recipient, advisory: Advisory, given: Given) => Promise<number>
}

export interface ExitParts {
  readonly peers: () => Promise<readonly Peer[]>
  readonly settings: ExitSettings
  readonly clock: Clock
  readonly post: Post
  readonly groups: Groups
  /** Puts objects into our own collection for a peer. */
  readonly keep: (collection: Id, objects: readonly StixObject[]) => Promise<void>
  /** Adds objects to a peer's collection on its server. @throws SP_FETCH_FAILED */
  readonly push: (peer: Peer, objects: readonly StixObject[]) => Promise<void>
  /** The words of our key. */
  readonly words: () => string
}

/** Every way out there is now: peers, then groups and webhooks. */
export async function exitsOf(parts: ExitParts): Promise<Exit[]> {
  const peers = (await parts.peers()).filter((peer) => peer.revoked === null)
  const settings = (await parts.settings.list()).filter((one) => one.enabled)
  return [...peers.map((peer) => peerExit(parts, peer)), ...settings.map((setting) => settingExit(parts, setting))]
}

function peerExit(parts: ExitParts, peer: Peer): Exit {
  return {
    id: `peer/${peer.name}`,
    recipient: { name: peer.name, kind: 'peer', clearance: peer.clearance },
    give: async ({ objects }) => {
      // A peer with a server is written to; one without reads ours.
      if (peer.remote === null) await parts.keep(peer.outgoing, objects)
      else await parts.push(peer, objects)
      return null
    },
  }
}

function settingExit(parts: ExitParts, setting: ExitSetting): Exit {
  const recipient: Recipient = { name: setting.name, kind: 'group', clearance: setting.clearance, outsiders: setting.outsiders }
  return {
    id: setting.id,
    recipient,
    give: async (given, advisory, earlier) => {
      const secret = await parts.settings.secret(setting.id)
      if (secret === null) throw new SallyportError('SP_NOT_FOUND', 'The secret of this exit is gone.')
      switch (secret.kind) {
        case 'telegram':
          return String(await parts.groups.telegram(secret, recipient, advisory, given, earlier === null ? null : Number(earlier)))
        case 'signal':
          return String(await parts.groups.signal(secret, recipient, advisory, given))
        case 'slack':
          return giveToSlack(parts.post, secret.url, advisory, parts.words())
        case 'webhook':
          return giveToWebhook(parts.post, secret, given, advisory, parts.clock)
      }
    },
  }
}
