// The connection of the two ends: made anew when one of them reloads, repaired when the network changes.

/** A connection that has lost its way is repaired after this long. */
const LOST_MS = 4000

/**
 * @param media our own tracks
 * @param isFirst this end makes the offers; the other one answers
 * @param send a message to the other end, through the server
 * @param servers asks for the ways to connect, with fresh passwords
 * @param heard called with the other end's stream, and with each change of the connection
 */
export function openLine({ media, isFirst, send, servers, onStream, onState }) {
  let connection = null
  let round = 0
  let early = []
  let lostSince = 0

  async function fresh() {
    connection?.close()
    early = []
    round += 1
    connection = new RTCPeerConnection({ iceServers: await servers(), bundlePolicy: 'max-bundle' })
    const mine = connection
    for (const track of media.getTracks()) mine.addTrack(track, media)
    // Without a camera we still want to see the other end.
    if (media.getVideoTracks().length === 0) mine.addTransceiver('video', { direction: 'recvonly' })
    mine.addEventListener('icecandidate', ({ candidate }) => candidate && send({ type: 'candidate', candidate: candidate.toJSON(), round }))
    mine.addEventListener('track', ({ streams, track }) => onStream(streams[0] ?? new MediaStream([track])))
    mine.addEventListener('connectionstatechange', () => mine === connection && onState(mine.connectionState))
    return mine
  }

  async function offer(iceRestart) {
    const mine = iceRestart && connection !== null ? connection : await fresh()
    await mine.setLocalDescription(await mine.createOffer({ iceRestart }))
    send({ type: 'offer', sdp: mine.localDescription.sdp, round, again: iceRestart })
  }

  const watch = setInterval(() => {
    const state = connection?.connectionState
    if (state !== 'disconnected' && state !== 'failed') lostSince = 0
    else if (lostSince === 0) lostSince = performance.now()
    else if (isFirst && performance.now() - lostSince > LOST_MS) {
      lostSince = 0
      void offer(true)
    }
  }, 1000)
  const changed = () => isFirst && connection !== null && void offer(true)
  navigator.connection?.addEventListener?.('change', changed)
  addEventListener('online', changed)

  return {
    connection: () => connection,
    /** What the other end says. */
    async letter(message) {
      if (message.type === 'hello') {
        if (isFirst) await offer(false)
        else send({ type: 'hello' })
      } else if (message.type === 'offer' && !isFirst) {
        const mine = message.again && connection !== null ? connection : await fresh()
        round = message.round
        await mine.setRemoteDescription({ type: 'offer', sdp: message.sdp })
        for (const candidate of early.splice(0)) await mine.addIceCandidate(candidate).catch(() => undefined)
        await mine.setLocalDescription(await mine.createAnswer())
        send({ type: 'answer', sdp: mine.localDescription.sdp, round })
      } else if (message.type === 'answer' && isFirst && message.round === round) {
        await connection.setRemoteDescription({ type: 'answer', sdp: message.sdp })
        for (const candidate of early.splice(0)) await connection.addIceCandidate(candidate).catch(() => undefined)
      } else if (message.type === 'candidate') {
        if (connection?.remoteDescription) await connection.addIceCandidate(message.candidate).catch(() => undefined)
        else early.push(message.candidate)
      }
    },
    close() {
      clearInterval(watch)
      removeEventListener('online', changed)
      navigator.connection?.removeEventListener?.('change', changed)
      connection?.close()
      connection = null
    },
  }
}

/**
 * What the line takes now: round trip of the connection, and what this end's buffer holds sound back.
 *
 * @see https://www.w3.org/TR/webrtc-stats/ (currentRoundTripTime; jitterBufferDelay over jitterBufferEmittedCount)
 */
export function lineMeter() {
  let before = null
  return async (connection) => {
    const stats = await connection.getStats()
    let roundTrip = null
    let buffer = null
    for (const one of stats.values()) {
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded' && typeof one.currentRoundTripTime === 'number') roundTrip = one.currentRoundTripTime
      if (one.type === 'inbound-rtp' && one.kind === 'audio') buffer = { held: one.jitterBufferDelay ?? 0, out: one.jitterBufferEmittedCount ?? 0 }
    }
    const playout = buffer !== null && before !== null && buffer.out > before.out ? (1000 * (buffer.held - before.held)) / (buffer.out - before.out) : null
    before = buffer
    return { roundTripMs: roundTrip === null ? null : 1000 * roundTrip, playoutMs: playout === null ? null : Math.min(2000, Math.max(0, playout)) }
  }
}
