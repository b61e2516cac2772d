// What one end tells the server: one call a line, with the seat's token, and an answer or a sentence of what went wrong.
const KEY = 'sallyport.seat'

export const seatToken = () => sessionStorage.getItem(KEY)
export const keepSeat = (token) => sessionStorage.setItem(KEY, token)
export const leaveSeat = () => sessionStorage.removeItem(KEY)

export class Refused extends Error {}

/** @returns the answer; throws Refused when the server says no, TypeError when it does not answer */
export async function post(path, body = {}, signal = undefined) {
  const token = seatToken()
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
  const response = await fetch(`/meet/${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal })
  if (response.status === 204) return null
  const answer = await response.json().catch(() => null)
  if (response.ok) return answer
  const sentence = `${answer?.detail ?? 'The server did not understand.'} ${answer?.advice ?? ''}`
  throw response.status < 500 && response.status !== 429 ? new Refused(sentence) : new Error(sentence)
}

/** Asks for letters for ever; a broken line is tried again, each time a little later. */
export async function receive(onLetter, onPresence, onRefused, signal) {
  let after = 0
  let pause = 500
  while (!signal.aborted) {
    try {
      const { letters, otherAwayMs } = await post('receive', { after }, signal)
      pause = 500
      for (const { n, message } of letters) {
        after = n
        await onLetter(message)
      }
      onPresence(otherAwayMs)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Refused) return onRefused(error.message)
      onPresence(null)
      await new Promise((done) => setTimeout(done, pause))
      pause = Math.min(8000, 2 * pause)
    }
  }
}
