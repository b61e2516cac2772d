import { resumeArtefacts } from '../../measure/resume/artefacts.ts'
import type { ResumeDocument } from '../../measure/resume/document.ts'
import { resumeFacts, type ResumeFacts } from '../../measure/resume/facts.ts'
import { measureResume, noLookUps, type ResumeContext } from '../../measure/resume/measure.ts'
import type { Door, Kind } from '../door.ts'
import { matchResume } from './match.ts'
import { reuseBands } from './reuse.ts'
import { isHistory, repository } from './repository.ts'
import { isSession, session } from './session.ts'

const resume: Kind<ResumeDocument, ResumeContext, ResumeFacts> = {
  facts: resumeFacts,
  parser: new URL('./parsers/resume.ts', import.meta.url),
  gather: async (_document, evidence) => noLookUps(evidence.receivedAt),
  measure: measureResume,
  match: matchResume,
  label: (facts) => facts.contacts?.name ?? null,
  artefacts: resumeArtefacts,
  bands: (_document, facts) => reuseBands(facts),
}

const documents = /\.(pdf|docx?|odt|rtf|html?|txt|md|json)$/i

/** Applications: who applies, with what. */
export const apply: Door = {
  id: 'apply',
  title: 'Applications',
  kinds: { resume, session, repository },
  recognises: (name, head) => (isSession(head) ? 'session' : isHistory(head) ? 'repository' : documents.test(name) ? 'resume' : null),
}
