import type { RoomMatrix } from '../testing.ts'

const everybody = ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin', 'service']

export const packagesMatrix: RoomMatrix = {
  may: {
    'get /api/packages': everybody,
    'get /api/packages/release': everybody,
    'post /api/packages/releases': everybody,
    'post /api/packages/decisions': ['analyst', 'lead'],
    'delete /api/packages/decisions': ['analyst', 'lead'],
    'post /api/packages/projects': everybody,
  },
  ask: {
    'get /api/packages/release': { path: '/api/packages/release?name=a&version=1.0.0' },
    'post /api/packages/releases': { body: { archive: 'AAAA', before: null } },
    'post /api/packages/decisions': {
      body: { name: 'a', version: '1.0.0', decision: 'hold', reason: 'It sends the environment away.' },
    },
    'delete /api/packages/decisions': { path: '/api/packages/decisions?name=a&version=1.0.0' },
    'post /api/packages/projects': { body: { name: 'shop', lockfile: '{"lockfileVersion":3,"packages":{}}' } },
  },
}
