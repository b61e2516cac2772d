import type { Person } from './people.ts'
import { showSpan, type Part, type Style } from './style.ts'

/** Classes of Debian's LaTeX that set a whole curriculum vitae, and our own article-based ones (`article`). */
export const latexKinds = [
  'article',
  'moderncv-casual',
  'moderncv-classic',
  'moderncv-banking',
  'moderncv-oldstyle',
  'moderncv-fancy',
  'europasscv',
  'currvita',
] as const
export type LatexKind = (typeof latexKinds)[number]

const faces: Readonly<Record<string, string>> = {
  'Liberation Sans': '\\usepackage{helvet}\\renewcommand{\\familydefault}{\\sfdefault}',
  'DejaVu Sans': '\\usepackage{avant}\\renewcommand{\\familydefault}{\\sfdefault}',
  'Nimbus Sans': '\\usepackage{helvet}\\renewcommand{\\familydefault}{\\sfdefault}',
  'URW Gothic': '\\usepackage{avant}\\renewcommand{\\familydefault}{\\sfdefault}',
  'Liberation Sans Narrow': '\\renewcommand{\\familydefault}{\\sfdefault}',
  'Liberation Serif': '\\usepackage{mathptmx}',
  P052: '\\usepackage{mathpazo}',
  C059: '\\usepackage{newcent}',
  'URW Bookman': '\\usepackage{bookman}',
  Utopia: '\\usepackage{utopia}',
}

/** A LaTeX source of the style. */
export function toLatex(person: Person, style: Style, kind: LatexKind): string {
  if (kind.startsWith('moderncv')) return moderncv(person, style, kind.slice(9))
  if (kind === 'europasscv') return europass(person, style)
  return article(person, style, kind === 'currvita')
}

