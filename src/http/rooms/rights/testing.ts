import type { RoomMatrix } from '../testing.ts'

export const rightsMatrix: RoomMatrix = {
  may: {
    'get /api/cases/{id}/access-export': ['lead'],
    // In this order: the hold keeps the person, whom other rows need, from being erased.
    'put /api/cases/{id}/hold': ['lead'],
    'post /api/cases/{id}/erasure': ['lead'],
    'delete /api/cases/{id}/hold': ['lead'],
    'get /api/retention': ['lead', 'auditor', 'admin'],
    'put /api/retention': ['admin'],
    'post /api/retention/runs': ['admin'],
    'get /api/dpia': ['lead', 'auditor', 'admin'],
  },
  ask: {
    'post /api/cases/{id}/erasure': { body: { reason: 'asked by the person' } },
    'put /api/cases/{id}/hold': { body: { reason: 'a claim' } },
    'put /api/retention': { body: {} },
    'post /api/retention/runs': { body: { dryRun: true } },
  },
}
