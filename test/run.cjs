// `npm test [-- path …]`: every *.test.ts, on the Node we pin. Pure folders share one process (fast); folders that own
// processes, sockets or databases get one process a file.
'use strict'
var childProcess = require('node:child_process')
var fs = require('node:fs')
var path = require('node:path')
var findNode = require('../bin/find-node.cjs')

var root = path.join(__dirname, '..')
var PURE = ['src/core/', 'src/measure/', 'src/playbook/', 'bench/']

function testsUnder(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(function (entry) {
    var full = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : testsUnder(full)
    return /\.test\.ts$/.test(entry.name) ? [path.relative(root, full).split(path.sep).join('/')] : []
  })
}

var wanted = process.argv.slice(2)
var files = ['src', 'test', 'bench'].map(function (f) { return path.join(root, f) }).filter(fs.existsSync).flatMap(testsUnder).sort()
  .filter(function (file) { return wanted.length === 0 || wanted.some(function (w) { return file.indexOf(w) !== -1 }) })
if (files.length === 0) { console.error('No test matches ' + wanted.join(' ')); process.exit(2) }

var isPure = function (file) { return PURE.some(function (p) { return file.indexOf(p) === 0 }) }
var groups = [
  { files: files.filter(isPure), flags: ['--test-isolation=none'] },
  { files: files.filter(function (f) { return !isPure(f) }), flags: ['--test-concurrency=2'] },
]

var node = findNode.find()
var failed = false
groups.forEach(function (group) {
  if (group.files.length === 0) return
  var flags = ['--test', '--test-reporter=spec']
  var done = childProcess.spawnSync(node, flags.concat(group.flags, group.files), { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) failed = true
})
process.exit(failed ? 1 : 0)
