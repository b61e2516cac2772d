import type { Band } from './frames.ts'
import type { Linear } from './logistic.ts'
import weights from './weights.json' with { type: 'json' }

export interface Calibration {
  readonly absolute: Linear
  readonly within: Linear
}

/** Models by band, made by `npm run bench -- voice --data DIR --train`; null: this band was not calibrated. */
export const calibration: Readonly<Record<Band, Calibration | null>> = weights
