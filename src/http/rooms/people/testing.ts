import type { RoomMatrix } from '../testing.ts'

const nobody = '00000000-0000-4000-8000-000000000000'
const of = (path: string, body?: unknown) => ({ path: path.replace('{id}', nobody), ...(body === undefined ? {} : { body }) })

export const peopleMatrix: RoomMatrix = {
  may: {
    'get /api/users': ['admin'],
    'post /api/users': ['admin'],
    'put /api/users/{id}/roles': ['admin'],
    'put /api/users/{id}/disabled': ['admin'],
    'post /api/users/{id}/reset': ['admin'],
    'get /api/tokens': ['admin'],
    'post /api/tokens': ['admin'],
    'delete /api/tokens/{id}': ['admin'],
  },
  ask: {
    'post /api/users': { body: { email: 'new@example.com', name: 'New', roles: ['analyst'] } },
    'put /api/users/{id}/roles': of('/api/users/{id}/roles', { roles: ['analyst'] }),
    'put /api/users/{id}/disabled': of('/api/users/{id}/disabled', { disabled: true }),
    'post /api/users/{id}/reset': of('/api/users/{id}/reset'),
    'post /api/tokens': { body: { name: 'ats', scopes: ['evidence.submit'] } },
    'delete /api/tokens/{id}': of('/api/tokens/{id}'),
  },
}
