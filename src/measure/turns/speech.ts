/** A stretch of speech in one channel, milliseconds from its start. */
export interface Segment {
  readonly startMs: number
  readonly endMs: number
}

const frameMs = 10

/** Decibels above the noise floor at which speech begins and goes on; between them a state is kept. */
const begins = 11
const goesOn = 6
/** Speech holds for this long before it counts, and a pause lasts this long before it ends a turn (stop consonants). */
const leastSpeechMs = 60
const leastPauseMs = 350

/**
 * Where somebody speaks in a channel of its own: energy above an adaptive floor, with hysteresis. For recordings with
 * one track a person; the room uses a trained detector. Quick and without a model, but it hears a cough as speech.
 *
 * @param samples mono, −1 to 1
 * @param rate samples a second
 * @returns segments in order; empty for silence or samples that are no numbers
 */
export function speechSegments(samples: Float32Array, rate: number): Segment[] {
  const levels = frameLevels(samples, rate)
  const floor = noiseFloor(levels)
  const segments: { startMs: number; endMs: number }[] = []
  let start = -1
  let lastSpeech = -1
  let run = 0
  for (let f = 0; f < levels.length; f++) {
    const above = levels[f]! - floor
    if (start < 0) {
      run = above > begins ? run + 1 : 0
      if (run * frameMs < leastSpeechMs) continue
      start = firstAbove(levels, f - run + 1, floor + goesOn)
      lastSpeech = f
      run = 0
    } else if (above > goesOn) lastSpeech = f
    else if ((f - lastSpeech) * frameMs >= leastPauseMs) {
      segments.push({ startMs: start * frameMs, endMs: (lastSpeech + 1) * frameMs })
      start = -1
    }
  }
  if (start >= 0) segments.push({ startMs: start * frameMs, endMs: (lastSpeech + 1) * frameMs })
  return segments
}

/** Speech swells: the onset lies where the level first rose, up to 80 ms before it was loud. */
function firstAbove(levels: Float32Array, from: number, level: number): number {
  let first = from
  while (first > 0 && from - first < 8 && levels[first - 1]! > level) first--
  return first
}

/** Level of each 10 ms frame in decibels, of what lies between about 80 Hz (hum, rumble) and 4 kHz (hiss). */
function frameLevels(samples: Float32Array, rate: number): Float32Array {
  const size = Math.max(1, Math.round((rate * frameMs) / 1000))
  const levels = new Float32Array(Math.floor(samples.length / size))
  const keep = 1 - (2 * Math.PI * 80) / rate
  let low = 0
  let before = 0
  for (let f = 0; f < levels.length; f++) {
    let sum = 0
    for (let k = f * size; k < (f + 1) * size; k++) {
      const sample = samples[k]!
      low = keep * low + (1 - keep) * sample
      const high = sample - low
      sum += (high + before) ** 2 / 4
      before = high
    }
    if (!Number.isFinite(sum)) low = before = 0
    levels[f] = Number.isFinite(sum) ? 10 * Math.log10(sum / size + 1e-9) : -90
  }
  return levels
}

/** The level under which a tenth of the frames lie; at least 45 dB under the loudest, so that digital silence is no floor. */
function noiseFloor(levels: Float32Array): number {
  const sorted = Float32Array.from(levels).sort()
  const tenth = sorted[Math.floor(0.1 * sorted.length)] ?? -90
  const loud = sorted[Math.floor(0.99 * sorted.length)] ?? -90
  return Math.max(tenth, loud - 45)
}
