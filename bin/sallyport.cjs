#!/usr/bin/env node
// The command. Plain ES5 on purpose: it must at least speak on a host whose Node is too old to read TypeScript.
'use strict'
var path = require('node:path')
var findNode = require('./find-node.cjs')

var entry = path.join(__dirname, '..', 'src', 'cli', 'main.ts')
findNode.run([entry].concat(process.argv.slice(2)))
