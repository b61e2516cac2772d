/** A linear classifier over standardised inputs; the score is a natural log-odds at even odds. */
export interface Linear {
  readonly mean: readonly number[]
  readonly scale: readonly number[]
  readonly weights: readonly number[]
  readonly bias: number
}

/** Inputs further than this many deviations out are cut off: one odd measurement must not decide. */
const FURTHEST = 4

export function scoreLinear(model: Linear, inputs: readonly number[]): number {
  return model.weights.reduce((sum, weight, i) => sum + weight * standard(model, inputs, i), model.bias)
}

function standard(model: Pick<Linear, 'mean' | 'scale'>, inputs: readonly number[], i: number): number {
  const value = ((inputs[i] as number) - (model.mean[i] as number)) / (model.scale[i] as number)
  return Math.max(-FURTHEST, Math.min(FURTHEST, value))
}

export interface Example {
  readonly inputs: readonly number[]
  readonly positive: boolean
  /** How much this example counts; classes are balanced on top of it. */
  readonly weight: number
}

/**
 * Ridge-penalised logistic regression by gradient descent with momentum (Nesterov), classes at even odds. The fixed
 * number of rounds is part of the regularisation.
 *
 * @param penalty ridge on the weights of standardised inputs, per unit of total example weight
 */
export function fitLinear(examples: readonly Example[], penalty: number, rounds = 400): Linear {
  const width = examples[0]?.inputs.length ?? 0
  const columns = Array.from({ length: width }, (_, i) => examples.map(({ inputs }) => inputs[i] as number))
  const mean = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length)
  const scale = columns.map(
    (column, i) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - (mean[i] as number)) ** 2, 0) / column.length) + 1e-6,
  )
  const rows = examples.map(({ inputs }) => Float64Array.from(inputs, (_, i) => standard({ mean, scale }, inputs, i)))
  const total = (positive: boolean): number =>
    examples.filter((one) => one.positive === positive).reduce((sum, one) => sum + one.weight, 0)
  const sides = { true: total(true), false: total(false) }
  const counts = examples.map(({ weight, positive }) => weight / (2 * sides[`${positive}`]))
  const weights = new Float64Array(width + 1)
  const speed = new Float64Array(width + 1)
  const gradient = new Float64Array(width + 1)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i <= width; i++)
      gradient[i] = i === width ? 0 : penalty * ((weights[i] as number) + 0.9 * (speed[i] as number))
    for (const [r, row] of rows.entries()) {
      let sum = (weights[width] as number) + 0.9 * (speed[width] as number)
      for (let i = 0; i < width; i++) sum += ((weights[i] as number) + 0.9 * (speed[i] as number)) * (row[i] as number)
      const error = (1 / (1 + Math.exp(-sum)) - Number((examples[r] as Example).positive)) * (counts[r] as number)
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] as number) + error * (row[i] as number)
      gradient[width] = (gradient[width] as number) + error
    }
    for (let i = 0; i <= width; i++) {
      speed[i] = 0.9 * (speed[i] as number) - 0.08 * (gradient[i] as number)
      weights[i] = (weights[i] as number) + (speed[i] as number)
    }
  }
  return { mean, scale, weights: [...weights.slice(0, width)], bias: weights[width] as number }
}
