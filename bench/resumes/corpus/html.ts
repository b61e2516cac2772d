import type { Person } from './people.ts'
import { showSpan, type Part, type Style } from './style.ts'

/** A résumé page of the style: tables and floats only, so that browsers old and new set it alike. */
export function toHtml(person: Person, style: Style): string {
  const side = style.plan === 'side-left' || style.plan === 'side-right'
  const small: readonly Part[] = ['skills', 'languages', 'interests']
  const main = style.order.filter((part) => !side || !small.includes(part))
  const aside = side ? style.order.filter((part) => small.includes(part)) : []
  const content = main.map((part) => section(part, person, style)).join('')
  const body = side
    ? twoColumns(
        head(person, style),
        contact(person, style) + aside.map((part) => section(part, person, style)).join(''),
        content,
        style,
      )
    : head(person, style) + contactLine(person, style) + content
  return `<!doctype html><html><head><meta charset="utf-8"><title>${person.basics.name}</title><style>${css(style)}</style></head><body>${body}</body></html>`
}

function css(style: Style): string {
  const { fonts, headingRule: rule } = style
  const accent = style.headingAccent ? style.accent : style.ink
  const decoration = {
    none: '',
    below: `border-bottom:1px solid ${style.accent};`,
    above: `border-top:1px solid ${style.muted};padding-top:3pt;`,
    left: `border-left:4px solid ${style.accent};padding-left:6pt;`,
    ground: `background:${style.sideGround === 'none' ? '#eeeeee' : style.sideGround};padding:2pt 5pt;${style.sideGround === style.accent || style.sideGround === '#333333' ? 'color:#ffffff;' : ''}`,
  }[rule]
  const list = ['disc', 'square', 'circle', 'none'].includes(style.bullet) ? style.bullet : 'none'
  const glyph =
    list === 'none' && style.bullet !== 'none'
      ? `li:before{content:"${style.bullet}";margin-left:-${style.bulletIndent * 0.7}pt;float:left;width:${style.bulletIndent * 0.7}pt}`
      : ''
  return `
@page{size:${style.page};margin:${style.plan === 'band' ? 0 : style.margins[0]}pt ${style.plan === 'band' ? 0 : style.margins[1]}pt}
*{margin:0;padding:0} html,body{font-family:"${fonts.body}";font-size:${style.body}pt;line-height:${style.leading};color:${style.ink};${style.justified ? 'text-align:justify;' : ''}-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-family:"${fonts.heading}";font-size:${style.name}pt;line-height:1.2;text-transform:${style.nameCase};font-weight:${style.nameBold ? 'bold' : 'normal'};color:${style.nameAccent ? style.accent : style.ink}}
.head{text-align:${style.align}} .label{font-size:${style.body * 1.1}pt;color:${style.muted}} .contact{font-size:${style.small}pt;color:${style.muted};text-align:${style.align};margin:2pt 0 4pt}
.band{background:${style.accent};color:#fff;padding:${style.margins[0] / 1.5}pt ${style.margins[1]}pt} .band h1,.band .label,.band .contact,.band a{color:#fff} .page{padding:6pt ${style.margins[1]}pt}
h2{font-family:"${fonts.heading}";font-size:${style.heading}pt;line-height:1.2;text-transform:${style.headingCase};font-weight:${style.headingBold ? 'bold' : 'normal'};color:${accent};margin:${style.headingBefore}pt 0 ${style.headingAfter}pt;${style.spaced ? 'letter-spacing:1.5pt;' : ''}${decoration};page-break-after:avoid}
a{color:inherit;text-decoration:none} ul{list-style-type:${list};padding-left:${style.bulletIndent}pt;margin-top:1pt} li{margin-bottom:${style.bulletGap}pt} ${glyph}
.entry{margin-bottom:${style.entryGap}pt;page-break-inside:avoid} .title{font-weight:${style.titleBold ? 'bold' : 'normal'}} .employer{font-style:${style.employerItalic ? 'italic' : 'normal'}} .date{color:${style.muted};font-size:${style.small}pt}
.row .date{float:right} .tag{display:inline-block;border:1px solid ${style.muted};border-radius:3px;padding:0 4pt;margin:0 3pt 3pt 0;font-size:${style.small}pt}
table{border-collapse:collapse;width:100%} td{vertical-align:top} .datecell{width:24%;color:${style.muted};font-size:${style.small}pt}
.side{width:${style.sideWidth}%;${style.sideGround === 'none' ? '' : `background:${style.sideGround};${style.sideGround === '#333333' || style.sideGround === style.accent ? 'color:#fff;' : ''}`}padding:10pt} .main{padding:0 12pt}`
}

function head(person: Person, style: Style): string {
  return `<div class="head"><h1>${person.basics.name}</h1>${style.label ? `<div class="label">${person.basics.label}</div>` : ''}</div>`
}

