// The check-in page's own script: no third party, nothing outside the two boxes, nothing before consent.
const $ = (id) => document.getElementById(id)
const address = location.pathname.replace(/\/$/, '')
const typing = { strokes: [], inputs: [] }
const round = (value) => Math.round(value * 10) / 10
const mostKeys = 8000
let about = { organisation: '', comparesHands: false, asksExit: false, stunPort: null }
let collecting = null

const show = (step, words, focus) => {
  $('progress').textContent = `Step ${step} of 4: ${words}`
  ;[...$('steps').children].forEach((bay, i) => (bay.className = i < step - 1 ? 'done' : i === step - 1 ? 'here' : ''))
  focus?.focus()
}

// Names of keys and times; the text itself never leaves the page.
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

const orNull = async (work) => {
  try {
    return (await work()) ?? null
  } catch {
    return null
  }
}
const within = (ms, promise) => Promise.race([promise, new Promise((done) => setTimeout(done, ms, null))])
// Lets the page breathe between two questions, so that no keystroke waits.
const breath = () => new Promise((done) => setTimeout(done))

/** A key pair that cannot be taken out of this browser. It signs this link; we get its public half. */
async function deviceProof() {
  const ask = (request) => new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result))
    request.addEventListener('error', () => failed(request.error))
  })
  const opening = indexedDB.open('check-in', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('keys'))
  const store = await ask(opening)
  let pair = await ask(store.transaction('keys').objectStore('keys').get('device'))
  if (!pair) {
    pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    await ask(store.transaction('keys', 'readwrite').objectStore('keys').put(pair, 'device'))
  }
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  const message = new TextEncoder().encode(`sallyport check-in ${address.split('/').at(-1)}`)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message)
  return { key: base64(await crypto.subtle.exportKey('spki', pair.publicKey)), signature: base64(signature) }
}

function engine() {
  if ('captureStackTrace' in Error && 'chrome' in window) return 'v8'
  if ('mozInnerScreenX' in window) return 'spidermonkey'
  return 'GestureEvent' in window || 'ApplePaySession' in window ? 'javascriptcore' : 'captureStackTrace' in Error ? 'v8' : null
}

/** Graphics and the same questions once more, asked in a worker. */
function besidePage() {
  const policy = window.trustedTypes?.createPolicy('check-in', { createScriptURL: (url) => url })
  const url = '/check-in/worker.js'
  const worker = new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' })
  return within(4000, new Promise((done) => {
    worker.addEventListener('message', ({ data }) => done(data))
    worker.addEventListener('error', () => done(null))
  })).finally(() => worker.terminate())
}

/** Functions of the browser that scripts put in place of its own. */
function patched() {
  const text = Function.prototype.toString
  const own = (owner, name) => {
    const found = owner && Object.getOwnPropertyDescriptor(owner, name)
    const made = found?.get ?? found?.value
    return typeof made !== 'function' || text.call(made).includes('[native code]')
  }
  const N = Navigator.prototype
  const checked = [[N, 'webdriver'], [N, 'platform'], [N, 'userAgent'], [N, 'hardwareConcurrency'], [N, 'languages'], [N, 'plugins'], [Date.prototype, 'getTimezoneOffset'], [Intl.DateTimeFormat.prototype, 'resolvedOptions'], [window.WebGLRenderingContext?.prototype, 'getParameter'], [Function.prototype, 'toString']]
  return checked.filter(([owner, name]) => !own(owner, name)).length + Object.getOwnPropertyNames(navigator).length
}

