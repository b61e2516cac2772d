// Where somebody speaks: the trained detector says whether a sound is a voice, the level says to 10 ms when it began and ended.

const RATE = 16_000
export const STEP = 512
const LEVEL = 160
/** The detector's own thresholds: a voice begins above the first and lasts down to the second. */
const BEGINS = 0.5
const LASTS = 0.35
/** A pause this long ends a turn; a stop consonant has less. */
const PAUSE_MS = 350
const LEAST_MS = 100
/** Decibels over the floor that are sound. */
const SOUND = 9
/** What lies further under the voice is its echo in the room, or the codec. */
const UNDER = 32
const INSIDE_MS = 64
/** So far from there the sound of a voice may begin or end, and so long may a hole in it be. */
const REACH_MS = 320
const HOLE_MS = 50

/** Follows one voice. `push` takes 512 samples and the detector's word on them; gives a finished stretch of speech or null. */
export function segmenter() {
  const levels = []
  let first = 0
  let start = -1
  let last = -1
  const levelAt = (ms) => levels[Math.floor(ms / 10) - first] ?? -100

  // A step is 3.2 stretches of 10 ms: what is left over belongs to the next.
  let sum = 0
  let filled = 0
  function remember(samples, fromMs) {
    if (levels.length === 0 && filled === 0) first = Math.floor(fromMs / 10)
    for (const sample of samples) {
      sum += sample * sample
      if (++filled < LEVEL) continue
      levels.push(10 * Math.log10(sum / LEVEL + 1e-9))
      sum = filled = 0
    }
    if (levels.length > 4000) first += levels.splice(0, levels.length - 3000).length
  }

  /** Above this a level is sound: over the quiet tenth of the last ten seconds, and not too far under the voice itself. */
  function soundLevel(from, to) {
    const sorted = levels.slice(-1000).sort((a, b) => a - b)
    const voice = levels.slice(Math.max(0, Math.floor(from / 10) - first), Math.floor(to / 10) - first + 1).sort((a, b) => a - b)
    const loud = voice[Math.floor(0.9 * voice.length)] ?? -30
    return Math.max((sorted[Math.floor(0.1 * sorted.length)] ?? -90) + SOUND, loud - UNDER)
  }

  /** From a place inside the voice to where its sound ends, in one direction; short holes are stop consonants. */
  function edge(inside, direction, level) {
    let reached = inside
    for (let ms = inside; Math.abs(ms - inside) <= REACH_MS; ms += 10 * direction) {
      if (levelAt(ms) > level) reached = ms
      else if (Math.abs(ms - reached) > HOLE_MS) break
    }
    return reached
  }

  return {
    push(samples, fromFrame, chance) {
      const fromMs = (1000 * fromFrame) / RATE
      const toMs = fromMs + (1000 * samples.length) / RATE
      const isVoice = chance > (start < 0 ? BEGINS : LASTS)
      remember(samples, fromMs)
      if (isVoice) {
        if (start < 0) start = fromMs
        last = toMs
        return null
      }
      if (start < 0 || toMs - last < PAUSE_MS) return null
      const level = soundLevel(start, last)
      // The detector is late with both: its first and last steps lie inside the voice, or up to a tenth of a second after it.
      const begun = edge(start + INSIDE_MS, -1, level)
      const ended = edge(last - INSIDE_MS, 1, level) + 10
      start = -1
      return ended - begun < LEAST_MS ? null : { startMs: begun, endMs: ended }
    },
    speaking: () => start >= 0,
  }
}
