/** The little linear algebra that the comparison needs. Matrices are row-major, `size × size`. */
export type Matrix = Float64Array

/**
 * Lower Cholesky factor of a symmetric positive definite matrix.
 *
 * @returns the factor, or null when the matrix is not positive definite (nor finite)
 */
export function cholesky(matrix: Matrix, size: number): Matrix | null {
  const factor = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!
      for (let k = 0; k < column; k++) sum -= factor[row * size + k]! * factor[column * size + k]!
      if (row !== column) factor[row * size + column] = sum / factor[column * size + column]!
      else if (sum > 0 && Number.isFinite(sum)) factor[row * size + row] = Math.sqrt(sum)
      else return null
    }
  }
  return factor
}

/** Solves `factor · x = right` in place, for each of the `width` interleaved columns of `right` (`size × width`). */
export function forwardSolve(factor: Matrix, size: number, right: Float64Array, width: number): void {
  for (let row = 0; row < size; row++) {
    const at = row * width
    for (let k = 0; k < row; k++) {
      const share = factor[row * size + k]!
      if (share === 0) continue
      const from = k * width
      for (let column = 0; column < width; column++) right[at + column]! -= share * right[from + column]!
    }
    const scale = 1 / factor[row * size + row]!
    for (let column = 0; column < width; column++) right[at + column]! *= scale
  }
}

/** Solves `factorᵀ · x = right` in place; together with `forwardSolve` it solves the factored matrix. */
export function backSolve(factor: Matrix, size: number, right: Float64Array, width: number): void {
  for (let row = size - 1; row >= 0; row--) {
    const at = row * width
    for (let k = row + 1; k < size; k++) {
      const share = factor[k * size + row]!
      for (let column = 0; column < width; column++) right[at + column]! -= share * right[k * width + column]!
    }
    const scale = 1 / factor[row * size + row]!
    for (let column = 0; column < width; column++) right[at + column]! *= scale
  }
}

/** Inverse of a lower triangular factor. */
export function invertLower(factor: Matrix, size: number): Matrix {
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) inverse[k * size + k] = 1
  forwardSolve(factor, size, inverse, size)
  return inverse
}

export function multiply(a: Matrix, b: Matrix, size: number): Matrix {
  const out = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const share = a[row * size + k]!
      if (share === 0) continue
      for (let column = 0; column < size; column++) out[row * size + column]! += share * b[k * size + column]!
    }
  }
  return out
}

export function transpose(a: Matrix, size: number): Matrix {
  const out = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) out[column * size + row] = a[row * size + column]!
  return out
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.
 *
 * @returns values in falling order; `vectors[k]` belongs to `values[k]`
 * @see Golub & Van Loan, Matrix Computations, §8.5
 */
export function eigenSymmetric(matrix: Matrix, size: number): { values: number[]; vectors: Float64Array[] } {
  const a = Float64Array.from(matrix)
  const rows = Array.from({ length: size }, (_, k) => {
    const row = new Float64Array(size)
    row[k] = 1
    return row
  })
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q]! ** 2
    if (off < 1e-18) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, rows, size, p, q)
  }
  const order = Array.from({ length: size }, (_, k) => k).sort((x, y) => a[y * size + y]! - a[x * size + x]!)
  return { values: order.map((k) => a[k * size + k]!), vectors: order.map((k) => rows[k]!) }
}

function rotate(a: Matrix, rows: Float64Array[], size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (Math.abs(apq) < 1e-14) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p]!
    const kq = a[k * size + q]!
    a[k * size + p] = c * kp - s * kq
    a[k * size + q] = s * kp + c * kq
  }
  const rowP = rows[p]!
  const rowQ = rows[q]!
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k]!
    const qk = a[q * size + k]!
    a[p * size + k] = c * pk - s * qk
    a[q * size + k] = s * pk + c * qk
    const vp = rowP[k]!
    const vq = rowQ[k]!
    rowP[k] = c * vp - s * vq
    rowQ[k] = s * vp + c * vq
  }
}
