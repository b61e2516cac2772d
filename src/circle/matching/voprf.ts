import { SallyportError } from '../../core/errors.ts'
import { expand, framed, group, invertAll, same, scalars, sha512, type Element, type Scalar } from './group.ts'

const latin = (value: string): Uint8Array => Buffer.from(value, 'latin1')

/** `OPRFV1-<mode>-ristretto255-SHA512` (RFC 9497, §3.1). */
export type Mode = 0 | 1
const contextOf = (mode: Mode): string => `OPRFV1-${String.fromCharCode(mode)}-ristretto255-SHA512`

export const base: Mode = 0
export const verifiable: Mode = 1

export interface KeyPair {
  readonly secret: Scalar
  readonly public: Element
}

export interface Proof {
  readonly c: Scalar
  readonly s: Scalar
}

/** @see RFC 9497, §3.2.1 */
export function deriveKeyPair(seed: Uint8Array, info: Uint8Array, mode: Mode = verifiable): KeyPair {
  const input = Buffer.concat([seed, framed(info)])
  for (let counter = 0; counter < 256; counter++) {
    const secret = scalars.fromUniform(
      expand(Buffer.concat([input, Uint8Array.of(counter)]), `DeriveKeyPair${contextOf(mode)}`),
    )
    if (secret.some((byte) => byte !== 0)) return { secret, public: group.base(secret) }
  }
  throw new SallyportError('SP_INTERNAL', 'No key could be derived from this seed.')
}

export function hashToGroup(input: Uint8Array, mode: Mode = verifiable): Element {
  return group.fromUniform(expand(input, `HashToGroup-${contextOf(mode)}`))
}

function hashToScalar(input: Uint8Array, mode: Mode): Scalar {
  return scalars.fromUniform(expand(input, `HashToScalar-${contextOf(mode)}`))
}

/** @param blind a scalar made from 64 uniform bytes, used once */
export function blindInput(input: Uint8Array, blind: Scalar, mode: Mode = verifiable): Element {
  return group.multiply(blind, hashToGroup(input, mode))
}

/** What the holder of the key computes for a blinded element; it learns nothing of the input. */
export function evaluate(secret: Scalar, blinded: Element): Element {
  if (!group.isElement(blinded))
    throw new SallyportError('SP_INPUT', 'An element of the request is no point of the group.')
  return group.multiply(secret, blinded)
}

/** One proof for a whole batch that every element was multiplied by the key behind `public`. @param random 64 uniform bytes, used once */
export function prove(
  keys: KeyPair,
  blinded: readonly Element[],
  evaluated: readonly Element[],
  random: Uint8Array,
  mode: Mode = verifiable,
): Proof {
  return proveWith(keys, blinded, evaluated, scalars.fromUniform(random), mode)
}

/** As `prove`, with the random scalar itself: for test vectors. */
export function proveWith(
  keys: KeyPair,
  blinded: readonly Element[],
  evaluated: readonly Element[],
  r: Scalar,
  mode: Mode = verifiable,
): Proof {
  const weights = compositeWeights(keys.public, blinded, evaluated, mode)
  const m = weighted(weights, blinded)
  const z = group.multiply(keys.secret, m)
  const c = challenge(keys.public, m, z, group.base(r), group.multiply(r, m), mode)
  return { c, s: scalars.subtract(r, scalars.multiply(c, keys.secret)) }
}

export function verify(
  publicKey: Element,
  blinded: readonly Element[],
  evaluated: readonly Element[],
  proof: Proof,
  mode: Mode = verifiable,
): boolean {
  if (
    blinded.length === 0 ||
    blinded.length !== evaluated.length ||
    !evaluated.every((element) => group.isElement(element))
  )
    return false
  try {
    const weights = compositeWeights(publicKey, blinded, evaluated, mode)
    const m = weighted(weights, blinded)
    const z = weighted(weights, evaluated)
    const t2 = group.add(group.base(proof.s), group.multiply(proof.c, publicKey))
    const t3 = group.add(group.multiply(proof.s, m), group.multiply(proof.c, z))
    return same(challenge(publicKey, m, z, t2, t3, mode), proof.c)
  } catch {
    // libsodium refuses scalars and points that an honest side never sends.
    return false
  }
}

/** F(key, input) for every input of a verified batch: 64 bytes each. */
export function finalize(
  inputs: readonly Uint8Array[],
  blinds: readonly Scalar[],
  evaluated: readonly Element[],
): Uint8Array[] {
  const inverses = invertAll(blinds)
  return inputs.map((input, i) => output(input, group.multiply(inverses[i] as Scalar, evaluated[i] as Element)))
}

/** F(key, input) by the holder of the key, for its own entries. */
export function direct(secret: Scalar, input: Uint8Array, mode: Mode = verifiable): Uint8Array {
  return output(input, group.multiply(secret, hashToGroup(input, mode)))
}

function output(input: Uint8Array, element: Element): Uint8Array {
  return sha512(framed(input), framed(element), latin('Finalize'))
}

function compositeWeights(
  publicKey: Element,
  blinded: readonly Element[],
  evaluated: readonly Element[],
  mode: Mode,
): Scalar[] {
  const seed = sha512(framed(publicKey), framed(latin(`Seed-${contextOf(mode)}`)))
  return blinded.map((element, i) =>
    hashToScalar(
      Buffer.concat([
        framed(seed),
        Uint8Array.of(i >> 8, i & 255),
        framed(element),
        framed(evaluated[i] as Element),
        latin('Composite'),
      ]),
      mode,
    ),
  )
}

function weighted(weights: readonly Scalar[], elements: readonly Element[]): Element {
  return elements
    .map((element, i) => group.multiply(weights[i] as Scalar, element))
    .reduce((sum, element) => group.add(sum, element))
}

function challenge(publicKey: Element, m: Element, z: Element, t2: Element, t3: Element, mode: Mode): Scalar {
  return hashToScalar(
    Buffer.concat([framed(publicKey), framed(m), framed(z), framed(t2), framed(t3), latin('Challenge')]),
    mode,
  )
}
