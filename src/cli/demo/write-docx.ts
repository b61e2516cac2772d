import { strToU8, zipSync } from 'fflate'
import type { FileTraits } from './applicant.ts'
import type { Line } from './write-resume.ts'

const colours = ['1F3864', '000000', '2E74B5', '404040', '7F7F7F', '0B5345']
const fonts = ['Calibri', 'Georgia', 'Arial', 'Cambria', 'Garamond', 'Verdana']
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** A small but complete Word document: styles, numbering, settings with rsids, core properties. */
export function writeDocx(lines: readonly Line[], traits: FileTraits): Uint8Array {
  const paragraphs = lines.map(({ as, text }, index) => paragraph(as, text, traits, index)).join('')
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="${word}"><w:body>${paragraphs}<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="${1000 + traits.template * 90}" w:left="1080" w:right="1080" w:bottom="1080"/></w:sectPr></w:body></w:document>`
  const files: Record<string, string> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/settings" Target="settings.xml"/><Relationship Id="rId3" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/document.xml': document,
    'word/styles.xml': styles(traits.template),
    'word/settings.xml': `<?xml version="1.0" encoding="UTF-8"?><w:settings xmlns:w="${word}"><w:rsids><w:rsidRoot w:val="${traits.rsidRoot}"/><w:rsid w:val="${traits.rsidRoot}"/>${rsids(traits).map((id) => `<w:rsid w:val="${id}"/>`).join('')}</w:rsids></w:settings>`,
    'word/numbering.xml': `<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="${360 + traits.template * 40}" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'docProps/core.xml': `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${escape(traits.author)}</dc:creator><cp:lastModifiedBy>${escape(traits.author)}</cp:lastModifiedBy><cp:revision>4</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-02-11T09:14:00Z</dcterms:created></cp:coreProperties>`,
  }
  // One fixed time stamp: the same seed gives the same bytes.
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), { mtime: '2026-02-11T09:14:00Z' }]])))
}

function paragraph(as: Line['as'], text: string, traits: FileTraits, index: number): string {
  const style = { name: 'Title', contact: 'Normal', heading: 'Heading1', position: 'Heading2', bullet: 'ListParagraph', text: 'Normal' }[as]
  const list = as === 'bullet' ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''
  const rsid = rsids(traits)[index % 3]
  return `<w:p w:rsidR="${traits.rsidRoot}" w:rsidRPr="${rsid}"><w:pPr><w:pStyle w:val="${style}"/>${list}</w:pPr><w:r w:rsidRPr="${rsid}"><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`
}

/** Editing sessions after the first: derived from the root, so that copies of one master share them. */
function rsids(traits: FileTraits): string[] {
  const root = Number.parseInt(traits.rsidRoot, 16)
  return [0x1203, 0x52f1, 0x9c0d].map((step) => ((root + step) >>> 0).toString(16).toUpperCase().padStart(8, '0'))
}

function styles(template: number): string {
  const style = (id: string, name: string, size: number, bold: boolean, colour: string, after: number): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr><w:spacing w:after="${after}"/></w:pPr><w:rPr><w:rFonts w:ascii="${fonts[template]}" w:hAnsi="${fonts[template]}"/>${bold ? '<w:b/>' : ''}<w:color w:val="${colour}"/><w:sz w:val="${size}"/></w:rPr></w:style>`
  const colour = colours[template] as string
  return `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="${word}">${style('Normal', 'Normal', 20 + template, false, '000000', 80)}${style('Title', 'Title', 40 + template * 3, true, colour, 60)}${style('Heading1', 'heading 1', 26 + template, true, colour, 100 + template * 10)}${style('Heading2', 'heading 2', 22, true, '262626', 40)}${style('ListParagraph', 'List Paragraph', 20 + template, false, '000000', 30)}</w:styles>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] as string)
}
