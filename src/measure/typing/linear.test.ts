import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { backSolve, cholesky, eigenSymmetric, forwardSolve, multiply, transpose } from './linear.ts'

const size = 5
const positive = fc
  .array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 25, maxLength: 25 })
  .map((values) => {
    const a = Float64Array.from(values)
    const product = multiply(a, transpose(a, size), size)
    for (let k = 0; k < size; k++) product[k * size + k]! += 0.5
    return product
  })

test('a factor times its transpose is the matrix, and solves it', () => {
  fc.assert(
    fc.property(positive, (matrix) => {
      const factor = cholesky(matrix, size)!
      multiply(factor, transpose(factor, size), size).forEach((value, at) =>
        assert.ok(Math.abs(value - matrix[at]!) < 1e-9),
      )
      const right = Float64Array.of(1, 2, 3, 4, 5)
      forwardSolve(factor, size, right, 1)
      backSolve(factor, size, right, 1)
      for (let row = 0; row < size; row++) {
        let sum = 0
        for (let k = 0; k < size; k++) sum += matrix[row * size + k]! * right[k]!
        assert.ok(Math.abs(sum - (row + 1)) < 1e-7)
      }
    }),
  )
})

test('eigenvectors are stretched by their values', () => {
  fc.assert(
    fc.property(positive, (matrix) => {
      const { values, vectors } = eigenSymmetric(matrix, size)
      assert.deepEqual(
        values,
        values.toSorted((a, b) => b - a),
      )
      vectors.forEach((vector, k) => {
        for (let row = 0; row < size; row++) {
          let sum = 0
          for (let column = 0; column < size; column++) sum += matrix[row * size + column]! * vector[column]!
          assert.ok(Math.abs(sum - values[k]! * vector[row]!) < 1e-6)
        }
      })
    }),
  )
})

test('a matrix that is not positive definite has no factor', () => {
  assert.equal(cholesky(Float64Array.of(1, 2, 2, 1), 2), null)
  assert.equal(cholesky(Float64Array.of(Number.NaN), 1), null)
})
