import type { Random } from '../../core/random.ts'
import { shuffle } from '../../core/random.ts'

/** Logistic regression over hashed features. */
export interface HostModel {
  readonly bias: number
  readonly weights: Float32Array
  /** Score that the budgeted share of popular domains reach: the model is only heard above it. */
  readonly threshold: number
}

export interface Example {
  readonly features: Int32Array
  readonly lure: boolean
  /** How much it counts; families of near-equal hosts share theirs. */
  readonly weight: number
}

/** Natural-log odds of a lure; only their order and the model's own threshold have meaning. */
export function score(model: Pick<HostModel, 'bias' | 'weights'>, features: Int32Array): number {
  let sum = model.bias
  for (const feature of features) sum += model.weights[feature] as number
  return sum
}

export interface Training {
  /** Weights in the table. */
  readonly size: number
  readonly epochs: number
  readonly rate: number
  /** L2 pull towards the weights it starts from. */
  readonly decay: number
  readonly random: Random
  /** Weights to start from (retraining); zero without. */
  readonly start?: Pick<HostModel, 'bias' | 'weights'>
}

/**
 * Trains by AdaGrad on weighted logistic loss. A model given to start from is pulled back to, not to zero: retraining on
 * a month of feed refines what is known instead of forgetting it.
 *
 * @see Duchi, Hazan & Singer 2011, "Adaptive subgradient methods"
 */
export function train(examples: readonly Example[], training: Training): Pick<HostModel, 'bias' | 'weights'> {
  const anchor = training.start?.weights ?? new Float32Array(training.size)
  const weights = Float32Array.from(anchor)
  let bias = training.start?.bias ?? -4
  const squares = new Float32Array(anchor.length).fill(1e-2)
  let biasSquares = 1e-2
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    for (const example of shuffle(training.random, examples)) {
      const odds = score({ bias, weights }, example.features)
      const error = (1 / (1 + Math.exp(-odds)) - (example.lure ? 1 : 0)) * example.weight
      if (Math.abs(error) < 1e-5) continue
      for (const feature of example.features) {
        const slope = error + training.decay * ((weights[feature] as number) - (anchor[feature] as number))
        const square = (squares[feature] as number) + slope * slope
        squares[feature] = square
        weights[feature] = (weights[feature] as number) - (training.rate * slope) / Math.sqrt(square)
      }
      biasSquares += error * error
      bias -= (training.rate * error) / Math.sqrt(biasSquares)
    }
  }
  return { bias, weights }
}
