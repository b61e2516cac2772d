import type { Artefact } from '../../core/artefact.ts'
import type { Measured } from '../../core/facts.ts'
import { hostName } from '../../measure/host/name.ts'
import type { PackageFacts } from '../../measure/package/facts.ts'
import type { ParsedPackage } from './parsers/package.ts'

export function measureParsed(parsed: ParsedPackage): Measured<PackageFacts> {
  return parsed.measured
}

/** What may tie a package to a message, a repository or another package: its name, its author and home, and the hosts its code calls. */
export function packageArtefacts(facts: PackageFacts): Artefact[] {
  const found: Artefact[] = []
  if (facts.name !== '') found.push({ type: 'package', value: `npm:${facts.name}@${facts.version}`, from: 'pkg.name' })
  // An author copied with the original is the victim's name: it ties nobody.
  if (facts.author?.copied === false) {
    for (const value of facts.author.emails) found.push({ type: 'author-email', value, from: 'pkg.author.emails' })
    for (const value of facts.author.repositories)
      found.push({ type: 'repository', value, from: 'pkg.author.repositories' })
  }
  // The exact line ties a package to others that carry it, and to what peers reported.
  for (const print of facts.fingerprints.filter((one) => one.startsWith('x:')).slice(0, 12))
    found.push({ type: 'statement-hash', value: print, from: 'pkg.fingerprints' })
  for (const [root, sights] of [
    ['whole', facts.whole],
    ['inserted', facts.inserted],
  ] as const) {
    if (sights === null) continue
    for (const kind of [
      'dropHost',
      'rawAddress',
      'decodedToUrl',
      'hostToNetwork',
      'envToNetwork',
      'networkToCode',
    ] as const) {
      for (const detail of sights[kind].details) {
        const host = hostOf(detail)
        if (host !== null) found.push(placeOf(host, `pkg.${root}.${kind}`))
      }
    }
  }
  return [...new Map(found.map((one) => [`${one.type}:${one.value}`, one])).values()]
}

/** What somebody registered, as messages name it too: `cdn.x.example` and `talent@x.example` are one hand's. */
function placeOf(host: string, from: string): Artefact {
  const { ip, registrable } = hostName(host)
  return { type: ip ? 'ip' : 'domain', value: registrable, from }
}

function hostOf(text: string): string | null {
  const host = /^(?:[a-z]+:\/\/)?(?:[^/@\s]*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)\.?(?::\d+)?(?:[/?#]|$)/i.exec(text)?.[1]
  return host === undefined || host.length > 253 ? null : host.toLowerCase()
}
