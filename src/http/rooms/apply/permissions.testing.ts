import type { RoomMatrix } from '../testing.ts'

/** Who may compare people's files and look at the layouts in use: analysts and their lead; nobody else needs to. */
export const applyMatrix: RoomMatrix = {
  may: {
    'get /api/apply/compare/{a}/{b}': ['analyst', 'lead'],
    'get /api/apply/layouts': ['analyst', 'lead'],
    'get /api/apply/layouts/{id}': ['analyst', 'lead'],
  },
}
