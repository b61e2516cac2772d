import { readFileSync } from 'node:fs'
import { openIpTable } from '../../src/measure/network/ip-table.ts'

// Run in a process of its own, so that nothing else is counted: how long opening takes and what it costs in memory.
const [file = '', ...addresses] = process.argv.slice(2)
// Both clocks run once before: the first call of either loads code.
process.memoryUsage.rss()
performance.now()
globalThis.gc?.()
const before = process.memoryUsage.rss()
const started = performance.now()
const cpu = process.cpuUsage()
const table = openIpTable(readFileSync(file))
for (const address of addresses) table.lookUp(address)
const used = process.cpuUsage(cpu)
const wallMs = performance.now() - started
globalThis.gc?.()
process.stdout.write(JSON.stringify({ wallMs, cpuMs: (used.user + used.system) / 1000, rssMb: (process.memoryUsage.rss() - before) / 1e6 }))
