import { randomBytes } from 'node:crypto'
import { SallyportError } from '../../core/errors.ts'
import { elementBytes, scalars, type Element, type Scalar } from './group.ts'
import { tokensOf, type Identifier } from './tokens.ts'
import { blindInput, evaluate, finalize, prove, verify, type KeyPair } from './voprf.ts'

/** Every question has as many tokens as this, or twice as many (a résumé layout's bands). */
export const batch = 16

/** Bytes of a question and of an answer: the same for a hit and for a miss. */
export interface Question {
  readonly elements: Uint8Array
}

export interface Answer {
  /** As many elements as asked, then the proof: c and s. */
  readonly elements: Uint8Array
  readonly proof: Uint8Array
}

/** What the asking side keeps until the answers are in. Never sent, never stored. */
export interface Asked {
  readonly question: Question
  readonly inputs: readonly Uint8Array[]
  readonly blinds: readonly Scalar[]
  readonly blinded: readonly Element[]
  /** Which identifier a token stands for; −1: padding. */
  readonly of: readonly number[]
}

/**
 * Blinds identifiers for a question. Padded with random tokens to 16 (or 32) and shuffled, so that neither number nor
 * place tells what is asked. The same question goes to every peer.
 *
 * @throws SP_INPUT when there are more tokens than fit
 */
export function ask(identifiers: readonly Identifier[]): Asked {
  const real = identifiers.flatMap((identifier, of) => tokensOf(identifier).map((input) => ({ input, of })))
  const size = real.length <= batch ? batch : 2 * batch
  if (real.length === 0 || real.length > size)
    throw new SallyportError('SP_INPUT', `A question has 1 to ${2 * batch} tokens.`, { tokens: real.length })
  const padding = Array.from({ length: size - real.length }, () => ({ input: randomBytes(32) as Uint8Array, of: -1 }))
  const rows = shuffled([...real, ...padding])
  const inputs = rows.map((row) => row.input)
  const blinds = rows.map(() => scalars.fromUniform(randomBytes(64)))
  const blinded = inputs.map((input, i) => blindInput(input, blinds[i] as Scalar))
  return { question: { elements: Buffer.concat(blinded) }, inputs, blinds, blinded, of: rows.map((row) => row.of) }
}

/** The answering side: multiplies, proves, learns nothing. @throws SP_INPUT for a question of another size or with a foreign element */
export function answer(question: Question, keys: KeyPair): Answer {
  const blinded = split(question.elements)
  if (blinded.length !== batch && blinded.length !== 2 * batch)
    throw new SallyportError('SP_INPUT', `A question has ${batch} or ${2 * batch} tokens.`)
  const evaluated = blinded.map((element) => evaluate(keys.secret, element))
  const { c, s } = prove(keys, blinded, evaluated, randomBytes(64))
  return { elements: Buffer.concat(evaluated), proof: Buffer.concat([c, s]) }
}

/**
 * Verifies the proof against the pinned key and unblinds.
 *
 * @returns F(key, token) for each real token, with the index of its identifier
 * @throws SP_CIRCLE_PROOF when the answer was not made with the key the peer has published
 */
export function open(asked: Asked, given: Answer, pinned: Element): { of: number; output: Uint8Array }[] {
  const evaluated = split(given.elements)
  const proof = { c: given.proof.subarray(0, 32), s: given.proof.subarray(32) }
  if (
    given.proof.length !== 64 ||
    evaluated.length !== asked.blinded.length ||
    !verify(pinned, asked.blinded, evaluated, proof)
  ) {
    throw new SallyportError('SP_CIRCLE_PROOF', 'The answer was not made with the key this peer has published.')
  }
  const real = asked.of.flatMap((of, i) => (of < 0 ? [] : [i]))
  const outputs = finalize(
    real.map((i) => asked.inputs[i] as Uint8Array),
    real.map((i) => asked.blinds[i] as Scalar),
    real.map((i) => evaluated[i] as Element),
  )
  return real.map((i, at) => ({ of: asked.of[i] as number, output: outputs[at] as Uint8Array }))
}

function split(bytes: Uint8Array): Element[] {
  return Array.from({ length: Math.floor(bytes.length / elementBytes) }, (_, i) =>
    bytes.subarray(i * elementBytes, (i + 1) * elementBytes),
  )
}

function shuffled<T>(rows: T[]): T[] {
  const draws = randomBytes(4 * rows.length)
  for (let i = rows.length - 1; i > 0; i--) {
    const j = draws.readUInt32LE(4 * i) % (i + 1)
    ;[rows[i], rows[j]] = [rows[j] as T, rows[i] as T]
  }
  return rows
}
