import { SallyportError } from '../../../../core/errors.ts'
import { noLineage, nothingMade, type Lineage, type Made, type ResumeDocument } from '../../document.ts'
import { blankToNull } from '../clean.ts'
import { openZip, type Zip } from '../container/zip.ts'
import { attribute, child, children, descendants, readXml, textOf, type Element } from '../container/xml.ts'
import { flowed } from '../flow/document.ts'
import type { Tools } from '../tools.ts'
import { isoDate } from '../pdf/metadata.ts'
import { readBlocks, readSheet, type BodyContext } from './body.ts'
import { readNumbering } from './numbering.ts'
import { readStyles } from './styles.ts'

/**
 * Reads a DOCX from its XML parts; nothing outside the file is looked at, no macro, no external relationship.
 *
 * @throws SallyportError SP_RESUME_EXPANDS, SP_RESUME_ENCRYPTED, SP_RESUME_BROKEN
 */
export function readDocx(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const zip = openZip(bytes)
  const main = mainPart(zip)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const part = (name: string): Element | null => {
    const found = zip.read(name)
    return found === null ? null : readXml(found)
  }
  const document = part(main)
  if (document === null) throw new SallyportError('SP_RESUME_BROKEN', 'The document has no body.')
  const styles = part(`${folder}styles.xml`)
  const numbering = part(`${folder}numbering.xml`)
  const theme = part(`${folder}theme/theme1.xml`)
  const settings = part(`${folder}settings.xml`)
  const fonts = {
    major: themeFont(theme, 'a:majorFont') ?? 'Calibri Light',
    minor: themeFont(theme, 'a:minorFont') ?? 'Calibri',
  }
  const context = (name: string): BodyContext => ({
    styles: readStyles(styles, fonts),
    level: readNumbering(numbering),
    theme: fonts,
    targets: relationships(part(`${folder}_rels/${name}.rels`), folder),
  })
  const body = child(document, 'w:body')
  const mainContext = context(main.slice(folder.length))
  const headers = zip.names.filter((name) => name.startsWith(`${folder}header`) && name.endsWith('.xml')).slice(0, 6)
  const blocks = headers.flatMap((name) => readBlocks(part(name), context(name.slice(folder.length))))
  return flowed({
    format: 'docx',
    blocks: [
      ...blocks.filter((block) => block.kind !== 'paragraph' || block.spans.some((span) => span.text.trim() !== '')),
      ...readBlocks(body, mainContext),
    ],
    sheet: readSheet(body),
    picture: (name) => zip.read(name),
    tools,
    made: readMade(part('docProps/core.xml'), part('docProps/app.xml')),
    lineage: readLineage(settings, { styles, numbering, theme }, zip, folder, tools),
  })
}

function mainPart(zip: Zip): string {
  const bytes = zip.read('_rels/.rels')
  const relation = children(bytes === null ? null : readXml(bytes)).find(
    (one) => attribute(one, 'Type')?.endsWith('/officeDocument') === true,
  )
  const named = attribute(relation, 'Target')?.replace(/^\//, '')
  if (named !== undefined && zip.names.includes(named)) return named
  if (zip.names.includes('word/document.xml')) return 'word/document.xml'
  throw new SallyportError('SP_UNSUPPORTED', 'The file is an office container, but not a text document.')
}

function relationships(root: Element | null, folder: string): ReadonlyMap<string, string> {
  return new Map(
    children(root, 'Relationship').map((one) => {
      const target = attribute(one, 'Target') ?? ''
      const inside = attribute(one, 'TargetMode') !== 'External'
      return [
        attribute(one, 'Id') ?? '',
        inside ? (target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '')) : target,
      ]
    }),
  )
}

function themeFont(theme: Element | null, name: string): string | null {
  return blankToNull(attribute(child(descendants(theme, name)[0], 'a:latin'), 'typeface') ?? '')
}

function readMade(core: Element | null, app: Element | null): Made {
  const of = (root: Element | null, name: string): string | null => blankToNull(textOf(child(root, name)))
  const count = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null)
  return {
    ...nothingMade,
    title: of(core, 'dc:title'),
    author: of(core, 'dc:creator'),
    subject: of(core, 'dc:subject'),
    keywords: of(core, 'cp:keywords'),
    lastModifiedBy: of(core, 'cp:lastModifiedBy'),
    created: isoDate(of(core, 'dcterms:created')),
    modified: isoDate(of(core, 'dcterms:modified')),
    revision: count(of(core, 'cp:revision')),
    company: of(app, 'Company'),
    manager: of(app, 'Manager'),
    template: of(app, 'Template'),
    creator: of(app, 'Application'),
    producer: [of(app, 'Application'), of(app, 'AppVersion')].filter((one) => one !== null).join(' ') || null,
    editingMinutes: count(of(app, 'TotalTime')),
  }
}

function readLineage(
  settings: Element | null,
  parts: { styles: Element | null; numbering: Element | null; theme: Element | null },
  zip: Zip,
  folder: string,
  tools: Tools,
): Lineage {
  const rsids = child(settings, 'w:rsids')
  const digest = (name: string, part: Element | null): string | null => {
    const bytes = part === null ? null : zip.read(folder + name)
    // Ids that Word renews on each save are taken out, so that a copy keeps the digest of its source.
    return bytes === null
      ? null
      : tools.sha256(
          new TextEncoder().encode(
            new TextDecoder().decode(bytes).replaceAll(/\s+w:rsid\w*="[^"]*"|\s+w(?:14|15|16):\w+="[^"]*"|\s+/g, ' '),
          ),
        )
  }
  return {
    ...noLineage,
    rsidRoot: idOf(child(rsids, 'w:rsidRoot')),
    rsids: children(rsids, 'w:rsid')
      .flatMap((one) => idOf(one) ?? [])
      .slice(0, 2_000),
    styles: digest('styles.xml', parts.styles),
    numbering: digest('numbering.xml', parts.numbering),
    theme: digest('theme/theme1.xml', parts.theme),
    themeName: attribute(parts.theme, 'name'),
    fonts: [],
  }
}

function idOf(element: Element | null): string | null {
  const value = attribute(element, 'w:val')?.toUpperCase() ?? ''
  // Revision ids start with 00 and are never zero.
  return /^[0-9A-F]{8}$/.test(value) && value !== '00000000' ? value : null
}
