// Finds a Node that can run the TypeScript as it is written, and runs it with the given arguments.
// Our own pinned binary comes first (optionalDependencies put it in node_modules/.bin); the host's Node serves if it is
// new enough; otherwise one sentence says what to do.
'use strict'
var childProcess = require('node:child_process')
var fs = require('node:fs')
var os = require('node:os')
var path = require('node:path')

var FLOOR = 26

function pinned() {
  var file = path.join(__dirname, '..', 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  return fs.existsSync(file) ? fs.realpathSync(file) : null
}

function find() {
  if (Number(process.versions.node.split('.')[0]) >= FLOOR) return process.execPath
  return pinned()
}

function run(args) {
  var node = find()
  if (node === null) {
    process.stderr.write(
      'SP_NODE_TOO_OLD: Sallyport needs Node ' + FLOOR + ' or newer; this is ' + process.versions.node + '.\n' +
      'Run "npm ci" in the project folder (it brings the right Node for Linux, macOS and Windows), or install Node ' + FLOOR + '.\n')
    process.exit(2)
  }
  var env = Object.assign({}, process.env)
  // Type stripping is quick, but not free: keep its result between starts.
  if (!env.NODE_COMPILE_CACHE) env.NODE_COMPILE_CACHE = path.join(os.tmpdir(), 'sallyport-compile-cache')
  var child = childProcess.spawn(node, args, { stdio: 'inherit', env: env })
  var signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  signals.forEach(function (name) { process.on(name, function () { child.kill(name) }) })
  child.on('exit', function (code, signal) { process.exit(code === null ? 128 + (os.constants.signals[signal] || 1) : code) })
}

module.exports = { find: find, run: run }
