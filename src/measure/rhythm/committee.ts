import { forward, softmax, unpack, unpackNet, type Net, type NetFile, type Packed } from './net.ts'

/** Several scorers whose mean speaks, and how far they may be believed (learned on people they had not seen). */
export interface CommitteeFile {
  readonly mean: Packed
  readonly scale: Packed
  readonly temperature: number
  readonly nets: readonly NetFile[]
}

export interface Committee {
  readonly mean: Float32Array
  readonly scale: Float32Array
  readonly temperature: number
  readonly nets: readonly Net[]
}

export function unpackCommittee(file: CommitteeFile): Committee {
  return {
    mean: unpack(file.mean),
    scale: unpack(file.scale),
    temperature: file.temperature,
    nets: file.nets.map(unpackNet),
  }
}

/** Probability of each class, classes equally likely as in the training mix; sums to 1. */
export function classProbabilities(of: Committee, features: Float32Array): Float64Array {
  const input = features.map((value, i) => (value - of.mean[i]!) * of.scale[i]!)
  const outputs = (of.nets[0] as Net).outputs
  const out = new Float64Array(outputs)
  const sum = new Float64Array(outputs)
  for (const net of of.nets) {
    forward(net, input, 0, out)
    for (let i = 0; i < outputs; i++) sum[i]! += (of.temperature * out[i]!) / of.nets.length
  }
  return softmax(sum)
}
