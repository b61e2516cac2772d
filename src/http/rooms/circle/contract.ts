import type { z } from 'zod'
import type * as schemas from './schemas.ts'

/** What `/api/circle` says, as types for the console. */
export type AdvisoryForm = z.output<typeof schemas.advisoryForm>
export type AdvisoryRow = z.output<typeof schemas.advisoryRow>
export type AdvisoryFile = z.output<typeof schemas.advisoryFile>
export type PreviewRow = z.output<typeof schemas.previewRow>
export type PreviewAnswer = z.output<typeof schemas.previewAnswer>
export type PeerRow = z.output<typeof schemas.peerRow>
export type ExitRow = z.output<typeof schemas.exitRow>
export type CirclePage = z.output<typeof schemas.circlePage>
export type InboxRow = z.output<typeof schemas.inboxRow>
export type InboxPage = z.output<typeof schemas.inboxPage>
export type ReceivedFile = z.output<typeof schemas.receivedFile>
export type ChatDraftRow = z.output<typeof schemas.chatDraft>
export type CoveragePage = z.output<typeof schemas.coverage>
export type MatchingPage = z.output<typeof schemas.matchingPage>
export type MatchingAnswer = z.output<typeof schemas.matchingAnswer>
export type LockfileRow = z.output<typeof schemas.lockfileRow>
export type Tlp = AdvisoryForm['tlp']
