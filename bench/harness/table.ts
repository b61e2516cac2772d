import type { Metric } from './bench.ts'

/** Rows as an aligned text table: first column left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number))).join('  ').trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

/** `0.953 [0.941, 0.964] n=1,200`. */
export function showMetric(metric: Metric): string {
  if (metric.value === null) return `not measured: ${metric.why}`
  const interval = metric.low === undefined || metric.high === undefined ? '' : ` [${figure(metric.low)}, ${figure(metric.high)}]`
  const trials = metric.n === undefined ? '' : ` n=${metric.n.toLocaleString('en')}`
  return `${figure(metric.value)}${interval}${trials}`
}

function figure(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1000) return Math.round(value).toLocaleString('en')
  return size >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString()
}
