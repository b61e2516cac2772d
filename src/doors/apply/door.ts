import { resumeArtefacts } from '../../measure/resume/artefacts.ts'
import type { ResumeDocument } from '../../measure/resume/document.ts'
import { resumeFacts, type ResumeFacts } from '../../measure/resume/facts.ts'
import { measureResume, noLookUps, type ResumeContext } from '../../measure/resume/measure.ts'
import { passageRows } from '../../measure/text/sketch.ts'
import type { Door, Kind } from '../door.ts'
import { matchResume } from './match.ts'
import { passagesOf, passageSpace } from './reuse.ts'

const resume: Kind<ResumeDocument, ResumeContext, ResumeFacts> = {
  facts: resumeFacts,
  parser: new URL('./parsers/resume.ts', import.meta.url),
  gather: async (_document, evidence) => noLookUps(evidence.receivedAt),
  measure: measureResume,
  match: matchResume,
  label: (facts) => facts.contacts?.name ?? null,
  artefacts: resumeArtefacts,
  bands: (_document, facts) => [[passageSpace, passageRows(passagesOf(facts))]],
}

const documents = /\.(pdf|docx?|odt|rtf|html?|txt|md|json)$/i

/** Applications: who applies, with what. */
export const apply: Door = {
  id: 'apply',
  title: 'Applications',
  kinds: { resume },
  recognises: (name) => (documents.test(name) ? 'resume' : null),
}
