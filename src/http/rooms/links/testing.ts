import type { RoomMatrix } from '../testing.ts'

export const linksMatrix: RoomMatrix = {
  may: {
    'get /api/clusters': ['analyst', 'lead'],
    'get /api/cases/{id}/graph': ['analyst', 'lead'],
    'post /api/links/restorations': ['analyst', 'lead'],
  },
}
