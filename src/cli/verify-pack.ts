import { createPublicKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { spki, verifyPack, type EvidencePack } from '../cases/pack/evidence-pack.ts'
import { SallyportError } from '../core/errors.ts'
import { packKey } from '../store/pack-key.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'

const usage = `Usage: sallyport verify-pack PACK.json [--pdf PACK.pdf] [--key BASE64] [--json]

Holds an evidence pack against itself: digest, signature, the PDF made anew from its content, the ledger added up anew.
Needs no database. --key is the organisation's public key (GET /api/pack-key); without it, the key of this installation
is used if there is one, and otherwise only the pack's own.

Exit code: 0 sound, 1 changed.`

/** `sallyport verify-pack` */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { pdf: { type: 'string' }, key: { type: 'string' } })
  const [file] = positionals
  if (values.help === true || file === undefined) {
    process.stdout.write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const pack = readPack(file)
  const pdf = values.pdf === undefined ? null : new Uint8Array(readFileSync(values.pdf))
  const verdict = verifyPack(pack, pdf, values.key ?? ownKey())
  if (values.json === true) process.stdout.write(`${JSON.stringify(verdict)}\n`)
  else {
    const key = verdict.keyKnown === null ? 'signed by a key that nothing here vouches for' : verdict.keyKnown ? 'signed by the organisation’s key' : 'NOT signed by the organisation’s key'
    process.stdout.write(verdict.ok ? `Sound: ${pack.body.case.label}, as of ${new Date(pack.body.asOf).toISOString().slice(0, 10)}, ${key}.\n` : `Changed: ${[...verdict.faults, ...(verdict.keyKnown === false ? ['It is signed by another key.'] : [])].join(' ')}\n`)
  }
  return verdict.ok ? 0 : 1
}

/** @throws SP_INPUT when the file is no pack */
function readPack(file: string): EvidencePack {
  if (!existsSync(file)) throw new SallyportError('SP_INPUT', `There is no file ${file}.`)
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as EvidencePack
    if (typeof read.body.format === 'string' && Array.isArray(read.body.ledger.groups) && typeof read.integrity.sha256 === 'string') return read
  } catch {
    // Said below: whatever is wrong with it, it is no pack.
  }
  throw new SallyportError('SP_INPUT', `${file} is no evidence pack.`)
}

function ownKey(): string | null {
  const { folder } = readConfig(process.env)
  return existsSync(path.join(folder, 'pack.key')) ? spki(createPublicKey(packKey(folder))) : null
}
