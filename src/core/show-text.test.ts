import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { defang, defangText, refang, showText, unseenIn } from './show-text.ts'

const anything = fc.string({ unit: 'binary' })
const odd = fc
  .array(
    fc.constantFrom(
      ...'ab\n\t\r\0\u202e\u200b\u200d\u200c\ufeff\u2066⟨…⟩@.[]:/',
      '\ud800',
      '👩',
      '💻',
      '\ufe0f',
      'न',
      'م',
      '\u0301',
      '\u{e0041}',
    ),
  )
  .map((parts) => parts.join(''))
const any = fc.oneof(anything, odd)

describe('showText', () => {
  it('writes out what readers cannot see', () => {
    assert.equal(showText('pay\u202etxt.exe'), 'pay⟨U+202E⟩txt.exe')
    assert.equal(showText('a\u200bb\ufeffc\u00add'), 'a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d')
    assert.equal(showText('\0\x1b[31mred'), '⟨U+0000⟩⟨U+001B⟩[31mred')
    assert.equal(showText('tag\u{e0041}'), 'tag⟨U+E0041⟩')
    assert.equal(showText('half \ud83d pair'), 'half ⟨U+D83D⟩ pair')
    assert.equal(showText('filler\u3164 blank\u2800'), 'filler⟨U+3164⟩ blank⟨U+2800⟩')
  })

  it('leaves every living language as it is written', () => {
    for (const plain of [
      'naïve Æsir',
      'می\u200cخواهم',
      'क्\u200dष',
      'שלום',
      '日本語',
      '👩\u200d💻 ❤\ufe0f 👍🏽',
      'Zo\u0308e',
      'тест',
      'ไทย',
      'Việt',
    ]) {
      assert.equal(showText(plain), plain)
    }
  })

  it('joiners in Latin text are no spelling', () => {
    assert.equal(showText('pay\u200dpal'), 'pay⟨U+200D⟩pal')
    assert.equal(showText('pay\u200cpal'), 'pay⟨U+200C⟩pal')
  })

  it('keeps lines, or does not, and cuts what is too long', () => {
    assert.equal(showText('a\r\nb\rc\td'), 'a\nb\nc\td')
    assert.equal(showText('a\nb', { lines: false }), 'a⟨U+000A⟩b')
    assert.equal(showText('x'.repeat(1300), { limit: 3 }), 'xxx… (1,297 more characters)')
  })

  it('flattens piles of marks', () => {
    assert.ok([...showText(`e${'\u0301'.repeat(500)}`)].length < 10)
  })

  it('never lets anything invisible through', () => {
    fc.assert(
      fc.property(any, (text) => {
        const rest = showText(text).replace(/\n|\t|\u200c|\u200d|\ufe0f/gu, '')
        assert.doesNotMatch(rest, /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u)
        assert.doesNotMatch(showText(text), /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/)
      }),
    )
  })

  it('twice is once', () => {
    fc.assert(fc.property(any, (text) => assert.equal(showText(showText(text)), showText(text))))
  })

  it('printable ASCII stays as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => assert.equal(showText(text), text)))
  })

  it('unseenIn finds exactly what showText writes out', () => {
    assert.deepEqual(unseenIn('a\u202eb\n'), [{ at: 1, code: 'U+202E' }])
    fc.assert(
      fc.property(any, (text) =>
        assert.equal(unseenIn(text).length === 0, !/⟨U\+/.test(showText(text.replaceAll('⟨', ''), {}))),
      ),
    )
  })
})

describe('defang', () => {
  it('leaves nothing to click', () => {
    assert.equal(
      defang('https://zoom.us.evil.example/j/1.html?a=b.c'),
      'hxxps://zoom[.]us[.]evil[.]example/j/1.html?a=b.c',
    )
    assert.equal(defang('eve@evil.example'), 'eve[@]evil[.]example')
    assert.equal(defang('javascript:alert(1)'), 'javascript[:]alert(1)')
    assert.equal(defang('192.0.2.1'), '192[.]0[.]2[.]1')
  })

  it('twice is once, and refang brings it back', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        assert.equal(defang(defang(url)), defang(url))
        assert.equal(refang(defang(url)), url)
      }),
    )
    fc.assert(
      fc.property(
        fc.emailAddress().filter((mail) => !mail.includes('/') && !mail.includes('#') && !mail.includes('?')),
        (mail) => assert.equal(refang(defang(mail)), mail),
      ),
    )
    assert.equal(refang('hxxp://a[dot]example'), 'http://a.example')
  })

  it('finds addresses in running text, and leaves sentences and file names alone', () => {
    assert.equal(
      defangText('Join https://a.example/x.js, or mail eve@b.example. Run setup.js!'),
      'Join hxxps://a[.]example/x.js, or mail eve[@]b[.]example. Run setup.js!',
    )
    assert.equal(
      defangText('see evil.zip and 10.0.0.1; e.g. Node.js 26.10 in the file a.docx'),
      'see evil[.]zip and 10[.]0[.]0[.]1; e.g. Node.js 26.10 in the file a.docx',
    )
    assert.equal(
      defangText('mailto:eve@b.example tg://resolve?domain=x'),
      'mailto[:]eve[@]b[.]example tg[:]//resolve?domain=x',
    )
  })

  it('is quick on text made to be slow', () => {
    const started = performance.now()
    for (const text of [
      'a.'.repeat(50_000),
      'a'.repeat(100_000),
      'a@'.repeat(50_000),
      '1.1.1.'.repeat(20_000),
      'http://'.repeat(20_000),
    ])
      defangText(text)
    assert.ok(performance.now() - started < 2_000)
  })
})
