// Beside the page's thread: Silero's speech detector on both voices, and what speech they hold.
import * as ort from './ort.mjs'
import { segmenter } from './segments.js'

ort.env.wasm.numThreads = 1
ort.env.wasm.wasmPaths = '/meet/'

const session = await ort.InferenceSession.create('/meet/silero.onnx')
const rate = new ort.Tensor('int64', BigInt64Array.from([16_000n]), [])
const voices = ['me', 'them'].map((who) => ({ who, state: new ort.Tensor('float32', new Float32Array(256), [2, 1, 128]), segments: segmenter(), speaks: false }))

let queue = Promise.resolve()
addEventListener('message', ({ data: { from, steps } }) => {
  queue = queue.then(async () => {
    for (const [k, voice] of voices.entries()) {
      const answer = await session.run({ input: new ort.Tensor('float32', steps[k], [1, steps[k].length]), state: voice.state, sr: rate })
      voice.state = answer.stateN
      const segment = voice.segments.push(steps[k], from, answer.output.data[0])
      if (segment !== null) postMessage({ who: voice.who, ...segment })
      if (voice.segments.speaking() !== voice.speaks) {
        voice.speaks = !voice.speaks
        postMessage({ who: voice.who, speaks: voice.speaks, atMs: from / 16 })
      }
    }
  })
})
postMessage({ ready: true })
