import { SallyportError, messageOf } from '../core/errors.ts'

const [command, ...args] = process.argv.slice(2)

try {
  if (command === 'bench') {
    const { main } = await import('../../bench/main.ts')
    process.exitCode = await main(args)
  } else {
    process.stderr.write('Usage: sallyport <command>\n')
    process.exitCode = 2
  }
} catch (error) {
  process.stderr.write(`${error instanceof SallyportError ? error.toText() : messageOf(error)}\n`)
  process.exitCode = 2
}
