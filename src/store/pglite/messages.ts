/** What the worker is told at its start. */
export interface WorkerStart {
  /** Data folder, or null for a database in memory. */
  readonly folder: string | null
  /** Tar of a prepared data folder: what an empty one begins with. Null: `initdb`, which takes seconds. */
  readonly template: Uint8Array | null
}

/** To the worker. `protocol`: bytes of the PostgreSQL wire protocol, whole messages. `reset`: a new connection begins. */
export type ToWorker =
  | { readonly type: 'protocol'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'reset' }
  | { readonly type: 'dump'; readonly request: number }
  | { readonly type: 'close' }

/** From the worker. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'protocol'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'broken'; readonly connection: number; readonly message: string }
  | { readonly type: 'dumped'; readonly request: number; readonly bytes: Uint8Array }
  | { readonly type: 'closed' }
