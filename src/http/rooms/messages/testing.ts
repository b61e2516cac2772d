import type { RoomMatrix } from '../testing.ts'

const everybody = ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin']
const readers = ['analyst', 'lead', 'auditor']

export const messagesMatrix: RoomMatrix = {
  may: {
    'post /api/messages/reports': [...everybody, 'service'],
    // Only whoever reported it: nobody of the matrix did.
    'get /api/messages/reports/{id}': [],
    'get /api/messages/campaigns': readers,
    'get /api/messages/campaigns/{id}': readers,
    'post /api/messages/campaigns/{id}/word': ['analyst', 'lead'],
    'get /api/messages/campaigns/{id}/answer': readers,
    'get /api/messages/blocklist': [...everybody, 'service'],
    'get /api/messages/counts': readers,
    'get /api/messages/exercises': readers,
    'post /api/messages/exercises': ['analyst', 'lead'],
    'get /api/messages/tenant': ['lead', 'auditor', 'admin'],
    'put /api/messages/tenant': ['admin'],
    'post /api/messages/allowed': ['analyst', 'lead'],
    'delete /api/messages/allowed/{domain}': ['analyst', 'lead'],
  },
  ask: {
    'post /api/messages/campaigns/{id}/word': { body: { attempt: true } },
    'post /api/messages/exercises': { body: { template: 'meeting-update', copies: 1 } },
    'put /api/messages/tenant': { body: {} },
    'post /api/messages/allowed': { body: { domain: 'rooms.example.com' } },
    'delete /api/messages/allowed/{domain}': { path: '/api/messages/allowed/rooms.example.com' },
  },
}
