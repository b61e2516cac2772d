import type { RoomMatrix } from '../testing.ts'

export const casesMatrix: RoomMatrix = {
  may: {
    'get /api/cases/{id}/life': ['recruiter', 'analyst', 'lead', 'auditor'],
    'post /api/cases/{id}/offer': ['recruiter', 'analyst', 'lead'],
    'post /api/cases/{id}/alternative': ['recruiter', 'analyst', 'lead'],
    'post /api/cases/{id}/exit-items': ['recruiter', 'analyst', 'lead'],
    'post /api/cases/{id}/contest-answer': ['lead'],
    'get /api/letters': ['analyst', 'lead', 'auditor', 'admin'],
    'post /api/cases/{id}/letters': ['analyst', 'lead'],
    'get /api/cases/{id}/pack': ['analyst', 'lead'],
    'get /api/cases/{id}/pack.pdf': ['analyst', 'lead'],
    'get /api/pack-key': ['analyst', 'lead', 'auditor', 'admin'],
    'get /api/case-settings': ['lead', 'auditor', 'admin'],
    'put /api/case-settings': ['admin'],
  },
  ask: {
    'post /api/cases/{id}/exit-items': { body: { item: 'wallets', state: 'have' } },
    'post /api/cases/{id}/contest-answer': { body: { answer: 'stands', reason: 'r' } },
    'post /api/cases/{id}/letters': { body: { kind: 'notice', jurisdiction: 'none' } },
    'put /api/case-settings': { body: {} },
  },
}
