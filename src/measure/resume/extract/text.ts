import { noLineage, nothingMade, type ResumeDocument } from '../document.ts'
import { plainParagraph, plainSheet, type Block } from './flow/blocks.ts'
import { flowed } from './flow/document.ts'
import { limits } from './limits.ts'
import type { Tools } from './tools.ts'

/** Text of unknown encoding: UTF-8, UTF-16 with its mark, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads plain text: each line a paragraph of one face. */
export function readText(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const text = decodeText(bytes).slice(0, limits.textChars)
  const blocks = text.split(/\r\n?|\n/).map((line): Block => ({
    ...plainParagraph,
    spans: [
      { text: line, size: 10, ground: 'pattern', font: 'Courier', bold: false, italic: false, colour: '#000000' },
    ],
  }))
  const document = flowed({
    format: 'text',
    blocks,
    sheet: { ...plainSheet, left: 36, right: 36 },
    made: nothingMade,
    lineage: noLineage,
    tools,
    picture: () => null,
  })
  return { ...document, geometry: 'none', gaps: { 'resume.layout': 'plain text has no layout' } }
}
