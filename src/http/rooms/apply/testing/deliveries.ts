import { createHmac } from 'node:crypto'
import type { AtsId } from '../ats/ats.ts'

export const secret = 'a-secret-of-thirty-two-characters'

const hmac = (text: string): string => createHmac('sha256', secret).update(text).digest('hex')

/** A delivery as each system documents it: the body as it goes over the wire, and its headers. */
export interface Sent {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** Somebody applied; the shapes are those of the systems' own documentation, the person is made up. */
export function delivery(id: AtsId, now: number, files: string): Sent {
  switch (id) {
    case 'ashby': {
      const body = JSON.stringify({
        action: 'applicationSubmit',
        data: {
          application: {
            id: 'app-a',
            createdAt: '2026-11-23T08:30:00.000Z',
            status: 'Active',
            candidate: { id: 'cand-a', name: 'Ines Varga', primaryEmailAddress: { value: 'ines@example.org', type: 'Personal', isPrimary: true } },
            currentInterviewStage: { id: 's1', title: 'Application Review' },
            job: { id: 'j1', title: 'Protocol Engineer' },
          },
        },
      })
      return { body, headers: { 'ashby-signature': `sha256=${hmac(body)}` } }
    }
    case 'greenhouse': {
      const body = JSON.stringify({
        action: 'new_candidate_application',
        payload: {
          application: {
            id: 69306314,
            status: 'active',
            applied_at: '2026-11-23T08:30:00.000Z',
            jobs: [{ id: 107761, name: 'Protocol Engineer' }],
            candidate: { id: 57683957, first_name: 'Ines', last_name: 'Varga', attachments: [{ filename: 'Ines Varga.txt', url: `${files}/files/ines.txt`, type: 'resume' }] },
          },
        },
      })
      return { body, headers: { signature: `sha256 ${hmac(body)}`, 'greenhouse-event-id': '3ce5180d-9119-4ddc-9ef6-21edb6e76f8a' } }
    }
    case 'lever': {
      const token = 'tok-1'
      const body = JSON.stringify({ id: 'd1', event: 'applicationCreated', triggeredAt: now, token, signature: hmac(`${token}${now}`), data: { opportunityId: 'opp-1', contactId: 'c1', applicationId: 'a1' } })
      return { body, headers: {} }
    }
    case 'workable': {
      const body = JSON.stringify({
        id: '57ad3a8b',
        event_type: 'candidate_created',
        fired_at: new Date(now).toISOString(),
        resource_type: 'candidate',
        data: { id: '3f2a', name: 'Ines Varga', firstname: 'Ines', lastname: 'Varga', resume_url: `${files}/files/ines.txt`, job: { shortcode: 'GROOV001', title: 'Protocol Engineer' } },
      })
      return { body, headers: { 'x-workable-signature': hmac(body) } }
    }
  }
}
