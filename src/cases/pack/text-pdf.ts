export interface PdfLine {
  readonly as: 'title' | 'heading' | 'text' | 'item'
  readonly text: string
}

interface Face {
  readonly font: 'F1' | 'F2'
  readonly size: number
  readonly before: number
  readonly indent: number
}

const faces: Readonly<Record<PdfLine['as'], Face>> = {
  title: { font: 'F2', size: 17, before: 0, indent: 0 },
  heading: { font: 'F2', size: 11.5, before: 12, indent: 0 },
  text: { font: 'F1', size: 9.5, before: 2, indent: 0 },
  item: { font: 'F1', size: 9, before: 1, indent: 12 },
}

const paper = { width: 595, height: 842, margin: 54 }

/**
 * A plain PDF of text, byte for byte the same for the same lines: no clock, no random id. Characters outside
 * Windows-1252 are written as their code points (U+4E2D), because the standard fonts hold no others.
 *
 * @param id 32 hexadecimal digits for the file's `/ID`
 */
export function textPdf(lines: readonly PdfLine[], id: string): Uint8Array {
  const pages: string[] = []
  let page = ''
  let y = paper.height - paper.margin
  for (const { as, text } of lines) {
    const face = faces[as]
    y -= face.before
    const rows = wrap(plain(text), Math.floor((paper.width - 2 * paper.margin - face.indent) / (face.size * 0.5)))
    for (const row of rows) {
      if (y < paper.margin) {
        pages.push(page)
        page = ''
        y = paper.height - paper.margin
      }
      page += `BT /${face.font} ${face.size} Tf 1 0 0 1 ${paper.margin + face.indent} ${y.toFixed(1)} Tm (${row.replace(/[\\()]/g, '\\$&')}) Tj ET\n`
      y -= face.size * 1.35
    }
  }
  return assemble([...pages, page], id)
}

function wrap(text: string, width: number): string[] {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ').flatMap((one) => one.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
    if (row !== '' && row.length + word.length + 1 > width) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row]
}

const winAnsi: Readonly<Record<string, number>> = { '–': 0x96, '—': 0x97, '•': 0x95, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '…': 0x85, '€': 0x80 }

/** Control characters become spaces; what the font lacks becomes its code point. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[^\x20-\x7e\xa0-\xff]/gu, (character) => (character in winAnsi ? character : `U+${(character.codePointAt(0) as number).toString(16).toUpperCase()}`))
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => winAnsi[character] ?? (character.codePointAt(0) as number))
}

function assemble(pages: readonly string[], id: string): Uint8Array {
  const kids = pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ')
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${paper.width} ${paper.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + at * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}endstream`,
    ]),
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${start}\n%%EOF\n`
  return latin(file)
}
