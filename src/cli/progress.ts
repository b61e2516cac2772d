/** A progress bar on stderr, only where a person watches. */
export interface Progress {
  update(done: number, note?: string): void
  end(): void
}

const width = 28

export function progressBar(total: number, what: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY || total === 0) return { update: () => undefined, end: () => undefined }
  let last = 0
  return {
    update(done, note = '') {
      const now = performance.now()
      if (done < total && now - last < 80) return
      last = now
      const filled = Math.round((done / total) * width)
      stream.write(`\r${what} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total} ${note}\u001b[K`)
    },
    end() {
      stream.write('\r\u001b[K')
    },
  }
}
