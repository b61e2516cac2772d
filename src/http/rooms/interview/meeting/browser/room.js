// The verification room: two people, their browsers, and nobody else.
import { openEar } from './ear.js'
import { lineMeter, openLine } from './line.js'
import { keepSeat, leaveSeat, post, receive, Refused, seatToken } from './post.js'

const $ = (id) => document.getElementById(id)
/** How often the line is measured, and what was measured is handed over. */
const SAMPLE_MS = 1000
const REPORT_MS = 4000
/** The other end is called away when it has asked for nothing this long. */
const AWAY_MS = 30_000

const over = new AbortController()
let begun = 0
const now = () => performance.now() - begun

function trouble(sentence) {
  $('trouble').textContent = sentence
  $('trouble').hidden = false
}

async function enter() {
  const token = location.hash.slice(1)
  // The token leaves the address at once: it is used up, and a screenshot must not show it.
  if (token !== '') history.replaceState(null, '', '/meet/')
  try {
    if (token !== '') keepSeat((await post('enter', { token })).token)
    if (seatToken() === null) throw new Refused('This page opens by a link that was sent to you. Each link works once.')
    const { seat, now: callMs } = await post('servers')
    begun = performance.now() - callMs
    before(seat)
  } catch (error) {
    $('answer').textContent = 'You cannot come in with this.'
    trouble(error.message)
  }
}

function before(seat) {
  $('answer').textContent = seat === 'candidate' ? 'Your interview is about to begin.' : 'The room is yours.'
  $('notice').textContent = seat === 'candidate' ? 'You will see and hear the interviewer in this page. Nothing has to be installed.' : 'The candidate joins by the other link. Keep the interview page beside this window.'
  $('before').hidden = false
  const join = (video) => async () => {
    try {
      // The echo filter stays on, or the loudspeaker would answer for the candidate; the noise filter eats the edges of words.
      const media = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: false }, video: video && { width: { ideal: 1280 }, height: { ideal: 720 } } })
      await meet(seat, media)
    } catch (error) {
      trouble(error.name === 'NotAllowedError' ? 'The browser may not use the microphone. Allow it in the address bar and join again.' : `It did not work: ${error.message}`)
    }
  }
  $('join').addEventListener('click', join(true))
  $('join-voice').addEventListener('click', join(false))
}

async function meet(seat, media) {
  $('before').hidden = true
  $('trouble').hidden = true
  $('during').hidden = false
  $('times').hidden = seat !== 'interviewer'
  $('answer').textContent = 'Waiting for the other side.'
  $('me').srcObject = media
  const pending = { turns: [], network: [] }
  let playoutMs = null
  const ear = await openEar(media, {
    onReady: () => document.body.setAttribute('data-ear', 'open'),
    onSegment({ who, startMs, endMs }) {
      const speaker = (who === 'me') === (seat === 'interviewer') ? 'interviewer' : 'candidate'
      const turn = { speaker, startMs: Math.max(0, startMs - begun), endMs: Math.max(0, endMs - begun) }
      pending.turns.push(turn)
      if (seat === 'interviewer') draw(turn)
    },
  })
  await ear.resume()
  const say = (message) => void post('send', message).catch((error) => error instanceof Refused && refused(error.message))
  const line = openLine({
    media,
    isFirst: seat === 'interviewer',
    send: say,
    servers: async () => (await post('servers')).servers,
    onStream(stream) {
      if ($('them').srcObject !== stream) $('them').srcObject = stream
      ear.listenTo(stream)
    },
    onState(state) {
      document.body.setAttribute('data-line', state)
      $('answer').textContent = { connected: 'You are connected.', connecting: 'Connecting …', failed: 'The connection broke. It is being repaired.', disconnected: 'The connection falters. It is being repaired.' }[state] ?? 'Waiting for the other side.'
    },
  })
  const leave = () => {
    over.abort()
    clearInterval(sampling)
    clearInterval(reporting)
    line.close()
    ear.close()
    for (const track of media.getTracks()) track.stop()
    $('during').hidden = true
  }
  const refused = (sentence) => {
    leave()
    $('answer').textContent = 'This seat is taken.'
    trouble(sentence)
  }
  const meter = lineMeter()
  const sampling = setInterval(async () => {
    const connection = line.connection()
    if (connection?.connectionState !== 'connected') return
    const sample = await meter(connection)
    if (sample.playoutMs !== null) playoutMs = sample.playoutMs
    if (seat !== 'interviewer' || sample.roundTripMs === null) return
    pending.network.push({ atMs: now(), ...sample })
    $('line').textContent = `The line takes ${Math.round(sample.roundTripMs)} ms there and back; what it takes is taken off.`
  }, SAMPLE_MS)
  const reporting = setInterval(() => {
    const told = { turns: seat === 'interviewer' ? pending.turns.splice(0, 500) : [], network: pending.network.splice(0, 200), playoutMs }
    if (seat === 'interviewer' ? told.turns.length + told.network.length === 0 : playoutMs === null) return
    post('report', told).catch((error) => {
      if (error instanceof Refused) return refused(error.message)
      // Kept for the next time the server answers.
      pending.turns.unshift(...told.turns)
      pending.network.unshift(...told.network)
    })
  }, REPORT_MS)
  void receive(
    (message) => (message.type === 'bye' ? void ($('state').textContent = 'The other side has left.') : line.letter(message)),
    (away) => {
      $('state').textContent = away === null || away > AWAY_MS ? 'The other side is away. It is let in again when it comes back.' : ''
    },
    refused,
    over.signal,
  )
  say({ type: 'hello' })

  $('mute').addEventListener('click', () => toggle($('mute'), media.getAudioTracks()))
  $('hide').addEventListener('click', () => toggle($('hide'), media.getVideoTracks()))
  $('leave').addEventListener('click', () => {
    say({ type: 'bye' })
    leaveSeat()
    leave()
    $('answer').textContent = 'You have left. You can close this page.'
  })
  if (media.getVideoTracks().length === 0) $('hide').hidden = $('me').hidden = true
}

function toggle(button, tracks) {
  const off = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(off))
  for (const track of tracks) track.enabled = !off
}

/** The last minute: the interviewer above, filled; the candidate below, outlined. */
const drawn = []
function draw(turn) {
  drawn.push(turn)
  const to = now()
  const rects = drawn
    .filter(({ endMs }) => endMs > to - 60_000)
    .map(({ speaker, startMs, endMs }) => {
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
      rect.setAttribute('class', speaker === 'interviewer' ? 'me' : 'them')
      rect.setAttribute('x', String(600 - (to - startMs) / 100))
      rect.setAttribute('y', speaker === 'interviewer' ? '12' : '42')
      rect.setAttribute('width', String(Math.max(2, (endMs - startMs) / 100)))
      rect.setAttribute('height', '16')
      return rect
    })
  $('score').replaceChildren(...rects)
}

void enter()
