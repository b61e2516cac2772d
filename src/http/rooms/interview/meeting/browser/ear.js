// Hears both voices on one clock: ours from the microphone, theirs as it comes out here.

/**
 * @param mine our stream
 * @param onSegment `{ who: 'me' | 'them', startMs, endMs }` on the page's clock (performance.now)
 */
export async function openEar(mine, { onSegment, onReady }) {
  const context = new AudioContext({ sampleRate: 16_000, latencyHint: 'interactive' })
  await context.audioWorklet.addModule('/meet/tap.js')
  const tap = new AudioWorkletNode(context, 'tap', { numberOfInputs: 2, numberOfOutputs: 0 })
  const worker = new Worker('/meet/hearing.js', { type: 'module' })
  const ours = context.createMediaStreamSource(mine)
  ours.connect(tap, 0, 0)
  let theirs = null
  // Sample times become page times; both voices are on the same samples, so their distance is exact.
  const began = () => {
    const { contextTime, performanceTime } = context.getOutputTimestamp()
    return performanceTime > 0 ? performanceTime - 1000 * contextTime : performance.now() - 1000 * context.currentTime
  }
  tap.port.addEventListener('message', ({ data }) => worker.postMessage(data))
  tap.port.start()
  worker.addEventListener('message', ({ data }) => {
    if (data.ready) onReady()
    else if (data.startMs !== undefined) onSegment({ who: data.who, startMs: data.startMs + began(), endMs: data.endMs + began() })
  })
  return {
    resume: () => context.resume(),
    listenTo(stream) {
      if (stream.getAudioTracks().length === 0) return
      theirs?.disconnect()
      theirs = context.createMediaStreamSource(stream)
      theirs.connect(tap, 0, 1)
    },
    close() {
      worker.terminate()
      void context.close()
    },
  }
}
