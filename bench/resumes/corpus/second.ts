import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pick, seededRandom, type Random } from '../../../src/core/random.ts'
import { makePerson, type Person } from './people.ts'

/**
 * A second hand's templates, for judging only: nothing learns from them. Boxes, grids and flexible rows instead of
 * tables and floats, lengths in other units, another idea of a résumé; printed by Chromium and by WeasyPrint, a
 * producer no weight was learnt on. Every third template is a near copy of the one before.
 *
 *   node bench/resumes/corpus/second.ts --out DIR [--families 18] [--people 6] [--seed 5]
 */
const at = (name: string, otherwise: string): string => {
  const i = process.argv.indexOf(`--${name}`)
  return i === -1 ? otherwise : (process.argv[i + 1] ?? otherwise)
}

interface Look {
  readonly css: string
  readonly title: (person: Person) => string
  readonly sections: readonly string[]
  readonly job: number
  readonly months: number
  readonly caption: Readonly<Record<string, string>>
  readonly skills: number
}

type Dice = <T>(...items: readonly T[]) => T

function lookOf(random: Random): Look {
  const of: Dice = (...items) => pick(random, items)
  const face = of('Carlito', 'Lato', 'Open Sans', 'Roboto', 'Caladea', 'Liberation Serif', 'DejaVu Sans')
  const tint = of('#0b4f6c', '#7b2d26', '#33691e', '#4527a0', '#000', '#37474f', '#b26a00')
  const rem = of(3.3, 3.5, 3.7, 3.9)
  const grid = of('', '', 'display:grid;grid-template-columns:30% 1fr;column-gap:6mm', 'display:grid;grid-template-columns:1fr 34%;column-gap:5mm')
  const left = of(true, false)
  return {
    css: `@page{size:${of('A4', 'Letter')};margin:${of(12, 14, 18, 22)}mm ${of(14, 16, 20, 24)}mm}
body{font:${rem}mm/${of(1.25, 1.32, 1.4, 1.5)} "${face}";color:${of('#000', '#1b1b1b', '#2b2b2b')};margin:0}
.who{font-size:${of(1.7, 2, 2.3, 2.7)}em;font-weight:${of(300, 700)};letter-spacing:${of(0, 0, 0.04)}em;color:${of(tint, '#000')};text-align:${of('left', 'left', 'center')};margin:0}
.what{color:${tint};text-align:${of('left', 'center')};${of('font-style:italic', 'font-variant:small-caps', '')}}
.reach{display:flex;flex-wrap:wrap;gap:${of(2, 4, 6)}mm;justify-content:${of('flex-start', 'center', 'space-between')};font-size:${of(0.82, 0.9, 1)}em;margin:${of(1, 2)}mm 0 ${of(2, 4)}mm;${of('', `border-top:.3mm solid ${tint};border-bottom:.3mm solid ${tint};padding:1mm 0`)}}
h3{font-size:${of(1, 1.12, 1.25, 1.4)}em;margin:${of(2.5, 4, 5.5)}mm 0 ${of(0.8, 1.5, 2.4)}mm;color:${of(tint, '#000')};font-weight:${of(400, 700)};text-transform:${of('none', 'uppercase', 'capitalize')};${of('', `border-bottom:${of(0.2, 0.4, 0.8)}mm solid ${of(tint, '#999')}`, `background:${of('#f0f0f0', '#e7eef4')};padding:.8mm 1.5mm`, `border-left:1.2mm solid ${tint};padding-left:2mm`)}}
.job{margin-bottom:${of(1.2, 2.2, 3.2)}mm} .line{display:flex;justify-content:${left ? 'space-between' : 'flex-start'};gap:3mm} .when{color:${of('#555', '#777', tint)};${of('', 'font-style:italic')}} .post{font-weight:${of(400, 700)}} .firm{${of('font-style:italic', `color:${tint}`, '')}}
ul{margin:${of(0.3, 1)}mm 0 0;padding-left:${of(3.5, 4.5, 6)}mm;list-style:${of('disc', 'square', '"– "', '"› "')}} li{margin:0 0 ${of(0, 0.4, 1)}mm} p{margin:0 0 1mm}
.body{${grid}} aside{font-size:.94em} .chip{display:inline-block;background:#eee;border-radius:1mm;padding:0 1.5mm;margin:0 1mm 1mm 0}`,
    title: of(({ basics }: Person) => basics.name, ({ basics }: Person) => basics.name.toUpperCase()),
    sections: of(['summary', 'work', 'projects', 'education', 'skills'], ['summary', 'skills', 'work', 'education'], ['work', 'projects', 'education', 'skills', 'languages'], ['education', 'work', 'skills', 'projects']),
    job: of(0, 1, 2),
    months: of(0, 1, 2, 3),
    caption: { summary: of('Profile', 'In short', 'About'), work: of('Experience', 'Career', 'Where I worked'), projects: of('Projects', 'Side work'), education: of('Education', 'Studies'), skills: of('Skills', 'Toolbox', 'Technologies'), languages: of('Languages', 'Spoken') },
    skills: of(0, 1, 2),
  }
}

