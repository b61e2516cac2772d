import type { RoomMatrix } from '../testing.ts'

const none = '01a20952-a690-702c-ad0c-f6e3cfc4aaaa'
const running = ['interviewer', 'analyst', 'lead'] as const

/** Who may do what in the interview room. An interviewer's calls are those they began or joined. */
export const interviewMatrix: RoomMatrix = {
  may: {
    'get /api/interview/kit': running,
    'get /api/interview/calls': running,
    'post /api/interview/calls': running,
    'get /api/interview/calls/{id}': running,
    'post /api/interview/calls/{id}/join': running,
    'post /api/interview/calls/{id}/cards': running,
    'post /api/interview/calls/{id}/marks': running,
    'post /api/interview/calls/{id}/observations': running,
    'post /api/interview/calls/{id}/withdrawals': running,
    'post /api/interview/calls/{id}/taps': running,
    'post /api/interview/calls/{id}/steps': running,
    'post /api/interview/calls/{id}/meeting': running,
    'post /api/interview/calls/{id}/accommodation': running,
    'post /api/interview/calls/{id}/regime': running,
    'post /api/interview/calls/{id}/evidence': running,
    'get /api/interview/evidence/{id}': ['analyst', 'lead'],
    'get /api/interview/evidence/{id}/gaps.csv': ['analyst', 'lead'],
    'get /api/interview/settings': ['lead', 'auditor', 'admin'],
    'post /api/interview/settings': ['admin'],
  },
  ask: {
    'post /api/interview/calls': { body: { label: 'Iris Example', role: 'engineering', stage: 'screen' } },
    'post /api/interview/calls/{id}/join': { path: `/api/interview/calls/${none}/join`, body: { key: 'k' } },
    'post /api/interview/calls/{id}/marks': { body: { n: 0, mark: 'done' } },
    'post /api/interview/calls/{id}/observations': { body: { what: 'prompted' } },
    'post /api/interview/calls/{id}/withdrawals': { body: { observation: none } },
    'post /api/interview/calls/{id}/taps': { body: { line: 'short-zero-think-0', endedAt: 1000, answeredAt: 1500 } },
    'post /api/interview/calls/{id}/steps': { body: { step: 'notice' } },
    'post /api/interview/calls/{id}/accommodation': { body: { agreed: true } },
    'post /api/interview/calls/{id}/regime': { body: { outcome: 'complied' } },
    'post /api/interview/settings': { body: { regimeQuestion: false } },
  },
}
