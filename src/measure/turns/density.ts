export function normalDensity(x: number, mean: number, spread: number): number {
  return Math.exp(-0.5 * ((x - mean) / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI))
}

/** Density of a normal deviate plus an exponential thought of the given mean (the ex-Gaussian of response times). */
export function thoughtDensity(late: number, spread: number, mean: number): number {
  const rate = 1 / mean
  return (
    (rate / 2) *
    Math.exp(rate * ((rate * spread * spread) / 2 - late)) *
    erfc((rate * spread * spread - late) / (spread * Math.SQRT2))
  )
}

export function logSum(values: readonly number[]): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > most) most = value
  if (most === Number.NEGATIVE_INFINITY) return most
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

/** Complementary error function, 1e-7 (Abramowitz & Stegun 7.1.26 in Numerical Recipes' form). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x))
  const tail =
    t *
    Math.exp(
      -x * x -
        1.26551223 +
        t *
          (1.00002368 +
            t *
              (0.37409196 +
                t *
                  (0.09678418 +
                    t *
                      (-0.18628806 +
                        t *
                          (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))),
    )
  return x >= 0 ? tail : 2 - tail
}