/** The same look with three of its lengths or words changed: somebody's copy. */
function nearCopy(look: Look, random: Random): Look {
  let css = look.css
  const swap = (from: RegExp, values: readonly string[]): void => {
    css = css.replace(from, (whole, lead: string, now: string) => `${lead}${pick(random, values.filter((one) => one !== now))}${whole.slice(lead.length + now.length)}`)
  }
  swap(/(\.who\{font-size:)([\d.]+)/, ['1.7', '2', '2.3', '2.7'])
  swap(/(h3\{font-size:[\d.]+em;margin:)([\d.]+)/, ['2', '3.2', '4.8', '6.4'])
  swap(/(padding-left:)([\d.]+)/, ['3', '4', '5.2', '6.8'])
  swap(/(\.job\{margin-bottom:)([\d.]+)/, ['0.8', '1.7', '2.7', '3.9'])
  return { ...look, css, months: (look.months + 1) % 4 }
}

const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function dated(date: string, form: number): string {
  if (date === '') return ['Present', 'today', 'now', 'Present'][form] as string
  const [year, month] = date.split('-') as [string, string]
  return [`${shortMonths[Number(month) - 1]} ${year}`, `${month}.${year}`, year, `${year}/${month}`][form] as string
}

function pageOf(person: Person, look: Look): string {
  const when = (from: string, to: string): string => `<span class=when>${dated(from, look.months)} ${look.months === 1 ? '-' : '–'} ${dated(to, look.months)}</span>`
  const items = (list: readonly string[]): string => (list.length === 0 ? '' : `<ul>${list.map((one) => `<li>${one}</li>`).join('')}</ul>`)
  const entry = (post: string, firm: string, dates: string, inner: string): string => {
    const [p, f] = [`<span class=post>${post}</span>`, `<span class=firm>${firm}</span>`]
    const head = [
      `<div class=line><span>${p}, ${f}</span>${dates}</div>`,
      `<div class=line>${f}${dates}</div><div>${p}</div>`,
      `<div class=line>${dates}<span>${p} · ${f}</span></div>`,
    ][look.job]
    return `<div class=job>${head}${inner}</div>`
  }
  const words = person.skills.flatMap(({ keywords }) => keywords)
  const content: Readonly<Record<string, string>> = {
    summary: `<p>${person.basics.summary}</p>`,
    work: person.work.map((one) => entry(one.position, one.name, when(one.startDate, one.endDate), items(one.highlights))).join(''),
    projects: person.projects.map((one) => entry(one.name, one.keywords.join(', '), when(one.startDate, one.endDate), `<p>${one.description}</p>`)).join(''),
    education: person.education.map((one) => entry(`${one.studyType} ${one.area}`, one.institution, when(one.startDate, one.endDate), '')).join(''),
    skills: [`<p>${words.join(', ')}</p>`, `<div>${words.map((word) => `<span class=chip>${word}</span>`).join('')}</div>`, person.skills.map((one) => `<p><b>${one.name}</b> ${one.keywords.join(' · ')}</p>`).join('')][look.skills] as string,
    languages: `<p>${person.languages.map((one) => `${one.language}: ${one.fluency}`).join('; ')}</p>`,
  }
  const section = (name: string): string => (content[name] === '' ? '' : `<h3>${look.caption[name]}</h3>${content[name]}`)
  const side = look.css.includes('display:grid')
  const small = ['skills', 'languages', 'education']
  const inner = side
    ? `<div class=body>${((first: boolean) => {
        const aside = `<aside>${look.sections.filter((one) => small.includes(one)).map(section).join('')}</aside>`
        const main = `<div>${look.sections.filter((one) => !small.includes(one)).map(section).join('')}</div>`
        return first ? aside + main : main + aside
      })(look.css.includes('30% 1fr'))}</div>`
    : look.sections.map(section).join('')
  const { basics } = person
  const reach = [basics.email, basics.phone, basics.location.city, ...basics.profiles.map(({ url }) => url.replace('https://', ''))]
  return `<!doctype html><meta charset=utf-8><title>${basics.name}</title><style>${look.css}</style><p class=who>${look.title(person)}</p><div class=what>${basics.label}</div><div class=reach>${reach.map((one) => `<span>${one}</span>`).join('')}</div>${inner}`
}

const out = at('out', '')
if (out === '') throw new Error('--out DIR is missing')
const seed = Number(at('seed', '5'))
const count = Number(at('families', '18'))
const people = Number(at('people', '6'))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const [p, producer] of ['grid', 'weasy'].entries()) {
  let last: Look | null = null
  for (let number = 0; number < count; number++) {
    const random = seededRandom(seed * 9_001 + p * 501 + number)
    last = number % 3 === 2 && last !== null ? nearCopy(last, random) : lookOf(random)
    const folder = join(out, producer, `second-${String(number).padStart(2, '0')}`)
    mkdirSync(folder, { recursive: true })
    for (let i = 0; i < people; i++) {
      const file = join(folder, `p${String(i).padStart(2, '0')}.pdf`)
      if (existsSync(file)) continue
      const html = pageOf(makePerson(seededRandom(seed * 31 + p * 10_007 + number * 101 + i)), last)
      if (producer === 'weasy') {
        writeFileSync(`${file}.html`, html)
        spawnSync('sh', ['-c', 'weasyprint -q "$1.html" "$1"; rm -f "$1.html"', 'sh', file], { timeout: 60_000 })
      } else {
        const page = await browser.newPage()
        await page.setContent(html, { waitUntil: 'domcontentloaded' })
        await page.pdf({ path: file, printBackground: true, preferCSSPageSize: true })
        await page.close()
      }
    }
    console.log(`${producer} ${number + 1}/${count}`)
  }
}
await browser.close()
