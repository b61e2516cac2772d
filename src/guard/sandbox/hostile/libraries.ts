/** Uses the libraries our parsers use, to prove that they work under the sandbox's flags. Runs in the sandbox only. */
import { strToU8, unzipSync, zipSync } from 'fflate'
import { parse as parseHtml } from 'parse5'
import PostalMime from 'postal-mime'
import { getDocument } from 'pdfjs-dist'

// pdf.js finds its "worker" here and runs it in this thread; it may not start a real one. The package types no module
// for it, hence the `as string`. The modern build, not `legacy/`: that one costs 150 ms more to load in Node.
;(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = await import('pdfjs-dist/build/pdf.worker.mjs' as string)

export async function parse(bytes: Uint8Array, name: string): Promise<unknown> {
  if (name.endsWith('.pdf')) return pdfText(bytes)
  // What a careless DOCX reader does with a bomb: unpack all of it, and make one string of it.
  if (name.endsWith('.docx')) return new TextDecoder().decode(unzipSync(bytes)['word/document.xml']).length
  const zipped = zipSync({ 'a.txt': strToU8('zipped') })
  const mail = await PostalMime.parse('Subject: hello\r\n\r\nbody')
  return {
    zip: new TextDecoder().decode(unzipSync(zipped)['a.txt']),
    html: parseHtml('<p>x').childNodes.length,
    mail: mail.subject,
  }
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    verbosity: 0,
  } as object)
  const document = await task.promise
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join('')
}
