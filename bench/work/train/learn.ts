import { normal, type Random } from '../../../src/core/random.ts'
import type { Net } from '../../../src/measure/rhythm/net.ts'

/** Gradient descent (AdamW) for the one-hidden-layer scorer; a few hundred lines less than a library. */

export interface Learning {
  readonly rate: number
  readonly decay: number
}

type Layer = 'w1' | 'b1' | 'w2' | 'b2'
const layers: readonly Layer[] = ['w1', 'b1', 'w2', 'b2']

export function freshNet(inputs: number, hidden: number, outputs: number, random: Random): Net {
  const gaussian = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, () => normal(random) * scale)
  return {
    inputs,
    hidden,
    outputs,
    w1: gaussian(hidden * inputs, Math.sqrt(2 / inputs) * 0.7),
    b1: new Float32Array(hidden),
    w2: gaussian(outputs * hidden, Math.sqrt(1 / hidden) * 0.5),
    b2: new Float32Array(outputs),
  }
}

export class Learner {
  readonly net: Net
  readonly #gradient: Record<Layer, Float32Array>
  readonly #first: Record<Layer, Float32Array>
  readonly #second: Record<Layer, Float32Array>
  #step = 0

  constructor(net: Net) {
    this.net = net
    const zeros = (): Record<Layer, Float32Array> => ({
      w1: new Float32Array(net.w1.length),
      b1: new Float32Array(net.b1.length),
      w2: new Float32Array(net.w2.length),
      b2: new Float32Array(net.b2.length),
    })
    this.#gradient = zeros()
    this.#first = zeros()
    this.#second = zeros()
  }

  /** Adds the gradient of one input, given ∂loss/∂output. The forward pass of the hidden layer is done again. */
  backward(input: Float32Array, at: number, slope: ArrayLike<number>): void {
    const { inputs, hidden, outputs, w1, b1, w2 } = this.net
    const g = this.#gradient
    for (let o = 0; o < outputs; o++) g.b2[o]! += slope[o]!
    for (let h = 0; h < hidden; h++) {
      const row = h * inputs
      let sum = b1[h]!
      for (let i = 0; i < inputs; i++) sum += w1[row + i]! * input[at + i]!
      if (sum <= 0) continue
      let back = 0
      for (let o = 0; o < outputs; o++) {
        g.w2[o * hidden + h]! += slope[o]! * sum
        back += slope[o]! * w2[o * hidden + h]!
      }
      g.b1[h]! += back
      for (let i = 0; i < inputs; i++) g.w1[row + i]! += back * input[at + i]!
    }
  }

  /** One AdamW step with the gradients added up since the last; then they are zero again. */
  step({ rate, decay }: Learning): void {
    this.#step++
    const warm1 = 1 - 0.9 ** this.#step
    const warm2 = 1 - 0.999 ** this.#step
    for (const layer of layers) {
      const value = this.net[layer]
      const g = this.#gradient[layer]
      const m = this.#first[layer]
      const v = this.#second[layer]
      const shrink = layer === 'w1' || layer === 'w2' ? rate * decay : 0
      for (let i = 0; i < value.length; i++) {
        const slope = g[i]!
        m[i] = 0.9 * m[i]! + 0.1 * slope
        v[i] = 0.999 * v[i]! + 0.001 * slope * slope
        value[i]! -= rate * (m[i]! / warm1 / (Math.sqrt(v[i]! / warm2) + 1e-8)) + shrink * value[i]!
        g[i] = 0
      }
    }
  }
}
