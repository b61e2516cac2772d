import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { errorCodes } from '../core/error-codes.ts'
import { SallyportError } from '../core/errors.ts'
import { factSchemas } from '../doors/index.ts'
import { errorsDocument } from '../playbook/describe-errors.ts'
import { explainRule, rulesDocument } from '../playbook/describe.ts'
import { showFault } from '../playbook/fault.ts'
import { readPack, type Pack } from '../playbook/pack.ts'
import { testSamples } from '../playbook/samples.ts'
import { sealPack } from '../playbook/seal.ts'
import { digestText, packFiles, publicPackFolder } from '../store/packs.ts'

const usage = `Usage: sallyport playbook <what> [--pack FOLDER] [--json]

  check          read every rule; show faults with file, line and a caret
  test           run every sample of every rule
  list           the rules, a line each
  explain <id>   one rule in full
  seal           sign the pack with --key FILE (made if there is none) into --out FILE
  docs           write docs/rules.md and docs/errors.md`

/** `sallyport playbook …`. @returns exit code: 0 fine, 1 faults found, 2 wrong usage */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  const location = option(args, '--pack') ?? publicPackFolder
  const [what, id] = args.filter((arg, index) => !arg.startsWith('--') && !['--pack', '--key', '--out'].includes(args[index - 1] ?? ''))
  const pack = readPack(packFiles(location), factSchemas, digestText)
  switch (what) {
    case 'check':
      return check(pack, json)
    case 'test':
      return test(pack, json)
    case 'list':
      return list(pack, json)
    case 'explain':
      return explain(pack, id, json)
    case 'seal':
      return seal(pack, location, option(args, '--key'), option(args, '--out'))
    case 'docs':
      writeFileSync(path.join(publicPackFolder, '..', 'docs', 'rules.md'), rulesDocument(pack.rules))
      writeFileSync(path.join(publicPackFolder, '..', 'docs', 'errors.md'), errorsDocument(errorCodes))
      return 0
    default:
      process.stderr.write(`${usage}\n`)
      return 2
  }
}

function check(pack: Pack, json: boolean): number {
  if (json) print(JSON.stringify({ pack: pack.about, rules: pack.rules.length, faults: pack.faults }))
  else {
    for (const fault of pack.faults) print(`${showFault(fault)}\n`)
    print(`${pack.about.id}: ${pack.rules.length} rules, ${pack.faults.length} faults`)
  }
  return pack.faults.length === 0 ? 0 : 1
}

function test(pack: Pack, json: boolean): number {
  if (pack.faults.length > 0) return check(pack, json)
  const results = testSamples(pack)
  const failed = results.filter((result) => !result.passed)
  if (json) {
    print(JSON.stringify({ samples: results.length, failed }))
    return failed.length === 0 ? 0 : 1
  }
  const width = Math.max(...pack.rules.map(({ rule }) => rule.id.length), 4)
  print(`${'rule'.padEnd(width)}  match  benign`)
  for (const { rule } of pack.rules) {
    const mine = results.filter((result) => result.rule === rule.id)
    const cell = (kind: string): string => {
      const of = mine.filter((result) => result.kind === kind)
      return `${of.filter((result) => result.passed).length}/${of.length}`
    }
    const bad = mine.find((result) => !result.passed)
    print(`${rule.id.padEnd(width)}  ${cell('match').padStart(5)}  ${cell('benign').padStart(6)}${bad === undefined ? '' : `   ✗ ${bad.kind} sample ${bad.index + 1}: ${bad.got}`}`)
  }
  print(`\n${pack.rules.length} rules, ${results.length} samples, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
}

function list(pack: Pack, json: boolean): number {
  if (json) print(JSON.stringify(pack.rules.map(({ rule }) => ({ ...rule, samples: undefined }))))
  else for (const { rule } of pack.rules) print(`${rule.id.padEnd(44)} ${rule.weight.present.toFixed(1).padStart(6)} dB  ${rule.title}`)
  return 0
}

function explain(pack: Pack, id: string | undefined, json: boolean): number {
  const found = pack.rules.find(({ rule }) => rule.id === id)
  if (found === undefined) throw new SallyportError('SP_NOT_FOUND', `There is no rule "${id ?? ''}". "sallyport playbook list" shows all.`)
  print(json ? JSON.stringify(found.rule) : explainRule(found))
  return 0
}

/** A pack with a fault is not signed: whoever opens it would stop. */
function seal(pack: Pack, location: string, keyFile: string | undefined, out: string | undefined): number {
  if (pack.faults.length > 0) return check(pack, false)
  if (keyFile === undefined || out === undefined) throw new SallyportError('SP_INPUT', 'Name the key file with --key and the signed pack with --out.')
  if (!existsSync(keyFile)) writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  const key = readFileSync(keyFile, 'utf8')
  writeFileSync(out, sealPack(packFiles(location), key), { mode: 0o600 })
  print(`${pack.about.id}: ${pack.rules.length} rules signed into ${out}`)
  print(`SALLYPORT_TRUSTED_PUBLISHERS=${createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' }).toString('base64')}`)
  return 0
}

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at === -1 ? undefined : args[at + 1]
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
