import type { RoomMatrix } from '../testing.ts'

const nobodyInParticular = '01a20952-a690-702c-ad0c-f6e3cfc452bd'

/** Who may do what at the work room, written by hand. Opening a record takes two people: alone, nobody may. */
export const workMatrix: RoomMatrix = {
  may: {
    'get /api/work': ['analyst', 'lead'],
    'get /api/work/people/{id}/record': [],
    'get /api/work/people/{id}/names': [],
    'post /api/work/requests': ['analyst', 'lead'],
    'post /api/work/requests/{id}/answer': [],
    'get /api/work/sources': ['lead', 'auditor', 'admin'],
    'post /api/work/sources': ['admin'],
    'post /api/work/sources/{id}/state': ['admin'],
    'delete /api/work/sources/{id}': ['admin'],
    'post /api/work/notice': ['admin'],
    'post /api/work/people': ['admin'],
    'post /api/work/activity': ['analyst', 'lead'],
    'get /api/work/own': ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'],
    'get /api/work/own/facts': ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'],
    'post /api/work/own/acknowledgement': ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'],
    'post /api/work/own/explanations': ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'],
  },
  ask: {
    // A short reason is refused with 400: allowed or not is what counts here, so nothing is made.
    'post /api/work/requests': { body: { subject: nobodyInParticular, opens: 'record', reason: 'r' } },
    'post /api/work/requests/{id}/answer': { body: { agreed: true } },
    'post /api/work/sources': { body: { kind: 'none-such', name: 'x' } },
    'post /api/work/sources/{id}/state': { body: { state: 'stopped' } },
    'post /api/work/notice': { body: { council: false, notice: 'What we keep of you, why, and for how long.' } },
    'post /api/work/people': { body: { people: [{ names: ['kim@example.com'], zone: 'Mars/Olympus' }] } },
    'post /api/work/own/acknowledgement': { body: { version: 'none' } },
    'post /api/work/own/explanations': { body: { kind: 'none' } },
  },
}
