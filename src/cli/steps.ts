/** Says what is being waited for, and how long it took: a start that takes seconds must not look dead. */
export function steps(stream: NodeJS.WriteStream): <T>(what: string, work: () => Promise<T>) => Promise<T> {
  return async (what, work) => {
    const started = performance.now()
    stream.write(stream.isTTY ? `${what} …` : '')
    const result = await work()
    const took = `${((performance.now() - started) / 1000).toFixed(1)} s`
    stream.write(stream.isTTY ? `\r\u001b[K${what}: ${took}\n` : `${what}: ${took}\n`)
    return result
  }
}
