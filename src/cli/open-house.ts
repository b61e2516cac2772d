import { systemClock } from '../core/clock.ts'
import { doors, factSchemas } from '../doors/index.ts'
import { safeFetcher } from '../guard/fetch/safe-fetch.ts'
import { sandboxPool } from '../guard/sandbox/sandbox.ts'
import type { Announce } from '../jobs/announce.ts'
import type { House } from '../jobs/house.ts'
import { openQueue } from '../jobs/queue.ts'
import { readChallenges } from '../playbook/challenge.ts'
import { showFault } from '../playbook/fault.ts'
import { readPack, strictly, type Pack } from '../playbook/pack.ts'
import { playbookOf } from '../playbook/playbook.ts'
import { openStore } from '../store/open.ts'
import { digestText, packFiles, publicPackFolder } from '../store/packs.ts'
import { openVault } from '../store/vault/open.ts'
import type { Config } from './config.ts'

export interface OpenHouse {
  readonly house: House
  /** Faults in peers' packs: their rules are left out, the house runs. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** Opens store, vault, queue, packs and sandbox. */
export async function openHouse(config: Config, announce: Announce, report: (error: Error) => void): Promise<OpenHouse> {
  // The embedded store opens in its own thread: the rules are checked meanwhile.
  const opening = openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  const rules = attempt(() => loadPlaybook(config))
  const store = await opening
  try {
    const { playbook, challenges, faults } = rules()
    const vault = await openVault(store, config.keyFile, systemClock)
    const queue = await openQueue(store, report)
    const pool = sandboxPool()
    const house: House = {
      store,
      vault,
      queue,
      doors,
      playbook,
      challenges,
      fetch: safeFetcher(),
      sandbox: (parser, bytes, name) => pool.parse(parser, bytes, { name }),
      clock: systemClock,
      announce,
      settings: { prior: config.prior, jurisdiction: config.jurisdiction },
    }
    return {
      house,
      faults,
      async close() {
        await queue.stop()
        pool.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Does the work now and hands its result, or its error, out later. */
function attempt<T>(work: () => T): () => T {
  try {
    const result = work()
    return () => result
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** The rules in force. A fault in the public or one's own pack stops the start; one in a peer's is reported. */
export function loadPlaybook(config: Pick<Config, 'packs' | 'publishers'>) {
  const open = packFiles(publicPackFolder)
  const packs: Pack[] = [strictly(readPack(open, factSchemas, digestText))]
  for (const location of config.packs) {
    const pack = readPack(packFiles(location, config.publishers), factSchemas, digestText)
    packs.push(pack.about.kind === 'peer' ? pack : strictly(pack))
  }
  const faults = packs.flatMap((pack) => pack.faults.map(showFault))
  return { playbook: playbookOf(packs, digestText), challenges: readChallenges(open), faults }
}
