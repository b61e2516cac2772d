import { strToU8, zipSync } from 'fflate'
import type { Random } from '../../../src/core/random.ts'
import type { Person } from './people.ts'
import { showSpan, type Part, type Style } from './style.ts'

/** A word processor's document of the style. `root` is the revision id that a template gives to all its copies. */
export function toDocx(person: Person, style: Style, root: string, random: Random): Uint8Array {
  const side = style.plan === 'side-left' || style.plan === 'side-right'
  const small: readonly Part[] = ['skills', 'languages', 'interests']
  const main = style.order
    .filter((part) => !side || !small.includes(part))
    .map((part) => section(part, person, style))
    .join('')
  const aside = side
    ? paragraph('Heading', 'Contact') +
      contacts(person)
        .map((text) => paragraph('Small', text))
        .join('') +
      style.order
        .filter((part) => small.includes(part))
        .map((part) => section(part, person, style))
        .join('')
    : ''
  const head =
    paragraph('Name', style.nameCase === 'uppercase' ? person.basics.name.toUpperCase() : person.basics.name) +
    (style.label ? paragraph('Label', person.basics.label) : '')
  const line =
    style.contactSeparator === '\n'
      ? contacts(person)
          .map((text) => paragraph('Contact', text))
          .join('')
      : paragraph('Contact', contacts(person).join(style.contactSeparator))
  const body = side ? head + columns(aside, main, style) : head + line + main
  const ids = [
    root,
    ...Array.from(
      { length: 3 + Math.floor(random.next() * 6) },
      () =>
        `00${Math.floor(random.next() * 0xff_ffff)
          .toString(16)
          .toUpperCase()
          .padStart(6, '0')}`,
    ),
  ]
  const [width, height] = style.page === 'A4' ? [11_906, 16_838] : [12_240, 15_840]
  const margin = `w:top="${twips(style.margins[0])}" w:right="${twips(style.margins[1])}" w:bottom="${twips(style.margins[0])}" w:left="${twips(style.margins[1])}" w:header="400" w:footer="400" w:gutter="0"`
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const head1 = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const kinds = ['document.main', 'styles', 'numbering', 'settings']
    .map(
      (kind) =>
        `<Override PartName="/word/${kind.replace('.main', '')}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`,
    )
    .join('')
  const relation = (n: number, type: string, target: string): string =>
    `<Relationship Id="rId${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${head1}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kinds}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head1}<Relationships ${relations}>${relation(1, 'officeDocument', 'word/document.xml')}<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ),
    'docProps/core.xml': strToU8(
      `${head1}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${person.basics.name}</dc:creator><cp:lastModifiedBy>${person.basics.name}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-05T10:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-02-05T10:00:00Z</dcterms:modified></cp:coreProperties>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `${head1}<Relationships ${relations}>${relation(1, 'styles', 'styles.xml')}${relation(2, 'numbering', 'numbering.xml')}${relation(3, 'settings', 'settings.xml')}</Relationships>`,
    ),
    'word/settings.xml': strToU8(
      `${head1}<w:settings ${W}><w:rsids><w:rsidRoot w:val="${root}"/>${ids.map((id) => `<w:rsid w:val="${id}"/>`).join('')}</w:rsids></w:settings>`,
    ),
    'word/numbering.xml': strToU8(
      `${head1}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${glyph(style)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${twips(style.bulletIndent)}" w:hanging="${twips(style.bulletIndent * 0.7)}"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ),
    'word/styles.xml': strToU8(`${head1}<w:styles ${W}>${styles(style)}</w:styles>`),
    'word/document.xml': strToU8(
      `${head1}<w:document ${W}><w:body>${body}<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar ${margin}/></w:sectPr></w:body></w:document>`,
    ),
  })
}

function twips(points: number): number {
  return Math.round(points * 20)
}

function half(points: number): number {
  return Math.max(2, Math.round(points * 2))
}

function glyph(style: Style): string {
  return { disc: '•', square: '▪', circle: 'o', none: '' }[style.bullet] ?? style.bullet
}

function styles(style: Style): string {
  const line = Math.round(240 * (style.leading / 1.15))
  const face = (size: number, colour: string, bold: boolean, italic = false, font = style.fonts.body): string =>
    `<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>${bold ? '<w:b/>' : ''}${italic ? '<w:i/>' : ''}<w:color w:val="${colour.slice(1)}"/><w:sz w:val="${half(size)}"/></w:rPr>`
  const named = (id: string, paragraph: string, run: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr>${run}</w:style>`
  const align = style.align === 'left' ? '' : `<w:jc w:val="${style.align}"/>`
  const rule = {
    none: '',
    below: border('bottom', style.accent),
    above: border('top', style.muted),
    left: border('left', style.accent),
    ground: `<w:shd w:val="clear" w:fill="${(style.sideGround === 'none' || !style.sideGround.startsWith('#e') ? '#eeeeee' : style.sideGround).slice(1)}"/>`,
  }[style.headingRule]
  const [, width] = [0, style.page === 'A4' ? 595 : 612]
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${twips(width - 2 * style.margins[1])}"/></w:tabs>`
  return (
    `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${style.fonts.body}" w:hAnsi="${style.fonts.body}"/><w:sz w:val="${half(style.body)}"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="${line}" w:lineRule="auto"/>${style.justified ? '<w:jc w:val="both"/>' : ''}</w:pPr>${face(style.body, style.ink, false)}</w:style>` +
    named(
      'Name',
      `${align}<w:spacing w:after="40"/>`,
      face(style.name, style.nameAccent ? style.accent : style.ink, style.nameBold, false, style.fonts.heading),
    ) +
    named('Label', align, face(style.body * 1.1, style.muted, false)) +
    named('Contact', align, face(style.small, style.muted, false)) +
    named('Small', '', face(style.small, style.ink, false)) +
    named(
      'Heading',
      `${rule}<w:spacing w:before="${twips(style.headingBefore)}" w:after="${twips(style.headingAfter)}"/>`,
      face(
        style.heading,
        style.headingAccent ? style.accent : style.ink,
        style.headingBold,
        false,
        style.fonts.heading,
      ).replace('</w:rPr>', `${style.spaced ? '<w:spacing w:val="30"/>' : ''}</w:rPr>`),
    ) +
    named('Entry', `${tab}<w:spacing w:before="${twips(style.entryGap)}"/>`, '') +
    named(
      'Item',
      `<w:numPr><w:numId w:val="${style.bullet === 'none' ? 0 : 1}"/></w:numPr><w:spacing w:after="${twips(style.bulletGap)}"/>`,
      '',
    ) +
    named('Plain', '', '')
  )
}

