import type { PresenceEvent } from '../../measure/rhythm/event.ts'

const DAY = 86_400_000

/**
 * Office hours of one account, seeded by its name: working days, `perDay` facts between nine and five of a clock.
 *
 * @param to    end, milliseconds since 1970
 * @param ahead hours by which the clock they live by is ahead of UTC
 */
export function officeHours(account: string, days: number, to: number, more: { ahead?: number; perDay?: number; source?: string; device?: string } = {}): PresenceEvent[] {
  const { ahead = 0, perDay = 6, source = 'okta', device = 'laptop' } = more
  const out: PresenceEvent[] = []
  let state = [...account].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const today = Math.floor(to / DAY)
  for (let day = today - days; day < today; day++) {
    if ((((day + 3) % 7) + 7) % 7 >= 5) continue
    for (let n = 0; n < perDay; n++) {
      const at = Math.round(day * DAY + (9 + 8 * next() - ahead) * 3_600_000)
      out.push({ source, id: `${account}-${day}-${n}`, account, at, received: null, class: 'interactive', session: null, device, network: 'home', asn: null, country: 'PT', offset: null, client: 'chrome/macos', author: null, factor: null })
    }
  }
  return out
}
