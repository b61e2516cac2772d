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
  const meter = levelMeter(rate)
  meter.push(samples)
  return segmentsOf(meter.levels())
}

/** The same of the levels of a channel, which for two hours are three megabytes. */
export function segmentsOf(levels: Float32Array): Segment[] {
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

export interface LevelMeter {
  /** Takes the next samples, mono, −1 to 1, however many. */
  push(samples: Float32Array): void
  /** Level of each whole 10 ms frame so far, decibels. */
  levels(): Float32Array
}

/** Levels of what lies between about 80 Hz (hum, rumble) and 4 kHz (hiss), taken as the sound streams by. */
export function levelMeter(rate: number): LevelMeter {
  const size = Math.max(1, Math.round((rate * frameMs) / 1000))
  const keep = 1 - (2 * Math.PI * 80) / rate
  let levels = new Float32Array(6000)
  let count = 0
  let low = 0
  let before = 0
  let sum = 0
  let filled = 0
  return {
    push(samples) {
      for (const sample of samples) {
        low = keep * low + (1 - keep) * sample
        const high = sample - low
        sum += (high + before) ** 2 / 4
        before = high
        if (++filled < size) continue
        if (!Number.isFinite(sum)) low = before = 0
        if (count === levels.length) {
          const more = new Float32Array(2 * count)
          more.set(levels)
          levels = more
        }
        levels[count++] = Number.isFinite(sum) ? 10 * Math.log10(sum / size + 1e-9) : -90
        sum = filled = 0
      }
    },
    levels: () => levels.slice(0, count),
  }
}

/** The level under which a tenth of the frames lie; at least 45 dB under the loudest, so that digital silence is no floor. */
function noiseFloor(levels: Float32Array): number {
  const sorted = Float32Array.from(levels).sort()
  const tenth = sorted[Math.floor(0.1 * sorted.length)] ?? -90
  const loud = sorted[Math.floor(0.99 * sorted.length)] ?? -90
  return Math.max(tenth, loud - 45)
}