function links({ basics }: Person): string[] {
  return [
    `<a href="mailto:${basics.email}">${basics.email}</a>`,
    basics.phone,
    basics.location.city,
    ...basics.profiles.map((profile) => `<a href="${profile.url}">${profile.url.replace('https://', '')}</a>`),
  ]
}

function contactLine(person: Person, style: Style): string {
  return `<div class="contact">${links(person).join(style.contactSeparator === '\n' ? '<br>' : style.contactSeparator)}</div>`
}

function contact(person: Person, style: Style): string {
  return `<h2>Contact</h2><div class="contact" style="text-align:left">${links(person).join('<br>')}</div>${style.label ? '' : ''}`
}

function twoColumns(top: string, aside: string, main: string, style: Style): string {
  const cells = [`<td class="side">${aside}</td>`, `<td class="main">${main}</td>`]
  return `${top}<table><tr>${(style.plan === 'side-left' ? cells : cells.reverse()).join('')}</tr></table>`
}

function section(part: Part, person: Person, style: Style): string {
  const inner = content(part, person, style)
  const page = style.plan === 'band' ? ' class="page"' : ''
  return inner === '' ? '' : `<div${page}><h2>${style.words[part]}</h2>${inner}</div>`
}

function content(part: Part, person: Person, style: Style): string {
  const items = (list: readonly string[]): string =>
    list.length === 0 ? '' : `<ul>${list.map((item) => `<li>${item}</li>`).join('')}</ul>`
  switch (part) {
    case 'summary':
      return `<p>${person.basics.summary}</p>`
    case 'work':
      return person.work
        .map((job) =>
          entry(
            job.position,
            job.name,
            showSpan(job.startDate, job.endDate, style),
            `${job.summary === '' ? '' : `<p>${job.summary}</p>`}${items(job.highlights)}`,
            style,
          ),
        )
        .join('')
    case 'education':
      return person.education
        .map((school) =>
          entry(
            `${school.studyType}, ${school.area}`,
            school.institution,
            showSpan(school.startDate, school.endDate, style),
            school.score === '' ? '' : `<p>GPA ${school.score}</p>`,
            style,
          ),
        )
        .join('')
    case 'projects':
      return person.projects
        .map((project) =>
          entry(
            project.name,
            project.keywords.join(', '),
            showSpan(project.startDate, project.endDate, style),
            `<p>${project.description}</p>${items(project.highlights)}`,
            style,
          ),
        )
        .join('')
    case 'skills':
      return skills(person, style)
    case 'languages':
      return person.languages.length === 0
        ? ''
        : `<p>${person.languages.map((one) => `${one.language} (${one.fluency})`).join(', ')}</p>`
    case 'awards':
      return person.awards
        .map(
          (award) =>
            `<div class="entry"><span class="title">${award.title}</span>, ${award.awarder}<p>${award.summary}</p></div>`,
        )
        .join('')
    case 'interests':
      return person.interests.length === 0 ? '' : `<p>${person.interests.map((one) => one.name).join(', ')}</p>`
  }
}

function skills(person: Person, style: Style): string {
  if (style.skills === 'commas') return `<p>${person.skills.flatMap((group) => group.keywords).join(', ')}</p>`
  if (style.skills === 'list')
    return `<ul>${person.skills.map((group) => `<li>${group.name}: ${group.keywords.join(', ')}</li>`).join('')}</ul>`
  if (style.skills === 'tags')
    return `<div>${person.skills
      .flatMap((group) => group.keywords)
      .map((word) => `<span class="tag">${word}</span>`)
      .join(' ')}</div>`
  return person.skills.map((group) => `<div><b>${group.name}</b>: ${group.keywords.join(', ')}</div>`).join('')
}

function entry(title: string, employer: string, date: string, inner: string, style: Style): string {
  const t = `<span class="title">${title}</span>`
  const e = `<span class="employer">${employer}</span>`
  const d = `<span class="date">${date}</span>`
  switch (style.entry) {
    case 'title-date':
      return `<div class="entry"><div class="row">${d}${t}</div><div>${e}</div>${inner}</div>`
    case 'employer-title':
      return `<div class="entry"><div class="row">${d}<span class="title">${employer}</span></div><div class="employer">${title}</div>${inner}</div>`
    case 'inline':
      return `<div class="entry"><div>${t}, ${e} (${d})</div>${inner}</div>`
    case 'date-column':
      return `<table class="entry"><tr><td class="datecell">${date}</td><td>${t}, ${e}${inner}</td></tr></table>`
    case 'stacked':
      return `<div class="entry"><div>${t}</div><div>${e}</div><div>${d}</div>${inner}</div>`
  }
}
