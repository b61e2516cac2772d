/**
 * How answers are timed: published figures, in seconds. On video calls people need about half a second more than face to
 * face (Boland et al. 2022: yes/no 976 ms against 297 ms including transmission, conversation 487 ms against 135 ms);
 * people differ by a quarter of a second, one person's answers by nearly half (simulation of research B1).
 */
export const answering = {
  personMean: 0.55,
  personSpread: 0.27,
  /** One person in three is taken to be slower throughout: more than there are, because it is they whom a mistake hits. */
  slowShare: 0.35,
  slowMean: 1.05,
  slowSpread: 0.32,
  /**
   * One person's answers vary by this much, the slower the more: deviation and mean of response times rise together
   * (Wagenmakers & Brown 2007).
   */
  unsteadiness: [0.2, 0.35, 0.5, 0.75],
  withinLeast: 0.2,
  withinPerSecond: 0.4,
  withinSpread: 0.5,
  /** For each kind of question: how many answers need a thought, and how long; equally likely pairs. */
  thinking: {
    'zero-think': [
      [0.1, 1],
      [0.3, 1.5],
      [0.5, 1],
    ],
    easy: [
      [0.3, 1],
      [0.6, 1],
      [0.9, 0.7],
      [0.9, 1.5],
    ],
    hard: [
      [0.5, 1.5],
      [0.9, 1.5],
      [0.9, 3],
    ],
  },
  /** A chain that translates or re-voices: what it adds varies from turn to turn. */
  addedSpread: 0.35,
  addedSpreads: [0.1, 0.35],
  /**
   * Sounds of listening a minute and overlaps a transition, on a direct line and through a chain; one listener in four
   * makes none at all (a muted microphone, noise suppression, a quiet person). Wide guesses.
   */
  lively: {
    silentShare: 0.25,
    direct: { backChannels: 2, overlaps: 0.12 },
    delayed: { backChannels: 0.15, overlaps: 0.02 },
  },
  /** Delays that are looked for. */
  addedLeast: 0.5,
  addedMost: 5,
} as const satisfies Record<string, unknown>

/**
 * Where the differential probes of an undelayed person lie, at their best: stopping after being cut into, lag of speech
 * shadowing (s). Wide on purpose: no rates are published for calls.
 */
export const probing = { interrupt: { mean: 0.45, spread: 0.35 }, shadow: { mean: 0.8, spread: 0.4 } } as const
