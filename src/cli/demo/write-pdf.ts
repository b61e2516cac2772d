import type { FileTraits } from './applicant.ts'
import type { Line } from './write-resume.ts'

interface Face {
  readonly font: 'F1' | 'F2'
  readonly size: number
  readonly before: number
  readonly indent: number
  readonly grey: number
}

/** A plain one-to-two-page PDF with text, a rule under each heading, document information and `/ID`. */
export function writePdf(lines: readonly Line[], traits: FileTraits): Uint8Array {
  const pages: string[] = []
  let page = ''
  let y = 780
  const put = (text: string, face: Face): void => {
    if (y < 60) {
      pages.push(page)
      page = ''
      y = 780
    }
    page += `BT /${face.font} ${face.size} Tf ${face.grey} g 1 0 0 1 ${54 + face.indent} ${y.toFixed(1)} Tm (${escape(text)}) Tj ET\n`
    y -= face.size * (1.28 + traits.template * 0.03)
  }
  for (const { as, text } of lines) {
    const face = faceOf(as, traits.template)
    y -= face.before
    for (const [index, row] of wrap(as === 'bullet' ? `\u2022 ${text}` : text, Math.floor((500 - face.indent) / (face.size * 0.5))).entries()) {
      put(row, index === 0 ? face : { ...face, indent: face.indent + (as === 'bullet' ? 8 : 0) })
    }
    if (as === 'heading' && traits.template % 2 === 0) page += `0.6 G 0.5 w 54 ${(y + 6).toFixed(1)} m 558 ${(y + 6).toFixed(1)} l S\n`
  }
  pages.push(page)
  return assemble(pages, traits)
}

function faceOf(as: Line['as'], template: number): Face {
  const accent = 0.1 + template * 0.06
  switch (as) {
    case 'name':
      return { font: 'F2', size: 20 + template, before: 0, indent: 0, grey: accent }
    case 'heading':
      return { font: 'F2', size: 12 + (template % 3), before: 8 + template, indent: 0, grey: accent }
    case 'position':
      return { font: 'F2', size: 10.5, before: 3, indent: 0, grey: 0.1 }
    case 'bullet':
      return { font: 'F1', size: 10, before: 0, indent: 10 + template * 2, grey: 0 }
    default:
      return { font: 'F1', size: 10, before: 0, indent: 0, grey: 0.2 }
  }
}

function wrap(text: string, width: number): string[] {
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + word.length + 1 > width) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row]
}

function assemble(pages: readonly string[], traits: FileTraits): Uint8Array {
  const id = traits.documentId.replace(/-/g, '').toUpperCase()
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ')
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Author (${escape(traits.author)}) /Producer (Northgate demo writer) /CreationDate (D:20260211091400Z) >>`,
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      `<< /Length ${latin(content).length} >>\nstream\n${content}endstream`,
    ]),
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const at = latin(file).length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = latin(file).length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${start}\n%%EOF\n`
  return latin(file)
}

const winAnsi: Readonly<Record<string, number>> = { '–': 0x96, '—': 0x97, '•': 0x95, '’': 0x92 }

/** Bytes of WinAnsiEncoding; what it lacks becomes a question mark. */
function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = winAnsi[character] ?? (character.codePointAt(0) as number)
    return code < 256 ? code : 0x3f
  })
}

function escape(text: string): string {
  return text.replace(/[\\()]/g, '\\$&')
}