/** Addresses that our own responder saw a peer connection come from. */
async function reflexive() {
  if (!about.stunPort || !window.RTCPeerConnection) return []
  const found = new Set()
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${location.hostname}:${about.stunPort}` }] })
  try {
    await within(2500, new Promise((done) => {
      peer.addEventListener('icecandidate', ({ candidate }) => {
        if (!candidate) done()
        else if (candidate.type === 'srflx' && candidate.address) found.add(candidate.address)
      })
      peer.createDataChannel('check-in')
      void orNull(async () => peer.setLocalDescription(await peer.createOffer()))
    }))
  } finally {
    peer.close()
  }
  return [...found].slice(0, 4)
}

/** Median time between frames over a third of a second. */
const frames = () => within(3000, new Promise((done) => {
  const times = []
  const next = (time) => {
    times.push(time)
    if (times.length < 20) requestAnimationFrame(next)
    else done(round(times.slice(1).map((at, i) => at - times[i]).sort((a, b) => a - b)[9]))
  }
  requestAnimationFrame(next)
}))

const media = (query) => (matchMedia(query).matches ? true : matchMedia('all').matches ? false : null)

async function browserFacts() {
  const devices = await orNull(() => navigator.mediaDevices.enumerateDevices())
  const count = (kind) => (devices ? devices.filter((device) => device.kind === kind).length : null)
  const hints = await orNull(() => navigator.userAgentData.getHighEntropyValues(['platformVersion', 'architecture', 'bitness']))
  await breath()
  const beside = await orNull(besidePage)
  await breath()
  const facts = {
    zone: await orNull(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    agent: navigator.userAgent.slice(0, 512),
    hintsPlatform: hints?.platform?.slice(0, 32) ?? navigator.userAgentData?.platform?.slice(0, 32) ?? null,
    hintsVersion: hints?.platformVersion?.slice(0, 32) ?? null,
    hintsProcessor: hints ? `${hints.architecture} ${hints.bitness}`.slice(0, 32) : null,
    hintsMobile: navigator.userAgentData?.mobile ?? null,
    platform: navigator.platform?.slice(0, 64) ?? null,
    engine: engine(),
    gpu: beside?.gpu ?? null,
    webgpu: beside?.webgpu ?? null,
    cores: navigator.hardwareConcurrency ?? null,
    memoryGb: navigator.deviceMemory ?? null,
    screen: await orNull(() => ({
      width: screen.width,
      height: screen.height,
      ratio: round(devicePixelRatio),
      extended: screen.isExtended ?? null,
      gamut: ['rec2020', 'p3', 'srgb'].find((name) => matchMedia(`(color-gamut: ${name})`).matches) ?? null,
      highRange: media('(dynamic-range: high)'),
      pointer: ['fine', 'coarse', 'none'].find((name) => matchMedia(`(pointer: ${name})`).matches) ?? null,
      hover: media('(hover: hover)'),
    })),
    worker: beside ? { agent: beside.agent, platform: beside.platform, zone: beside.zone, cores: beside.cores } : null,
    patched: await orNull(patched),
    webdriver: navigator.webdriver ?? null,
    permissionsContradict: await orNull(async () => Notification.permission === 'denied' && (await navigator.permissions.query({ name: 'notifications' })).state === 'prompt'),
    touchPoints: navigator.maxTouchPoints ?? null,
    audioInputs: count('audioinput'),
    audioOutputs: count('audiooutput'),
    cameras: count('videoinput'),
    cameraLabels: [],
    cameraTrack: null,
    frameMs: null,
  }
  await breath()
  facts.frameMs = await frames()
  return facts
}

/** The path is measured below the page; here it only keeps an answer open, then echoes a few times by script. */
async function path() {
  const ask = (what) => fetch(`${address}/${what}`, { method: 'POST' }).then((answer) => answer.arrayBuffer())
  await ask('path')
  for (let i = 0; i < 9; i++) await ask('echo')
}

/** Everything but the typing, while the person types. */
async function collect() {
  const measured = within(20_000, path().catch(() => null))
  const browser = await orNull(browserFacts)
  const [device, seen] = [await orNull(deviceProof), (await orNull(reflexive)) ?? []]
  await measured
  return { browser, device, reflexive: seen }
}

async function send(to, body) {
  const answer = await fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null)
  if (answer?.ok) return
  throw new Error(!answer ? 'The connection failed. Nothing is lost: send again.' : answer.status === 429 ? 'Too many tries. Wait a minute and send again.' : answer.status >= 500 ? 'Something failed at our end. Wait a minute and send again.' : 'The link was used before or is too old. Ask for a new one.')
}

/** In words, what went out. */
function told({ browser, device, reflexive: seen, claim, identity }) {
  const or = (value) => value ?? 'not told'
  const size = browser?.screen
  return [
    ['Keys', `${typing.strokes.length} times of keys going down and up, ${typing.inputs.length} changes of the boxes`],
    ['Compared', identity ? 'with your typing at other stages, because you agreed' : 'with nobody’s typing'],
    ['Time zone', or(browser?.zone)],
    ['System', or(browser?.hintsPlatform ?? browser?.platform)],
    ['Graphics', or(browser?.gpu)],
    ['Screen', size ? `${size.width} × ${size.height}` : 'not told'],
    ['Devices', browser?.cameras == null ? 'not told' : `${browser.cameras} cameras, ${browser.audioInputs} microphones, ${browser.audioOutputs} speakers: counted, not used`],
    ['Second address', seen.length ? 'seen, and looked up in public tables' : 'none'],
    ['This browser’s key', device ? 'its public half; delete it with the site’s data' : 'none'],
    ['Country you named', claim?.country ?? 'none'],
  ]
}

function finish(title, text, sent) {
  for (const id of ['notice', 'tasks']) $(id).hidden = true
  $('end').hidden = false
  $('endTitle').textContent = title
  $('endText').textContent = text
  if (sent) {
    $('sentBox').hidden = false
    for (const [name, value] of told(sent)) {
      const [term, words] = [document.createElement('dt'), document.createElement('dd')]
      term.textContent = name
      words.textContent = value
      $('sent').append(term, words)
    }
    $('raw').textContent = JSON.stringify(sent, null, 1)
  }
  show(4, 'done', $('endTitle'))
}

const guarded = (work) => async (event) => {
  event.preventDefault()
  $('problem').textContent = ''
  const button = event.submitter ?? event.currentTarget
  button.setAttribute('disabled', '')
  try {
    await work()
  } catch (error) {
    $('problem').textContent = error.message
    button.removeAttribute('disabled')
  }
}
const decline = guarded(async () => {
  await send(`${address}/decline`, {})
  finish('Thank you', 'Nothing was kept. The company will offer you a call of the same length instead; it counts the same.')
})

$('agree').addEventListener('click', () => {
  $('notice').hidden = true
  $('tasks').hidden = false
  watch($('copy'))
  watch($('compose'))
  collecting = collect()
  show(2, 'copy a sentence', $('copy'))
})
$('decline').addEventListener('click', decline)
$('stop').addEventListener('click', decline)
$('next').addEventListener('click', () => {
  $('copyTask').hidden = true
  $('composeTask').hidden = false
  show(3, 'write a short answer', $('compose'))
})
$('tasks').addEventListener('submit', guarded(async () => {
  $('progress').textContent = 'Step 3 of 4: sending'
  const collected = await collecting
  const country = $('claim').value.trim().toUpperCase()
  const visit = { consent: true, identity: about.comparesHands && $('identity').checked, claim: /^[A-Z]{2}$/.test(country) ? { zone: null, country } : null, ...collected }
  await send(address, { ...visit, typing })
  finish('Done, thank you', 'You can close this page. If a question comes up, a person asks you; nothing is decided by this page.', visit)
}))

show(1, 'read and decide')
about = { ...about, ...(await orNull(() => fetch('/check-in/about.json').then((answer) => answer.json()))) }
if (about.organisation) {
  $('asker').textContent = about.organisation
  $('who').textContent = `${about.organisation} · check-in`
}
$('exitNotice').hidden = !about.asksExit
$('identityBox').hidden = !about.comparesHands
