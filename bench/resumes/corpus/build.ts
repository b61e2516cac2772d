import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { seededRandom } from '../../../src/core/random.ts'
import { toDocx } from './docx.ts'
import { makeFamilies, type Family } from './families.ts'
import { toHtml } from './html.ts'
import { toLatex } from './latex.ts'
import { makePerson, type Person } from './people.ts'
import { perturbed, type Perturbation, type Style } from './style.ts'
import { findThemes, npmThemes } from './themes.ts'

/**
 * Builds the development corpus: `OUT/<producer-class>/<family>/pNN[.<perturbation>].{pdf,docx}`. Resumable: what is
 * there is not made again.
 *
 *   node bench/resumes/corpus/build.ts --out DIR [--cache DIR] [--themes DIR] [--each 30] [--people 6] [--seed 1] [--siblings 2] [--only latex,office]
 *
 * Needs chromium, wkhtmltopdf, soffice (LibreOffice Writer), pdflatex with its extra packages, pdftocairo and gs; a
 * class whose program is missing is left out and said so.
 */
const flags = Object.fromEntries(
  process.argv
    .slice(2)
    .join(' ')
    .split('--')
    .filter(Boolean)
    .map((pair) => pair.trim().split(' ') as [string, string]),
)
const out = flags['out'] ?? ''
const cache = flags['cache'] ?? join(tmpdir(), 'sallyport-themes')
const each = Number(flags['each'] ?? 30)
const people = Number(flags['people'] ?? 6)
const seed = Number(flags['seed'] ?? 1)

/** What is done to the template before printing; several at once joined by `+`. */
const before: readonly (readonly Perturbation[])[] = [
  ['font'],
  ['recolour'],
  ['scale'],
  ['recolour', 'scale'],
  ['reorder'],
  ['columns'],
]
/** What is done to the printed file. */
const after = ['cairo', 'ghostscript'] as const

interface Order {
  readonly file: string
  readonly person: Person
  readonly changes: readonly Perturbation[]
}

function ordersOf(family: Family, number: number): Order[] {
  const person = (i: number): Person => makePerson(seededRandom(seed * 7_777_777 + number * 1_009 + i))
  const plain = Array.from({ length: people }, (_, i): Order => ({
    file: `p${String(i).padStart(2, '0')}`,
    person: person(i),
    changes: [],
  }))
  const themed = 'theme' in family
  const changed = before
    .filter(
      (changes) =>
        !changes.includes('columns') ||
        (!themed && family.style.plan.startsWith('side') && family.producer !== 'latex'),
    )
    .filter((changes) => !changes.includes('reorder') || !themed)
    .filter((changes) => !changes.includes('scale') || family.producer !== 'latex')
    .map((changes, i): Order => ({ file: `p${50 + i}.${changes.join('+')}`, person: person(50 + i), changes }))
  const distilled = after.map((name, i): Order => ({ file: `p${70 + i}.${name}`, person: person(70 + i), changes: [] }))
  return [...plain, ...changed, ...distilled]
}

function styled(style: Style, order: Order): Style {
  return order.changes.reduce(
    (now, change, i) =>
      perturbed(now, change, seededRandom(order.file.length * 31 + i + order.person.basics.name.length)),
    style,
  )
}

