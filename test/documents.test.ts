import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { errorCodes } from '../src/core/error-codes.ts'
import { factSchemas } from '../src/doors/index.ts'
import { readChallenges } from '../src/playbook/challenge.ts'
import { rulesDocument } from '../src/playbook/describe.ts'
import { errorsDocument } from '../src/playbook/describe-errors.ts'
import { showFault } from '../src/playbook/fault.ts'
import { readPack } from '../src/playbook/pack.ts'
import { refusedSignal } from '../src/playbook/refused.ts'
import { testSamples } from '../src/playbook/samples.ts'
import { pathsOf, shapeOf } from '../src/playbook/shape.ts'
import { digestText, packFiles, publicPackFolder } from '../src/store/packs.ts'

const root = path.join(import.meta.dirname, '..')
const files = packFiles(publicPackFolder)
const pack = readPack(files, factSchemas, digestText)

test('the public pack has no fault', () => {
  assert.deepEqual(pack.faults.map(showFault), [])
})

test('every sample of every rule does what it says', () => {
  const failed = testSamples(pack).filter(({ passed }) => !passed)
  assert.deepEqual(failed, [])
})

test('every step-up a rule names exists, and is for that door', () => {
  const challenges = new Map(readChallenges(files).map((challenge) => [challenge.id, challenge]))
  const dead = pack.rules.flatMap(({ rule }) => rule.clears.filter((id) => !challenges.has(id)).map((id) => `${rule.id} names ${id}`))
  assert.deepEqual(dead, [])
})

test('no fact anywhere is a refused signal', () => {
  const found = Object.entries(factSchemas).flatMap(([name, schema]) => [...pathsOf(shapeOf(schema), name)].filter((fact) => refusedSignal(fact) !== null))
  assert.deepEqual([...new Set(found)], [])
})

test('docs/rules.md and docs/errors.md are those of the rules and the registry ("sallyport playbook docs" writes them)', () => {
  assert.equal(readFileSync(path.join(root, 'docs', 'rules.md'), 'utf8'), rulesDocument(pack.rules))
  assert.equal(readFileSync(path.join(root, 'docs', 'errors.md'), 'utf8'), errorsDocument(errorCodes))
})

test('links between documents lead somewhere', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/README.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]
  const dead = pages.flatMap((page) =>
    [...readFileSync(path.join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)/g)].flatMap(([, target]) =>
      existsSync(path.join(root, path.dirname(page), target as string)) ? [] : [`${page} → ${target}`],
    ),
  )
  assert.deepEqual(dead, [])
})
