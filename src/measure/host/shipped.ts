import type { HostModel } from './model.ts'
import file from './weights.json' with { type: 'json' }

/** A model as it is stored: weights as signed bytes in base64, times `scale`. Weights only; no host is in it. */
export interface StoredModel {
  readonly about: string
  readonly trainedUntil: string
  readonly report: Readonly<Record<string, number | string>>
  readonly bias: number
  readonly scale: number
  readonly threshold: number
  readonly weights: string
}

export function unpack(stored: Pick<StoredModel, 'bias' | 'scale' | 'threshold' | 'weights'>): HostModel {
  const bytes = Int8Array.from(atob(stored.weights), (letter) => (letter.charCodeAt(0) << 24) >> 24)
  return {
    bias: stored.bias,
    threshold: stored.threshold,
    weights: Float32Array.from(bytes, (byte) => byte * stored.scale),
  }
}

export function pack(model: Pick<HostModel, 'bias' | 'weights'>): Pick<StoredModel, 'bias' | 'scale' | 'weights'> {
  const scale = model.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / 127
  let text = ''
  for (const weight of model.weights) text += String.fromCharCode(Math.round(weight / scale) & 0xff)
  return { bias: model.bias, scale, weights: btoa(text) }
}

let unpacked: HostModel | null = null

/** The model that comes with the program, and the date its knowledge ends. */
export function shippedModel(): HostModel {
  unpacked ??= unpack(file)
  return unpacked
}

export const shippedUntil: string = file.trainedUntil
