/** Whether the address lies in this room. A case is part of the queue's room. */
export function isHere(place: string, pathname: string): boolean {
  return place === '/' ? pathname === '/' || pathname.startsWith('/cases/') : pathname === place || pathname.startsWith(`${place}/`)
}
