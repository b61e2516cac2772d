import { reportPage, seen } from './seen.js'

const browser = globalThis.browser ?? globalThis.chrome
const part = (id) => document.getElementById(id)
const names = { link: 'Link', text: 'Text you marked', platform: 'From' }

const { server = '', token = '' } = await browser.storage.local.get(['server', 'token'])
const tab = await tabInQuestion()
const what = seen(tab?.url ?? '', await selectionOf(tab))
show()

/** The tab under the button; a window of its own says which tab it was opened for. */
async function tabInQuestion() {
  const id = Number(new URLSearchParams(location.search).get('tab'))
  if (id > 0) return await browser.tabs.get(id).catch(() => undefined)
  const [active] = await browser.tabs.query({ active: true, currentWindow: true })
  return active
}

/** The marked text and no more; a page that may not be asked has none. */
async function selectionOf(asked) {
  if (asked?.id === undefined) return ''
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId: asked.id }, func: () => String(getSelection() ?? '') })
    return first?.result ?? ''
  } catch {
    return ''
  }
}

function show() {
  for (const [name, title] of Object.entries(names)) {
    if (what[name] === '') continue
    const [term, value] = [document.createElement('dt'), document.createElement('dd')]
    term.textContent = title
    value.textContent = what[name]
    part('what').append(term, value)
  }
  const nothing = what.link === '' && what.text === ''
  if (server === '') say('Where do reports go?', 'Open the options of this button and enter the address of your Sallyport.')
  else if (nothing) say('There is nothing to report here.', 'Mark the message first, then press the button again.')
  part('report').hidden = server === '' || nothing
  part('own').hidden = location.search !== ''
}

part('own').addEventListener('click', (event) => {
  event.preventDefault()
  void browser.windows.create({ url: `popup.html?tab=${tab?.id ?? ''}`, type: 'popup', width: 420, height: 620 })
})

part('report').addEventListener('click', async () => {
  if (token === '') {
    await browser.tabs.create({ url: reportPage(server, what) })
    return
  }
  part('report').disabled = true
  say('We are reading it…', '')
  try {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...what, channel: 'extension' })) if (value !== '') form.set(name, value)
    const response = await fetch(`${server}/api/messages/reports`, { method: 'POST', body: form, headers: { authorization: `Bearer ${token}` }, credentials: 'omit' })
    const body = await response.json()
    if (!response.ok) say('It was not taken.', body.detail ?? 'Try again, or forward the message by mail.')
    else say(body.answer?.subject ?? 'Received. Thank you.', body.answer?.text ?? 'A colleague will look at it. Please open nothing in it until then.')
  } catch {
    say('Sallyport does not answer.', 'Try again in a moment, or forward the message by mail.')
  }
  part('report').disabled = false
})

/** Text is shown as text, whatever is in it. */
function say(title, text) {
  part('title').textContent = title
  part('answer').textContent = text
}
