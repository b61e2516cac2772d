import type { ResumeFormat } from '../document.ts'
import { binaryText } from './clean.ts'

/** What a file is by its content; `image` for scans, null for what is no document. The name is not believed. */
export type Sniffed = ResumeFormat | 'zip' | 'image' | 'office-binary' | null

export function sniff(bytes: Uint8Array): Sniffed {
  const head = binaryText(bytes.subarray(0, 1_024))
  // A PDF header may stand anywhere in the first kilobyte; readers accept that, so a polyglot can hide there.
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return 'zip'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'office-binary'
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\u0000|MM\u0000\*|RIFF....WEBP)/s.test(head)) return 'image'
  if (!isText(bytes)) return null
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (/^(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/i.test(text)) return 'html'
  return text.startsWith('{') ? 'json' : 'text'
}

/** Whether the first 64 KB could be text: UTF-16, or without zero bytes and with few control characters. */
function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 65_536)
  if (head.length === 0) return false
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  let control = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++
  }
  return control <= head.length * 0.01
}