async function build(): Promise<void> {
  if (out === '') throw new Error('--out DIR is missing')
  if (!existsSync(join(cache, 'node_modules'))) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, 'package.json'), '{"private":true}')
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...npmThemes], {
      cwd: cache,
      stdio: 'inherit',
    })
  }
  const themes = findThemes([join(cache, 'node_modules'), flags['themes'] ?? ''])
  const families = makeFamilies(seed, each, [...themes.keys()], Number(flags['siblings'] ?? 0))
  console.log(`${families.length} families, ${themes.size} of them themes`)
  const browser = await chromium.launch({
    executablePath: flags['chromium'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  for (const [number, family] of families.entries()) {
    if (flags['only'] !== undefined && !flags['only'].split(',').includes(family.producer)) continue
    const folder = join(out, family.producer, family.name)
    mkdirSync(folder, { recursive: true })
    const orders = ordersOf(family, number).filter((order) => !existsSync(join(folder, `${order.file}.pdf`)))
    if (orders.length === 0) continue
    try {
      await print(family, orders, folder, browser, themes)
    } catch (thrown) {
      console.error(`${family.producer}/${family.name}: ${String(thrown).slice(0, 200)}`)
    }
    for (const order of orders) distil(folder, order.file)
    console.log(
      `${number + 1}/${families.length} ${family.producer}/${family.name}: ${readdirSync(folder).length} files`,
    )
  }
  await browser.close()
}

async function print(
  family: Family,
  orders: readonly Order[],
  folder: string,
  browser: Browser,
  themes: Map<string, string>,
): Promise<void> {
  if (family.producer === 'office') return printOffice(family.style, orders, folder, family.name)
  if (family.producer === 'latex') {
    for (const order of orders)
      printLatex(toLatex(order.person, styled(family.style, order), family.kind), folder, order.file)
    return
  }
  const pages =
    'theme' in family
      ? renderThemes(themes.get(family.theme) ?? '', orders)
      : orders.map((order) => toHtml(order.person, styled(family.style, order)))
  for (const [i, order] of orders.entries()) {
    const html = pages[i]
    if (html === null || html === undefined) continue
    const file = join(folder, `${order.file}.pdf`)
    // Parametric styles carry their own scale; a theme is scaled by the print dialogue, as a person would.
    const scale = 'theme' in family && order.changes.includes('scale') ? 0.9 : 1
    if (family.producer === 'webkit') printWebkit(html, file, family.style.page)
    else
      await printBrowser(
        'theme' in family ? disguised(html, order) : html,
        file,
        scale,
        'theme' in family ? (order.file.charCodeAt(2) % 2 === 0 ? 'A4' : 'Letter') : null,
        browser,
      )
  }
}

function renderThemes(entry: string, orders: readonly Order[]): (string | null)[] {
  const roots = [cache, flags['themes'] ?? cache, join(import.meta.dirname, '../../..')]
  const child = spawnSync(
    process.execPath,
    [
      '--permission',
      ...roots.map((root) => `--allow-fs-read=${join(root, '..')}`),
      join(import.meta.dirname, 'themes.ts'),
    ],
    {
      input: JSON.stringify({ entry, people: orders.map((order) => order.person) }),
      maxBuffer: 1 << 28,
      timeout: 60_000,
    },
  )
  if (child.status !== 0) throw new Error(`theme failed: ${child.stderr.toString().slice(0, 300)}`)
  return JSON.parse(child.stdout.toString()) as (string | null)[]
}

/** A theme's page with its font swapped or its hues turned. */
function disguised(html: string, order: Order): string {
  let page = html
  if (order.changes.includes('recolour')) page = page.replaceAll(/#([0-9a-f]{6})\b/gi, (_, hex: string) => turned(hex))
  if (order.changes.includes('font'))
    page = page.replace(/<\/head>/i, '<style>body,body *{font-family:"DejaVu Serif" !important}</style></head>')
  return page
}

/** The colour with its hue turned by 120°; greys stay. The channels rotate, which keeps lightness about equal. */
function turned(hex: string): string {
  const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
  if (Math.max(r, g, b) - Math.min(r, g, b) < 24) return `#${hex}`
  return `#${[b, r, g].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

async function printBrowser(
  html: string,
  file: string,
  scale: number,
  format: string | null,
  browser: Browser,
): Promise<void> {
  const page = await browser.newPage()
  try {
    await page.route('**', (route) => (route.request().url().startsWith('data:') ? route.continue() : route.abort()))
    await page.setContent(html, { waitUntil: 'domcontentloaded', timeout: 10_000 })
    await page.pdf({
      path: file,
      scale,
      printBackground: true,
      preferCSSPageSize: format === null,
      ...(format === null ? {} : { format }),
    })
  } finally {
    await page.close()
  }
}

function printWebkit(html: string, file: string, page: string): void {
  spawnSync(
    'wkhtmltopdf',
    ['-q', '--page-size', page, '--disable-javascript', '--disable-local-file-access', '-', file],
    { input: html, timeout: 30_000 },
  )
}

function printOffice(style: Style, orders: readonly Order[], folder: string, name: string): void {
  const root = `00${(name.length * 7_919 + name.charCodeAt(5) * 104_729 + name.charCodeAt(6) * 15_485_863).toString(16).toUpperCase().slice(-6).padStart(6, '0')}`
  const work = join(tmpdir(), `sallyport-office-${process.pid}`)
  mkdirSync(work, { recursive: true })
  for (const [i, order] of orders.entries()) {
    const bytes = toDocx(order.person, styled(style, order), root, seededRandom(seed + i * 101 + name.length))
    writeFileSync(join(work, `${order.file}.docx`), bytes)
    // Two of each family stay as they were written: the same template reaches us as DOCX and as PDF.
    if (['p00', 'p01'].includes(order.file))
      writeFileSync(
        join(folder, `p9${order.file.at(-1)}.docx`),
        toDocx(makePerson(seededRandom(seed * 31 + i + name.charCodeAt(6))), style, root, seededRandom(i)),
      )
  }
  spawnSync(
    'soffice',
    [
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      ...orders.map((order) => join(work, `${order.file}.docx`)),
    ],
    { timeout: 240_000 },
  )
  rmSync(work, { recursive: true, force: true })
}

function printLatex(source: string, folder: string, file: string): void {
  const work = join(tmpdir(), `sallyport-latex-${process.pid}`)
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'cv.tex'), source)
  spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'cv.tex'], {
    cwd: work,
    timeout: 40_000,
  })
  if (existsSync(join(work, 'cv.pdf')))
    writeFileSync(join(folder, `${file}.pdf`), execFileSync('cat', [join(work, 'cv.pdf')], { maxBuffer: 1 << 26 }))
  rmSync(work, { recursive: true, force: true })
}

/** Writes the file anew by another program, where its name says so. */
function distil(folder: string, name: string): void {
  const file = join(folder, `${name}.pdf`)
  if (!existsSync(file)) return
  const anew = `${file}.new`
  if (name.endsWith('.cairo')) spawnSync('pdftocairo', ['-pdf', file, anew], { timeout: 30_000 })
  else if (name.endsWith('.ghostscript'))
    spawnSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=pdfwrite', `-sOutputFile=${anew}`, file], {
      timeout: 30_000,
    })
  if (existsSync(anew)) renameSync(anew, file)
}

await build()
