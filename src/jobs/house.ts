import type { Clock } from '../core/clock.ts'
import type { Door } from '../doors/door.ts'
import type { Sandbox } from '../doors/read.ts'
import type { SafeFetch } from '../guard/fetch/safe-fetch.ts'
import type { Challenge } from '../playbook/challenge.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Store } from '../store/open.ts'
import { repositories, type Repositories } from '../store/repositories/repositories.ts'
import { inTransaction, type Trx } from '../store/transaction.ts'
import type { StoreVault } from '../store/vault/vault.ts'
import type { Announce } from './announce.ts'
import type { Queue } from './queue.ts'

/** Everything a worker of the house has in hand. Opened once a process. */
export interface House {
  readonly store: Store
  readonly vault: StoreVault
  readonly queue: Queue
  readonly doors: readonly Door[]
  readonly playbook: Playbook
  readonly challenges: readonly Challenge[]
  readonly sandbox: Sandbox
  /** The only way out to addresses that somebody chose. */
  readonly fetch: SafeFetch
  readonly clock: Clock
  readonly announce: Announce
  readonly settings: HouseSettings
}

/** What the operator sets. */
export interface HouseSettings {
  /** Share of bad applicants assumed before anything is known. */
  readonly prior: number
  /** Where the organisation hires: rules and letters depend on it. */
  readonly jurisdiction: string | undefined
}

/** The repositories, outside a transaction. */
export function rows({ store, vault, clock }: House): Repositories {
  return repositories({ db: store.db, vault, clock })
}

/** Runs `work` in one transaction with its repositories; repeated when the database asks for it. */
export function transact<T>(house: House, work: (rows: Repositories, trx: Trx) => Promise<T>): Promise<T> {
  return inTransaction(house.store, (trx) => work(repositories({ db: trx, vault: house.vault, clock: house.clock }), trx))
}
