import { unpackCommittee } from './committee.ts'
import handoverFile from './model/handover.json' with { type: 'json' }
import sharingFile from './model/sharing.json' with { type: 'json' }
import templateFile from './model/template.json' with { type: 'json' }
import zoneFile from './model/zone.json' with { type: 'json' }
import { unpack, unpackNet } from './net.ts'

/**
 * What was learned from public commit times (training report: bench/work/TRAINING.md). Aggregates only: no person's
 * rhythm can be read back from them.
 */
export const zoneNets = zoneFile.nets.map(unpackNet)
/** Log probability of activity by local half hour of the week, over all people. */
export const workingWeek = Float64Array.from(unpack(templateFile.logShare))
export const sharingCommittee = unpackCommittee(sharingFile)
export const handoverCommittee = unpackCommittee(handoverFile)
