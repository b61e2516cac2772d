/**
 * Names with `__Host-`: browsers accept them only over TLS, for this host alone, for every path, so that no neighbour
 * domain can plant one. Over plain HTTP on loopback (the try-out) they would be dropped, so the prefix goes there.
 */
export function cookieName(name: 'session' | 'sign-in', secure: boolean): string {
  return secure ? `__Host-sallyport-${name}` : `sallyport-${name}`
}

/** A `Set-Cookie` value. `Lax`, not `Strict`: a link in a mail to a case must find its reader signed in. */
export function setCookie(
  name: 'session' | 'sign-in',
  value: string,
  options: { secure: boolean; maxAgeMs: number },
): string {
  const parts = [`${cookieName(name, options.secure)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  parts.push(`Max-Age=${Math.max(0, Math.floor(options.maxAgeMs / 1000))}`)
  if (options.secure) parts.push('Secure')
  return parts.join('; ')
}

/** The value of our cookie in a `Cookie` header, or null. Two of one name are nobody's: somebody planted one. */
export function readCookie(
  header: string | null | undefined,
  name: 'session' | 'sign-in',
  secure: boolean,
): string | null {
  const wanted = `${cookieName(name, secure)}=`
  const found = (header ?? '')
    .split(';')
    .flatMap((part) => (part.trim().startsWith(wanted) ? [part.trim().slice(wanted.length)] : []))
  return found.length === 1 ? (found[0] as string) : null
}
