import { readFileSync, readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { SallyportError } from '../../core/errors.ts'
import { weighing } from '../../core/weigh.ts'
import { factSchemas } from '../../doors/index.ts'
import { sandboxPool } from '../../guard/sandbox/sandbox.ts'
import { readPack, strictly } from '../../playbook/pack.ts'
import { playbookOf } from '../../playbook/playbook.ts'
import { digestText, packFiles, publicPackFolder } from '../../store/packs.ts'
import { readArguments } from '../arguments.ts'
import { progressBar } from '../progress.ts'
import { printScreened } from './print.ts'
import { screenFiles, type Received } from './screen-files.ts'

const usage = `Usage: sallyport screen <file or folder> …  [--prior 0.003] [--pack FOLDER] [--json]

Reads résumés (PDF, DOCX, ODT, RTF, HTML, TXT), compares them with each other and prints for each a posture with its
reasons, and who is linked with whom. Nothing is stored, nothing is sent. Needs no server.

Exit code: 0 nothing to look at, 1 somebody should look, 2 wrong usage.`

/** `sallyport screen` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { prior: { type: 'string' }, pack: { type: 'string' } })
  if (values.help === true || positionals.length === 0) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const files = positionals.flatMap(filesAt)
  if (files.length === 0) throw new SallyportError('SP_INPUT', `There are no files in ${positionals.join(', ')}.`)
  const prior = values.prior === undefined ? weighing.prior : Number(values.prior)
  if (!(prior > 0 && prior < 1)) throw new SallyportError('SP_INPUT', '--prior takes a share between 0 and 1.')

  const packs = [publicPackFolder, ...(values.pack === undefined ? [] : [values.pack])]
  const playbook = playbookOf(packs.map((location) => strictly(readPack(packFiles(location), factSchemas, digestText))), digestText)
  const parallel = availableParallelism()
  const sandbox = sandboxPool({ concurrency: parallel, ready: parallel, filesPerChild: 12 })
  const bar = progressBar(files.length, 'Reading')
  const started = performance.now()
  try {
    const screened = await screenFiles(files, playbook, (parser, bytes, name) => sandbox.parse(parser, bytes, { name }), prior, Date.now(), parallel, (done) => bar.update(done))
    bar.end()
    if (values.json === true) process.stdout.write(`${JSON.stringify({ files: screened, playbook: playbook.version })}\n`)
    else {
      process.stdout.write(`${printScreened(screened, process.stdout.isTTY)}\n`)
      const times = screened.map(({ readMs }) => readMs).sort((a, b) => a - b)
      process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s; half of the files took less than ${Math.round(times[times.length >> 1] ?? 0)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`)
    }
    return screened.some(({ judged, refused }) => refused !== null || (judged !== null && judged.posture !== 'routine')) ? 1 : 0
  } finally {
    sandbox.close()
  }
}

/** A file, or all files below a folder; hidden ones are left out. */
function filesAt(location: string): Received[] {
  const found = statSync(location, { throwIfNoEntry: false })
  if (found === undefined) throw new SallyportError('SP_INPUT', `There is no file or folder ${location}.`)
  if (found.isFile()) return [{ name: path.basename(location), bytes: new Uint8Array(readFileSync(location)) }]
  return readdirSync(location, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: path.relative(location, file), bytes: new Uint8Array(readFileSync(file)) }))
}
