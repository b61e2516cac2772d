import { LineCounter, parseDocument, isMap, isScalar, type Document } from 'yaml'
import type { z } from 'zod'
import { messageOf } from '../core/errors.ts'
import { factRoots, type DoorId } from '../core/evidence.ts'
import type { Rule } from '../core/rule.ts'
import type { Condition, Language } from './environment.ts'
import { excerptAt, placeIn, type Fault } from './fault.ts'
import { refusedSignal } from './refused.ts'
import { ruleFile, type RuleFile } from './rule-file.ts'
import { misfits, shapeAt, type Shape } from './shape.ts'

/** A file of a pack: its path as shown to people, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface CompiledRule {
  readonly rule: Rule
  readonly condition: Condition
  readonly file: string
}

/** What a rule is checked against. */
export interface Checking {
  readonly roots: Readonly<Record<string, Shape>>
  readonly language: Language
  readonly pack: string
  readonly sealed: boolean
  /** Peers' rules are data from outside: they may not use regular expressions, whose cost nobody bounds. */
  readonly peer: boolean
  /** Short digest of the text: the rule's version. */
  readonly digest: (text: string) => string
}

// Zero-width, bidirectional and other characters that make a rule read otherwise than it runs.
// oxlint-disable-next-line no-misleading-character-class -- they are listed one by one, on purpose
const invisible = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8\u{e0000}-\u{e0fff}]/u

/** Reads and checks one rule. Every fault has its place; a rule with a fault is never run. */
export function readRule(file: SourceFile, checking: Checking): { compiled: CompiledRule } | { faults: Fault[] } {
  const lines = new LineCounter()
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true, version: '1.2', maxAliasCount: 0 } as never)
  const at = (offset: number, what: string, length = 1): Fault => ({ file: file.path, ...placeIn(file.text, offset), what, excerpt: excerptAt(file.text, offset, length) })

  const hidden = invisible.exec(file.text)
  if (hidden !== null) return { faults: [at(hidden.index, `invisible character U+${(hidden[0].codePointAt(0) as number).toString(16).padStart(4, '0')}`)] }
  const [broken] = document.errors
  if (broken !== undefined) return { faults: [at(broken.pos[0], broken.message.split('\n')[0] ?? 'not YAML')] }

  const plain = toPlain(document)
  if ('error' in plain) return { faults: [at(0, plain.error)] }
  const parsed = ruleFile.safeParse(plain.value)
  if (!parsed.success) {
    return { faults: parsed.error.issues.map((issue) => at(offsetOf(document, issue.path), describe(issue))) }
  }
  const written = parsed.data
  const faults = [...checkNames(file, written, document, at), ...checkFacts(written, document, checking, at)]
  const compiled = checking.language.compile(written.when)
  if ('error' in compiled) {
    faults.push(conditionFault(file, document, written.when, compiled))
    return { faults }
  }
  const refusal = refusedSignal(`${written.when} ${written.needs.join(' ')} ${written.id}`)
  if (refusal !== null) faults.push(at(offsetOf(document, ['when']), `refused signal: ${refusal}`))
  if (checking.peer && /\bmatches\s*\(/.test(written.when)) faults.push(at(offsetOf(document, ['when']), 'a peer\'s rule may not use matches()'))
  if (faults.length > 0) return { faults }
  return { compiled: { rule: toRule(written, file, checking), condition: compiled.condition, file: file.path } }
}

/** Aliases are refused: a rule has no use for them, and they are how a small YAML file becomes a large one. */
function toPlain(document: Document): { value: unknown } | { error: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) }
  } catch (error) {
    return { error: messageOf(error) }
  }
}

type At = (offset: number, what: string, length?: number) => Fault

function checkNames(file: SourceFile, written: RuleFile, document: Document, at: At): Fault[] {
  const faults: Fault[] = []
  const name = file.path.replace(/\\/g, '/').split('/').at(-1)?.replace(/\.ya?ml$/, '')
  if (written.id !== `${written.door}/${name}`) faults.push(at(offsetOf(document, ['id']), `the id must be ${written.door}/${name}, as the file is called`))
  const bound = written.group === 'link' ? 17 : 11
  if (written.weight.present > bound) faults.push(at(offsetOf(document, ['weight', 'present']), `a ${written.group} rule may weigh ${bound} dB at most`))
  return faults
}

/** Needs and points must be facts that exist; samples must fit the schema. */
function checkFacts(written: RuleFile, document: Document, checking: Checking, at: At): Fault[] {
  const faults: Fault[] = []
  for (const list of ['needs', 'points'] as const) {
    for (const [index, path] of written[list].entries()) {
      const [root, ...rest] = path.split('.')
      const shape = checking.roots[root as string]
      if (shape === undefined || shapeAt(shape, rest) === null) faults.push(at(offsetOf(document, [list, index]), `there is no fact ${path}`, path.length))
    }
  }
  for (const kind of ['match', 'benign'] as const) {
    for (const [index, sample] of written.samples[kind].entries()) {
      for (const [root, value] of Object.entries(sample)) {
        const shape = checking.roots[root]
        const wrong = shape === undefined ? [`there is no kind of facts "${root}"`] : misfits(shape, value, root)
        for (const what of wrong) faults.push(at(offsetOf(document, ['samples', kind, index]), `${kind} sample ${index + 1}: ${what}`))
      }
    }
  }
  return faults
}

function conditionFault(file: SourceFile, document: Document, when: string, wrong: { error: string; start: number; end: number }): Fault {
  const offset = offsetOf(document, ['when'])
  const inFile = file.text.indexOf(when.trim(), offset)
  // A folded condition stands on several lines of the file; then the caret goes under the condition as it is read.
  if (inFile === -1) return { file: file.path, ...placeIn(file.text, offset), what: wrong.error, excerpt: excerptAt(when, wrong.start, wrong.end - wrong.start) }
  return { file: file.path, ...placeIn(file.text, inFile + wrong.start), what: wrong.error, excerpt: excerptAt(file.text, inFile + wrong.start, wrong.end - wrong.start) }
}

/** Where in the file the value at a path stands; the nearest parent when it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length) as (string | number)[], true)
    const range = (node as { range?: readonly [number, number, number] } | undefined)?.range
    if ((isScalar(node) || isMap(node) || range !== undefined) && range !== undefined) return range[0]
  }
  return 0
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.')
  return where === '' ? issue.message : `${where}: ${issue.message}`
}

function toRule(written: RuleFile, file: SourceFile, checking: Checking): Rule {
  return Object.freeze({
    id: written.id,
    title: written.title,
    door: written.door as DoorId,
    group: written.group,
    status: written.status,
    needs: written.needs,
    when: written.when,
    weight: written.weight,
    points: written.points,
    innocent: written.innocent,
    clears: written.clears,
    sources: written.sources,
    privacy: written.privacy,
    excludedIn: written.excluded_in,
    verdict: written.verdict ?? null,
    techniques: written.techniques ?? [],
    samples: written.samples,
    pack: checking.pack,
    version: checking.digest(file.text),
    sealed: checking.sealed,
  })
}

/** Roots a rule may name, whatever the door: `resume`, `session`, `pkg` … */
export const knownRoots: readonly string[] = Object.values(factRoots)
