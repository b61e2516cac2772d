import type { Applicant } from './applicant.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'

/** One line of a résumé, with what it is. Every format is written from these. */
export interface Line {
  readonly as: 'name' | 'contact' | 'heading' | 'position' | 'bullet' | 'text'
  readonly text: string
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function linesOf(applicant: Applicant): Line[] {
  const span = (from: string, to: string | null): string => `${showMonth(from)} – ${to === null ? 'Present' : showMonth(to)}`
  return [
    { as: 'name', text: applicant.name },
    { as: 'contact', text: [applicant.city, applicant.email, applicant.phone, `github.com/${applicant.handle}`].join(' | ') },
    { as: 'heading', text: 'Summary' },
    { as: 'text', text: applicant.summary },
    { as: 'heading', text: 'Experience' },
    ...applicant.positions.flatMap((position): Line[] => [
      { as: 'position', text: `${position.title}, ${position.employer}    ${span(position.from, position.to)}` },
      ...position.bullets.map((text): Line => ({ as: 'bullet', text })),
    ]),
    { as: 'heading', text: 'Skills' },
    { as: 'text', text: applicant.skills.join(', ') },
    { as: 'heading', text: 'Education' },
    { as: 'position', text: `${applicant.education.degree}, ${applicant.education.school}    ${applicant.education.from} – ${applicant.education.to}` },
  ]
}

/** The résumé as the file this applicant would send. */
export function writeResume(applicant: Applicant): { name: string; bytes: Uint8Array } {
  const lines = linesOf(applicant)
  const base = applicant.name.replace(/ /g, '_')
  switch (applicant.file.format) {
    case 'docx':
      return { name: `${base}_Resume.docx`, bytes: writeDocx(lines, applicant.file) }
    case 'pdf':
      return { name: `${base}_CV.pdf`, bytes: writePdf(lines, applicant.file) }
    case 'txt':
      return { name: `${base}.txt`, bytes: new TextEncoder().encode(lines.map(({ as, text }) => (as === 'heading' ? `\n${text.toUpperCase()}` : as === 'bullet' ? `- ${text}` : text)).join('\n')) }
  }
}

function showMonth(month: string): string {
  return `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}
