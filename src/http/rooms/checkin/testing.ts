import type { RoomMatrix } from '../testing.ts'

export const checkin: RoomMatrix = {
  may: {
    'get /api/cases/{id}/check-in': ['recruiter', 'analyst', 'lead', 'auditor'],
    'post /api/cases/{id}/check-in/links': ['recruiter', 'analyst', 'lead'],
    'delete /api/cases/{id}/check-in/links/{link}': ['recruiter', 'analyst', 'lead'],
    'delete /api/cases/{id}/check-in/hands': ['recruiter', 'analyst', 'lead'],
    'get /api/check-in/links': ['recruiter', 'analyst', 'lead'],
    'post /api/check-in/links': ['recruiter', 'analyst', 'lead'],
    'get /api/check-in/settings': ['analyst', 'lead', 'auditor', 'admin'],
    'put /api/check-in/settings': ['admin'],
  },
  ask: {
    'delete /api/cases/{id}/check-in/links/{link}': { path: `/api/cases/00000000-0000-4000-8000-000000000000/check-in/links/${'a'.repeat(64)}` },
    'post /api/cases/{id}/check-in/links': { body: { stage: 'application' } },
    'post /api/check-in/links': { body: { name: 'Mina Example', stage: 'application' } },
    'put /api/check-in/settings': { body: { comparesHands: false, reason: 'Tried in the authorisation test.' } },
  },
}
