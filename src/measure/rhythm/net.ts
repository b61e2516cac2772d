/**
 * A scorer with one hidden layer: out = W2·relu(W1·x + b1) + b2. Small enough to ship as JSON and to be evaluated
 * without a library; trained by `bench/work/train`.
 */
export interface Net {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
  /** hidden × inputs, row by row. */
  readonly w1: Float32Array
  readonly b1: Float32Array
  /** outputs × hidden, row by row. */
  readonly w2: Float32Array
  readonly b2: Float32Array
}

/** As it lies in a file: weights in base64 of little-endian 16-bit integers, each layer with its own step. */
export interface NetFile {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
  readonly w1: Packed
  readonly b1: Packed
  readonly w2: Packed
  readonly b2: Packed
}

export interface Packed {
  readonly step: number
  readonly values: string
}

export function unpackNet(file: NetFile): Net {
  const { inputs, hidden, outputs } = file
  return { inputs, hidden, outputs, w1: unpack(file.w1), b1: unpack(file.b1), w2: unpack(file.w2), b2: unpack(file.b2) }
}

export function packNet(net: Net): NetFile {
  const { inputs, hidden, outputs } = net
  return { inputs, hidden, outputs, w1: pack(net.w1), b1: pack(net.b1), w2: pack(net.w2), b2: pack(net.b2) }
}

/** Largest error: half a step, that is 1/65,000 of the largest weight of the layer. */
export function pack(values: Float32Array): Packed {
  const step = Math.max(1e-9, ...values.map(Math.abs)) / 32767
  const bytes = new Uint8Array(values.length * 2)
  const written = new DataView(bytes.buffer)
  values.forEach((value, index) => written.setInt16(index * 2, Math.round(value / step), true))
  return { step, values: bytes.toBase64() }
}

export function unpack({ step, values }: Packed): Float32Array {
  const bytes = Uint8Array.fromBase64(values)
  const read = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.length / 2 }, (_, index) => read.getInt16(index * 2, true) * step)
}

/**
 * Scores of one input.
 *
 * @param input at least `at + net.inputs` values
 * @param out   `net.outputs` values are written
 */
export function forward(net: Net, input: Float32Array, at: number, out: Float64Array): void {
  const { inputs, hidden, outputs, w1, w2 } = net
  // Most inputs of a sparse week are zero: they are found once, not once for each hidden unit.
  const filled = new Int32Array(inputs)
  let count = 0
  for (let i = 0; i < inputs; i++) if (input[at + i] !== 0) filled[count++] = i
  for (let o = 0; o < outputs; o++) out[o] = net.b2[o]!
  for (let h = 0; h < hidden; h++) {
    let sum = net.b1[h]!
    const row = h * inputs
    for (let i = 0; i < count; i++) {
      const index = filled[i]!
      sum += w1[row + index]! * input[at + index]!
    }
    if (sum > 0) for (let o = 0; o < outputs; o++) out[o]! += w2[o * hidden + h]! * sum
  }
}

/** exp(score) / Σ exp(score), in place. */
export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores)
  let total = 0
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i]! - top)
    total += scores[i]!
  }
  for (let i = 0; i < scores.length; i++) scores[i]! /= total
  return scores
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score))
}
