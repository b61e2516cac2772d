import { factSchemas } from '../../doors/index.ts'
import { readChallenges, type Challenge } from '../../playbook/challenge.ts'
import { readPack } from '../../playbook/pack.ts'
import { playbookOf, type Playbook } from '../../playbook/playbook.ts'
import { digestText, packFiles, publicPackFolder } from '../../store/packs.ts'

let loaded: { playbook: Playbook; challenges: Challenge[] } | null = null

/** The public pack, read once a test process. */
export function publicPlaybook(): { playbook: Playbook; challenges: Challenge[] } {
  const files = packFiles(publicPackFolder)
  loaded ??= { playbook: playbookOf([readPack(files, factSchemas, digestText)], digestText), challenges: readChallenges(files) }
  return loaded
}
