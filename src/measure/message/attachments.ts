import type { z } from 'zod'
import { isRunnable } from '../command/places.ts'
import type { attachmentFacts } from './facts.ts'
import type { ParsedAttachment } from './parsed.ts'

export type Attachment = z.infer<typeof attachmentFacts>

const diskImage = /\.(?:iso|img|vhdx?|dmg|udf|wim)$/i
const archive = /\.(?:zip|rar|7z|tar|tgz|gz|bz2|xz|ace|arj|cab|z)$/i
const harmlessLook = /\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|mp[34]|csv)[\s._-]*\.[a-z0-9]{2,5}$/i
/** Runnable by a double click, or by the program that opens it. */
const opened =
  /\.(?:one|chm|url|webloc|inetloc|desktop|terminal|library-ms|search-ms|settingcontent-ms|svg|xll|iqy|slk|rdp|jnlp|ade|adp|reg|scf|application|appref-ms|msc)$/i
const binaries = new Set(['pe', 'elf', 'mach-o', 'lnk', 'scpt', 'chm', 'one', 'pkg', 'iso', 'dmg'])

/** An attachment's traits, each of them innocent alone but for a few. */
export function attachmentTraits(one: ParsedAttachment): Attachment {
  const inside = one.entries.filter((entry) => isRunnable(entry) || (opened.test(entry) && !/\.svg$/i.test(entry)))
  const office = one.entries.some((entry) => /^\[Content_Types\]\.xml$/i.test(entry))
  return {
    name: one.name.slice(0, 160),
    sha256: one.sha256,
    bytes: one.bytes,
    sniffed: one.sniffed,
    runnable: binaries.has(one.sniffed) || isRunnable(one.name) || (opened.test(one.name) && !/\.svg$/i.test(one.name)),
    diskImage: diskImage.test(one.name) || one.sniffed === 'iso' || one.sniffed === 'dmg',
    archive: !office && (archive.test(one.name) || ['zip', 'rar', '7z', 'gzip'].includes(one.sniffed)),
    runnableInside: inside.length,
    doubleEnding: harmlessLook.test(one.name) && (isRunnable(one.name) || opened.test(one.name)),
    disguised:
      binaries.has(one.sniffed) && /\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|mp[34]|csv|ics)$/i.test(one.name),
    encrypted: one.encrypted,
    smuggles: one.smuggles,
    scripted: one.scripted,
    macros: one.macros,
    remoteTemplate: one.remoteTemplate !== null,
    blankLines: one.blankLines,
    afterBlank: one.afterBlank,
    place: {
      in: 'field',
      path: 'attachments',
      text: `${one.name.slice(0, 120)} (${one.sniffed === '' ? one.mediaType : one.sniffed}, ${one.bytes} bytes)`,
    },
  }
}
