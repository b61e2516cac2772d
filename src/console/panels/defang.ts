/** Addresses that nobody can click, and no program turns into links: `hxxps://name[.]example`. */
export function defang(text: string): string {
  return text
    .replaceAll(/\bhttp(s?):\/\//gi, 'hxxp$1://')
    .replaceAll(/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu, (token) =>
      /^\d+\.\d+$/.test(token) ? token : token.replaceAll('.', '[.]'),
    )
}