function border(side: string, colour: string): string {
  return `<w:pBdr><w:${side} w:val="single" w:sz="6" w:space="1" w:color="${colour.slice(1)}"/></w:pBdr>`
}

interface Piece {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly muted?: string
}

function runs(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, bold, italic, muted }) => {
      const look = `${bold === true ? '<w:b/>' : ''}${italic === true ? '<w:i/>' : ''}${muted === undefined ? '' : `<w:color w:val="${muted.slice(1)}"/>`}`
      const said = text
        .split('\t')
        .map((part) => `<w:t xml:space="preserve">${part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t>`)
        .join('<w:tab/>')
      return `<w:r><w:rPr>${look}</w:rPr>${said}</w:r>`
    })
    .join('')
}

function paragraph(name: string, content: string | readonly Piece[]): string {
  return `<w:p><w:pPr><w:pStyle w:val="${name}"/></w:pPr>${runs(typeof content === 'string' ? [{ text: content }] : content)}</w:p>`
}

function contacts({ basics }: Person): string[] {
  return [
    basics.email,
    basics.phone,
    basics.location.city,
    ...basics.profiles.map((profile) => profile.url.replace('https://', '')),
  ]
}

function columns(aside: string, main: string, style: Style): string {
  const total = twips((style.page === 'A4' ? 595 : 612) - 2 * style.margins[1])
  const narrow = Math.round((total * style.sideWidth) / 100)
  const ground =
    style.sideGround.startsWith('#e') || style.sideGround.startsWith('#f')
      ? `<w:shd w:val="clear" w:fill="${style.sideGround.slice(1)}"/>`
      : ''
  const cell = (width: number, inner: string, shade: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr>${inner}</w:tc>`
  const cells = [cell(narrow, aside, ground), cell(total - narrow, main, '')]
  const ordered = style.plan === 'side-left' ? cells : cells.reverse()
  return `<w:tbl><w:tblPr><w:tblW w:w="${total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${[narrow, total - narrow].map((w) => `<w:gridCol w:w="${w}"/>`).join('')}</w:tblGrid><w:tr>${ordered.join('')}</w:tr></w:tbl><w:p/>`
}

function section(part: Part, person: Person, style: Style): string {
  const inner = content(part, person, style)
  const word = style.words[part]
  const title =
    style.headingCase === 'uppercase'
      ? word.toUpperCase()
      : style.headingCase === 'lowercase'
        ? word.toLowerCase()
        : word
  return inner === '' ? '' : paragraph('Heading', title) + inner
}

function content(part: Part, person: Person, style: Style): string {
  const items = (list: readonly string[]): string => list.map((item) => paragraph('Item', item)).join('')
  switch (part) {
    case 'summary':
      return paragraph('Plain', person.basics.summary)
    case 'work':
      return person.work
        .map(
          (job) =>
            entry(job.position, job.name, showSpan(job.startDate, job.endDate, style), style) +
            (job.summary === '' ? '' : paragraph('Plain', job.summary)) +
            items(job.highlights),
        )
        .join('')
    case 'education':
      return person.education
        .map(
          (school) =>
            entry(
              `${school.studyType}, ${school.area}`,
              school.institution,
              showSpan(school.startDate, school.endDate, style),
              style,
            ) + (school.score === '' ? '' : paragraph('Plain', `GPA ${school.score}`)),
        )
        .join('')
    case 'projects':
      return person.projects
        .map(
          (project) =>
            entry(
              project.name,
              project.keywords.join(', '),
              showSpan(project.startDate, project.endDate, style),
              style,
            ) +
            paragraph('Plain', project.description) +
            items(project.highlights),
        )
        .join('')
    case 'skills':
      if (style.skills === 'commas' || style.skills === 'tags')
        return paragraph(
          'Plain',
          person.skills.flatMap((group) => group.keywords).join(style.skills === 'tags' ? ' • ' : ', '),
        )
      return person.skills
        .map((group) =>
          paragraph(style.skills === 'list' ? 'Item' : 'Plain', [
            { text: `${group.name}: `, bold: style.skills === 'grouped' },
            { text: group.keywords.join(', ') },
          ]),
        )
        .join('')
    case 'languages':
      return person.languages.length === 0
        ? ''
        : paragraph('Plain', person.languages.map((one) => `${one.language} (${one.fluency})`).join(', '))
    case 'awards':
      return person.awards
        .map(
          (award) =>
            paragraph('Entry', [{ text: award.title, bold: style.titleBold }, { text: `, ${award.awarder}` }]) +
            paragraph('Plain', award.summary),
        )
        .join('')
    case 'interests':
      return person.interests.length === 0 ? '' : paragraph('Plain', person.interests.map((one) => one.name).join(', '))
  }
}

function entry(title: string, employer: string, date: string, style: Style): string {
  const t = { text: title, bold: style.titleBold }
  const e = { text: employer, italic: style.employerItalic }
  const d = { text: date, muted: style.muted }
  switch (style.entry) {
    case 'title-date':
      return paragraph('Entry', [t, { ...d, text: `\t${date}` }]) + paragraph('Plain', [e])
    case 'employer-title':
      return (
        paragraph('Entry', [
          { text: employer, bold: style.titleBold },
          { ...d, text: `\t${date}` },
        ]) + paragraph('Plain', [{ text: title, italic: style.employerItalic }])
      )
    case 'inline':
      return paragraph('Entry', [t, { text: ', ' }, e, { text: ' (' }, d, { text: ')' }])
    case 'date-column':
      return paragraph('Entry', [d, { text: '   ' }, t, { text: ', ' }, e])
    case 'stacked':
      return paragraph('Entry', [t]) + paragraph('Plain', [e]) + paragraph('Plain', [d])
  }
}
