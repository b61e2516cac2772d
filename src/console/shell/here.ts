/** Rooms whose things have addresses of their own: a case is part of the queue's room, an account of the work room. */
const things: Readonly<Record<string, string>> = { '/': '/cases/', '/work': '/accounts/' }

/** Whether the address lies in this room. */
export function isHere(place: string, pathname: string): boolean {
  const thing = things[place]
  if (thing !== undefined && pathname.startsWith(thing)) return true
  return pathname === place || (place !== '/' && pathname.startsWith(`${place}/`))
}
