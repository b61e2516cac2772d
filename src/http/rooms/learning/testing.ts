import type { RoomMatrix } from '../testing.ts'

const nothing = '00000000-0000-4000-8000-000000000000'

export const learningMatrix: RoomMatrix = {
  may: {
    'get /api/learning': ['analyst', 'lead', 'auditor'],
    'post /api/learning/proposals': ['lead'],
    'post /api/learning/proposals/{id}/signature': ['lead'],
    'get /api/impact': ['analyst', 'lead', 'auditor'],
    'post /api/cases/{id}/self-identification-link': ['recruiter', 'analyst', 'lead'],
  },
  ask: { 'post /api/learning/proposals/{id}/signature': { path: `/api/learning/proposals/${nothing}/signature` } },
}
