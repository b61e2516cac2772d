import type { ErrorCode } from '../../core/error-codes.ts'
import { factRoots } from '../../core/evidence.ts'
import { SallyportError } from '../../core/errors.ts'
import type { Id } from '../../core/ids.ts'
import type { Kind } from '../../doors/door.ts'
import { readEvidence, type Reading } from '../../doors/read.ts'
import type { StoredEvidence } from '../../store/repositories/evidence.ts'
import { storePorts } from '../../store/repositories/repositories.ts'
import { rows, transact, type House } from '../house.ts'

/** Changes when measurements change, so that old facts can be told from new ones. */
export const measureVersion = '1'

/**
 * Reads one received evidence and writes down what was measured; then its subject is judged. Doing it twice gives the
 * same rows. A file that cannot be read is marked with its code and judged too: not read is not clean.
 */
export async function measureEvidence(house: House, job: { readonly org: Id; readonly evidence: Id }): Promise<void> {
  const evidence = (await rows(house).evidence.find(job.org, [job.evidence])).get(job.evidence)
  if (evidence === undefined) return
  const kind = kindOf(house, evidence)
  const read = await tryReading(house, evidence, kind)
  if (read === 'erased') return

  await transact(house, async (tables, trx) => {
    if ('code' in read) await tables.evidence.markFailed(job.org, evidence.id, read.code)
    else {
      await tables.facts.write(job.org, { evidence: evidence.id, subject: evidence.subject, root: factRoots[evidence.kind], measureVersion }, read.measured)
      await tables.artefacts.replace(job.org, evidence.id, evidence.subject, read.artefacts)
      await tables.bands.remove(job.org, evidence.id)
      for (const [space, bands] of read.bands) {
        await tables.bands.add(job.org, space, evidence.id, evidence.subject, bands)
        await tables.frequency.add(job.org, space, evidence.id, bands)
      }
      if (read.label !== null) await tables.subjects.rename(job.org, evidence.subject, read.label.slice(0, 200))
      await tables.evidence.markMeasured(job.org, evidence.id)
    }
    await house.queue.add(trx, 'judge', { org: job.org, subject: evidence.subject }, `${job.org}/${evidence.subject}`)
  })
  if ('code' in read) house.announce(job.org, 'evidence.failed', { evidence: evidence.id, code: read.code })
}

/** What a parser refuses is a result. What goes wrong around it (database, sandbox that cannot start) is tried again. */
async function tryReading(house: House, evidence: StoredEvidence, kind: Kind): Promise<Reading | { readonly code: ErrorCode } | 'erased'> {
  let bytes: Uint8Array
  try {
    bytes = await house.vault.get(evidence.org, evidence.digest)
  } catch (error) {
    if (error instanceof SallyportError && error.code === 'SP_NOT_FOUND') return 'erased'
    throw error
  }
  try {
    return await readEvidence(kind, evidence, bytes, house.sandbox, storePorts({ db: house.store.db, vault: house.vault, clock: house.clock }))
  } catch (error) {
    if (error instanceof SallyportError && error.status < 500) return { code: error.code }
    throw error
  }
}

function kindOf(house: House, evidence: StoredEvidence): Kind {
  const kind = house.doors.find(({ id }) => id === evidence.door)?.kinds[evidence.kind]
  if (kind === undefined) throw new SallyportError('SP_CONFIG', `No door reads evidence of the kind "${evidence.kind}".`)
  return kind
}