function esc(text: string): string {
  return text
    .replaceAll(/[\\{}]/g, '')
    .replaceAll(/[&%$#_]/g, (char) => `\\${char}`)
    .replaceAll('–', '--')
    .replaceAll('—', '---')
    .replaceAll('•', '\\textbullet{}')
    .replaceAll('·', '\\textperiodcentered{}')
    .replaceAll('|', '\\textbar{}')
    .replaceAll('~', '\\textasciitilde{}')
}

function definedColours(style: Style): string {
  return (['accent', 'muted', 'ink'] as const)
    .map((name) => `\\definecolor{${name}}{HTML}{${style[name].slice(1).toUpperCase()}}`)
    .join('')
}

function article(person: Person, style: Style, currvita: boolean): string {
  const { basics } = person
  const options = `${Math.min(12, Math.max(10, Math.round(style.body)))}pt,${style.page === 'A4' ? 'a4paper' : 'letterpaper'}`
  const size = (points: number): string => `\\fontsize{${points.toFixed(1)}}{${(points * 1.2).toFixed(1)}}\\selectfont`
  const cased = (text: string): string =>
    style.headingCase === 'uppercase'
      ? `\\MakeUppercase{${text}}`
      : style.headingCase === 'lowercase'
        ? `\\textsc{${text}}`
        : text
  const rule =
    style.headingRule === 'below' || style.headingRule === 'left'
      ? '[{\\color{accent}\\titlerule}]'
      : style.headingRule === 'ground'
        ? '[{\\color{muted}\\titlerule[1.2pt]}]'
        : ''
  const heading = `\\titleformat{\\section}{${size(style.heading)}${style.headingBold ? '\\bfseries' : '\\mdseries'}${style.headingAccent ? '\\color{accent}' : ''}}{}{0pt}{${style.headingRule === 'above' ? '\\titlerule\\vspace{2pt}' : ''}}${rule}\\titlespacing*{\\section}{0pt}{${style.headingBefore}pt}{${style.headingAfter}pt}`
  const mark =
    {
      disc: '\\textbullet',
      square: '\\rule[0.2ex]{0.8ex}{0.8ex}',
      circle: '$\\circ$',
      '–': '--',
      '▸': '$\\triangleright$',
      '»': '$\\gg$',
      none: '{}',
    }[style.bullet] ?? '--'
  const around = { left: 'flushleft', center: 'center', right: 'flushright' }[style.align]
  const contact = [
    basics.email,
    basics.phone,
    basics.location.city,
    ...basics.profiles.map((one) => one.url.replace('https://', '')),
  ].map(esc)
  const separator =
    style.contactSeparator === '\n'
      ? '\\\\'
      : style.contactSeparator === ' | '
        ? ' \\textbar{} '
        : esc(style.contactSeparator)
  const order = currvita ? style.order.filter((part) => part !== 'summary') : style.order
  const sections = order.map((part) => {
    const inner = content(part, person, style)
    return inner === '' ? '' : `\\section*{${cased(style.words[part])}}\n${inner}\n`
  })
  return `\\documentclass[${options}]{article}
\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage[top=${style.margins[0]}pt,bottom=${style.margins[0]}pt,left=${style.margins[1]}pt,right=${style.margins[1]}pt]{geometry}
\\usepackage{xcolor}\\usepackage{titlesec}\\usepackage{enumitem}\\usepackage[hidelinks]{hyperref}\\usepackage{amssymb}
${faces[style.fonts.body] ?? ''}${definedColours(style)}
\\setlength{\\parindent}{0pt}\\pagestyle{empty}\\linespread{${(style.leading / 1.2).toFixed(2)}}\\raggedright
\\setlist[itemize]{label=${mark},leftmargin=${style.bulletIndent}pt,itemsep=${style.bulletGap}pt,topsep=1pt,parsep=0pt,partopsep=0pt}
${heading}
\\begin{document}\\color{ink}
\\begin{${around}}{${size(style.name)}${style.nameBold ? '\\bfseries' : ''}${style.nameAccent ? '\\color{accent}' : ''} ${style.nameCase === 'uppercase' ? basics.name.toUpperCase() : currvita ? `\\textsc{${basics.name}}` : basics.name}}\\\\[2pt]
${style.label ? `{\\color{muted}${basics.label}}\\\\` : ''}{${size(style.small)}\\color{muted}${contact.join(separator)}}\\end{${around}}
${sections.join('')}\\end{document}`
}

function content(part: Part, person: Person, style: Style): string {
  const items = (list: readonly string[]): string =>
    list.length === 0 ? '' : `\\begin{itemize}${list.map((item) => `\\item ${esc(item)}`).join('\n')}\\end{itemize}`
  const gap = `\\vspace{${style.entryGap}pt}`
  switch (part) {
    case 'summary':
      return `${esc(person.basics.summary)}\\par `
    case 'work':
      return person.work
        .map(
          (job) =>
            `${entry(job.position, job.name, showSpan(job.startDate, job.endDate, style), style)}${job.summary === '' ? '' : `${esc(job.summary)}\\par `}${items(job.highlights)}`,
        )
        .join(`${gap}\n`)
    case 'education':
      return person.education
        .map(
          (school) =>
            `${entry(`${school.studyType}, ${school.area}`, school.institution, showSpan(school.startDate, school.endDate, style), style)}${school.score === '' ? '' : `GPA ${school.score}\\par `}`,
        )
        .join(`${gap}\n`)
    case 'projects':
      return person.projects
        .map(
          (project) =>
            `${entry(project.name, project.keywords.join(', '), showSpan(project.startDate, project.endDate, style), style)}${esc(project.description)}\\par${items(project.highlights)}`,
        )
        .join(`${gap}\n`)
    case 'skills':
      if (style.skills === 'commas' || style.skills === 'tags')
        return `${person.skills
          .flatMap((group) => group.keywords)
          .map(esc)
          .join(style.skills === 'tags' ? ' \\textbullet{} ' : ', ')}\\par `
      if (style.skills === 'list')
        return items(person.skills.map((group) => `${group.name}: ${group.keywords.join(', ')}`))
      return person.skills
        .map((group) => `\\textbf{${group.name}}: ${group.keywords.map(esc).join(', ')}\\par `)
        .join('')
    case 'languages':
      return person.languages.length === 0
        ? ''
        : `${person.languages.map((one) => `${one.language} (${one.fluency})`).join(', ')}\\par `
    case 'awards':
      return person.awards
        .map((award) => `\\textbf{${award.title}}, ${award.awarder}\\par ${esc(award.summary)}\\par `)
        .join('')
    case 'interests':
      return person.interests.length === 0 ? '' : `${person.interests.map((one) => one.name).join(', ')}\\par `
  }
}

function entry(title: string, employer: string, date: string, style: Style): string {
  const t = style.titleBold ? `\\textbf{${esc(title)}}` : esc(title)
  const e = style.employerItalic ? `\\textit{${esc(employer)}}` : esc(employer)
  const d = `{\\color{muted}${esc(date)}}`
  switch (style.entry) {
    case 'title-date':
      return `${t}\\hfill ${d}\\par ${e}\\par `
    case 'employer-title':
      return `${style.titleBold ? `\\textbf{${esc(employer)}}` : esc(employer)}\\hfill ${d}\\par ${style.employerItalic ? `\\textit{${esc(title)}}` : esc(title)}\\par `
    case 'inline':
      return `${t}, ${e} (${d})\\par `
    case 'date-column':
      return `\\makebox[95pt][l]{${d}}${t}, ${e}\\par `
    case 'stacked':
      return `${t}\\par ${e}\\par ${d}\\par `
  }
}

function moderncv(person: Person, style: Style, look: string): string {
  const { basics } = person
  const colour = ['blue', 'orange', 'green', 'red', 'purple', 'grey', 'black'][
    Number.parseInt(style.accent.slice(1, 3), 16) % 7
  ]
  const [first, last] = basics.name.split(' ') as [string, string]
  const jobs = person.work
    .map(
      (job) =>
        `\\cventry{${esc(showSpan(job.startDate, job.endDate, style))}}{${job.position}}{${job.name}}{${job.location}}{}{${esc(job.summary)}\\begin{itemize}${job.highlights.map((item) => `\\item ${esc(item)}`).join('\n')}\\end{itemize}}`,
    )
    .join('\n')
  const schools = person.education
    .map(
      (school) =>
        `\\cventry{${esc(showSpan(school.startDate, school.endDate, style))}}{${school.studyType} ${school.area}}{${school.institution}}{}{${school.score}}{}`,
    )
    .join('\n')
  const skills = person.skills
    .map((group) => `\\cvitem{${group.name}}{${group.keywords.map(esc).join(', ')}}`)
    .join('\n')
  const sections: Partial<Record<Part, string>> = {
    summary: `\\cvitem{}{${esc(basics.summary)}}`,
    work: jobs,
    education: schools,
    skills,
    languages: person.languages.map((one) => `\\cvitem{${one.language}}{${one.fluency}}`).join('\n'),
  }
  return `\\documentclass[${Math.min(12, Math.max(10, Math.round(style.body)))}pt,${style.page === 'A4' ? 'a4paper' : 'letterpaper'},${faces[style.fonts.body]?.includes('sfdefault') === true ? 'sans' : 'roman'}]{moderncv}
\\moderncvstyle{${look}}\\moderncvcolor{${colour}}\\usepackage[utf8]{inputenc}\\usepackage[scale=${style.margins[1] > 50 ? 0.75 : 0.82}]{geometry}
\\name{${first}}{${last}}${style.label ? `\\title{${basics.label}}` : ''}\\phone[mobile]{${basics.phone}}\\email{${basics.email}}\\homepage{${basics.url.replace('https://', '')}}
\\begin{document}\\makecvtitle
${style.order.map((part) => ((sections[part] ?? '') === '' ? '' : `\\section{${style.words[part]}}\n${sections[part]}\n`)).join('')}\\end{document}`
}

function europass(person: Person, style: Style): string {
  const { basics } = person
  return `\\documentclass[english,${style.page === 'A4' ? 'a4paper' : 'letterpaper'}]{europasscv}\\usepackage[utf8]{inputenc}\\usepackage[english]{babel}
\\ecvname{${basics.name}}\\ecvaddress{${basics.location.city}}\\ecvtelephone{${basics.phone}}\\ecvemail{${basics.email}}
\\begin{document}\\begin{europasscv}\\ecvpersonalinfo
\\ecvsection{${style.words.work}}${person.work.map((job) => `\\ecvtitle{${esc(showSpan(job.startDate, job.endDate, style))}}{${job.position}}\\ecvitem{}{${job.name}}\\ecvitem{}{\\begin{ecvitemize}${job.highlights.map((item) => `\\item ${esc(item)}`).join('\n')}\\end{ecvitemize}}`).join('\n')}
\\ecvsection{${style.words.education}}${person.education.map((school) => `\\ecvtitle{${esc(showSpan(school.startDate, school.endDate, style))}}{${school.area}}\\ecvitem{}{${school.institution}}`).join('\n')}
\\ecvsection{${style.words.skills}}${person.skills.map((group) => `\\ecvitem{${group.name}}{${group.keywords.map(esc).join(', ')}}`).join('\n')}
\\end{europasscv}\\end{document}`
}
