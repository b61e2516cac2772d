// The check-in page's own script: no third party, nothing outside the two boxes, nothing before consent.
const $ = (id) => document.getElementById(id)
const address = location.pathname.replace(/\/$/, '')
const typing = { strokes: [], inputs: [] }
const round = (value) => Math.round(value * 10) / 10
// Letters as their key names; the text itself never leaves the page.
const mostKeys = 8000

const show = (step, words, focus) => {
  $('progress').textContent = `Step ${step} of 4: ${words}`
  $('bar').value = step
  focus?.focus()
}

function watch(box) {
  const held = new Map()
  box.addEventListener('keydown', (event) => {
    if (!event.repeat && event.code && !held.has(event.code)) held.set(event.code, event.timeStamp)
  })
  box.addEventListener('keyup', (event) => {
    const down = held.get(event.code)
    if (down === undefined || typing.strokes.length >= mostKeys) return
    held.delete(event.code)
    typing.strokes.push({ key: event.code.slice(0, 40), down: round(down), up: round(event.timeStamp) })
  })
  box.addEventListener('input', (event) => {
    if (typing.inputs.length < mostKeys) typing.inputs.push({ at: round(event.timeStamp), type: (event.inputType || 'unknown').slice(0, 40), length: (event.data ?? '').length })
  })
  box.addEventListener('blur', () => held.clear())
}

/** A key pair that cannot be taken out of this browser; we see only a hash of its public half. */
async function deviceKey() {
  const open = () => new Promise((done, failed) => {
    const request = indexedDB.open('check-in', 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore('keys'))
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => failed(request.error))
  })
  const ask = (request) => new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => failed(request.error))
  })
  const store = await open()
  let pair = await ask(store.transaction('keys').objectStore('keys').get('device'))
  if (!pair) {
    pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    await ask(store.transaction('keys', 'readwrite').objectStore('keys').put(pair, 'device'))
  }
  const hash = await crypto.subtle.digest('SHA-256', await crypto.subtle.exportKey('spki', pair.publicKey))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function graphics() {
  const gl = document.createElement('canvas').getContext('webgl')
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  return gl ? String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)).slice(0, 200) : null
}

function engine() {
  if ('captureStackTrace' in Error && 'chrome' in window) return 'v8'
  if ('mozInnerScreenX' in window) return 'spidermonkey'
  return 'GestureEvent' in window || 'ApplePaySession' in window ? 'javascriptcore' : 'captureStackTrace' in Error ? 'v8' : null
}

/** Median time between frames over a third of a second. */
const frames = () => new Promise((done) => {
  const times = []
  const next = (time) => {
    times.push(time)
    if (times.length < 20) requestAnimationFrame(next)
    else done(round(times.slice(1).map((at, i) => at - times[i]).sort((a, b) => a - b)[9]))
  }
  requestAnimationFrame(next)
  setTimeout(() => done(null), 3000)
})

const orNull = async (work) => {
  try {
    return (await work()) ?? null
  } catch {
    return null
  }
}

async function browserFacts() {
  const devices = await orNull(() => navigator.mediaDevices.enumerateDevices())
  return {
    zone: await orNull(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    agent: navigator.userAgent.slice(0, 512),
    hintsPlatform: navigator.userAgentData?.platform?.slice(0, 32) ?? null,
    platform: navigator.platform?.slice(0, 64) ?? null,
    engine: engine(),
    gpu: await orNull(graphics),
    webdriver: navigator.webdriver ?? null,
    permissionsContradict: await orNull(async () => Notification.permission === 'denied' && (await navigator.permissions.query({ name: 'notifications' })).state === 'prompt'),
    touchPoints: navigator.maxTouchPoints ?? null,
    audioOutputs: devices ? devices.filter((device) => device.kind === 'audiooutput').length : null,
    cameras: devices ? devices.filter((device) => device.kind === 'videoinput').length : null,
    cameraLabels: [],
    frameMs: await frames(),
    deviceKey: await orNull(deviceKey),
  }
}

async function send(to, body) {
  const answer = await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(answer.status === 429 ? 'Too many tries. Wait a minute and send again.' : 'The link was used before or is too old. Ask for a new one.')
}

function finish(title, text, sent) {
  for (const id of ['notice', 'tasks']) $(id).hidden = true
  $('end').hidden = false
  $('endTitle').textContent = title
  $('endText').textContent = text
  if (sent) {
    $('sentBox').hidden = false
    $('sent').textContent = JSON.stringify(sent, null, 1)
  }
  show(4, 'done', $('endTitle'))
}

const guarded = (work) => async (event) => {
  event.preventDefault()
  $('problem').textContent = ''
  event.submitter?.setAttribute('disabled', '')
  try {
    await work()
  } catch (error) {
    $('problem').textContent = error.message
    event.submitter?.removeAttribute('disabled')
  }
}

$('agree').addEventListener('click', () => {
  $('notice').hidden = true
  $('tasks').hidden = false
  watch($('copy'))
  watch($('compose'))
  show(2, 'copy a sentence', $('copy'))
})
$('decline').addEventListener('click', guarded(async () => {
  await send(`${address}/decline`, {})
  finish('Thank you', 'Nothing was collected. The company will offer you a call instead; it counts the same.')
}))
$('next').addEventListener('click', () => {
  $('copyTask').hidden = true
  $('composeTask').hidden = false
  show(3, 'write a short answer', $('compose'))
})
$('tasks').addEventListener('submit', guarded(async () => {
  const browser = await browserFacts()
  const country = $('claim').value.trim().toUpperCase()
  await send(address, { consent: true, claim: /^[A-Z]{2}$/.test(country) ? { zone: null, country } : null, browser, typing })
  finish('Done', 'Thank you. You can close this page.', { browser, keys: typing.strokes.length, inputs: typing.inputs.length })
}))
