import { useKeys } from '../../session/keys.ts'

/** `j` and `k` walk the rows of a screen, `Enter` opens the one in focus. */
export function useRowKeys(): void {
  const step = (by: number): void => {
    const rows = [...document.querySelectorAll<HTMLElement>('#main [data-row]')]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]?.focus()
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
}
