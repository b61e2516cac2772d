import { tlpLabels, type ReadMessage, type Tlp } from './draft.ts'

const tlp =
  /(?<![a-z])(?:TLP(?:\s?v?2(?:\.0)?)?|traffic[- ]light(?: protocol)?)\s*[:=\-–—/]?\s*[[("*_`]{0,3}\s*(RED|AMBER\s*(?:[+\-_/&]|plus|and)?\s*STRICT|AMBER|GREEN|CLEAR|WHITE)(?![a-z])/gi
const pap = /(?<![a-z])PAP\s*[:=\-–—]?\s*(RED|AMBER|GREEN|CLEAR|WHITE)(?![a-z])/gi

/** The strictest TLP label a message carries; the old WHITE is CLEAR. */
export function readTlp(text: string): Tlp | null {
  const found = [...text.matchAll(tlp)].map(([, label = '']) => {
    const upper = label.toUpperCase()
    return upper === 'WHITE' ? 'CLEAR' : upper.includes('STRICT') ? 'AMBER+STRICT' : (upper as Tlp)
  })
  return found.length === 0 ? null : found.reduce((a, b) => (tlpLabels.indexOf(a) >= tlpLabels.indexOf(b) ? a : b))
}

export function readPap(text: string): ReadMessage['pap'] {
  const order = ['CLEAR', 'GREEN', 'AMBER', 'RED'] as const
  const found = [...text.matchAll(pap)].map(([, label = '']) =>
    label.toUpperCase() === 'WHITE' ? 'CLEAR' : (label.toUpperCase() as (typeof order)[number]),
  )
  return found.length === 0 ? null : found.reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b))
}
