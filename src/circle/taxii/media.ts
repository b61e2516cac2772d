/** The one form in which TAXII 2.1 speaks; clients compare it token by token. */
export const taxiiType = 'application/taxii+json;version=2.1'

/** Whether an Accept header allows TAXII 2.1. Without parameter it means the latest version. */
export function accepts(header: string | undefined): boolean {
  if (header === undefined || header.trim() === '') return true
  return header.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const of = (name: string): string | undefined =>
      parameters
        .find((one) => one.replace(/\s/g, '').startsWith(`${name}=`))
        ?.replace(/\s/g, '')
        .slice(name.length + 1)
        .replaceAll('"', '')
    if (of('q') !== undefined && Number(of('q')) === 0) return false
    if (type === '*/*' || type === 'application/*') return true
    return type === 'application/taxii+json' && (of('version') ?? '2.1') === '2.1'
  })
}

export function isTaxiiContent(header: string | undefined): boolean {
  const [type = '', ...parameters] = (header ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase().replace(/\s/g, ''))
  const version = parameters.find((one) => one.startsWith('version='))
  return type === 'application/taxii+json' && (version === undefined || version.replaceAll('"', '') === 'version=2.1')
}
