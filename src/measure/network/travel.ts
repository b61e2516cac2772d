export interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Free tables misplace a city by more than this for half of all household addresses (own measurement). */
const allowanceKm = 500

/**
 * Least speed that a journey between two sessions would have needed: the least distance over all tables, less 500 km
 * for each end.
 *
 * @returns km/h; 0 when the distance is within the allowance; null when a place or the time is missing
 */
export function leastSpeed(from: readonly Place[], to: readonly Place[], hours: number): number | null {
  if (from.length === 0 || to.length === 0 || !(hours > 0)) return null
  const nearest = Math.min(...from.flatMap((a) => to.map((b) => kilometres(a, b))))
  return Math.max(0, nearest - 2 * allowanceKm) / hours
}

/** Great-circle distance on a sphere of 6,371 km (haversine). */
export function kilometres(a: Place, b: Place): number {
  const radians = Math.PI / 180
  const dLat = (b.latitude - a.latitude) * radians
  const dLon = (b.longitude - a.longitude) * radians
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLon / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)))
}
