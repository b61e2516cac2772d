// Runs inside a tested page, before it: makes its microphone that of somebody who answers each question after a time of
// the test's choosing. It listens to what comes out of the page, waits for its end, then for the answer's time, and speaks.
// `answering` holds the times in ms and the answer's samples, mono at 48 kHz.
{
  const { times, encoded } = globalThis.answering
  const raw = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
  const context = new AudioContext({ sampleRate: 48_000 })
  const out = context.createMediaStreamDestination()
  const buffer = context.createBuffer(1, raw.byteLength / 4, 48_000)
  buffer.copyToChannel(new Float32Array(raw.buffer), 0)
  // A faint hiss, so that the line never falls silent altogether.
  const hiss = context.createBuffer(1, 48_000, 48_000)
  hiss.getChannelData(0).forEach((_, k, all) => (all[k] = 0.0003 * (Math.random() - 0.5)))
  const noise = new AudioBufferSourceNode(context, { buffer: hiss, loop: true })
  noise.connect(out)
  noise.start()
  navigator.mediaDevices.getUserMedia = async () => {
    await context.resume()
    return out.stream
  }
  let next = 0
  const listen = (stream) => {
    const meter = new AnalyserNode(context, { fftSize: 512 })
    context.createMediaStreamSource(stream).connect(meter)
    const level = new Float32Array(512)
    let loudAt = 0
    let lasted = 0
    let before = context.currentTime
    setInterval(() => {
      meter.getFloatTimeDomainData(level)
      const now = context.currentTime
      if (Math.max(...level.map(Math.abs)) > 0.02) {
        lasted += now - before
        loudAt = now
      } else if (now - loudAt > 0.25) {
        if (lasted > 0.6 && next < times.length) {
          const speech = new AudioBufferSourceNode(context, { buffer })
          speech.connect(out)
          speech.start(Math.max(context.currentTime, loudAt + times[next++] / 1000))
        }
        lasted = 0
      }
      before = now
    }, 5)
  }
  const seen = new Set()
  setInterval(() => {
    const stream = document.querySelector('#them')?.srcObject
    if (stream instanceof MediaStream && stream.getAudioTracks().length > 0 && !seen.has(stream)) {
      seen.add(stream)
      listen(stream)
    }
  }, 200)
}
