import { SallyportError, messageOf } from '../../../../core/errors.ts'
import { limits } from '../limits.ts'
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'

/** The reader wants a browser's font loader; we only measure, so it gets one that does nothing. */
const noFonts = { fonts: { add: () => {}, delete: () => {}, clear: () => {} }, documentElement: {} }

/**
 * Opens a PDF without scripting, forms, fonts on screen, or anything fetched.
 *
 * @throws SallyportError SP_RESUME_ENCRYPTED, SP_RESUME_PAGES, SP_RESUME_BROKEN
 */
export async function openPdf(bytes: Uint8Array): Promise<{ document: PDFDocumentProxy; close: () => Promise<void> }> {
  const pdfjs = await reader()
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    enableXfa: false,
    disableFontFace: false,
    fontExtraProperties: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    maxImageSize: limits.imagePixels,
    stopAtErrors: false,
    ownerDocument: noFonts as never,
  })
  task.onPassword = () => {
    throw new SallyportError('SP_RESUME_ENCRYPTED', 'The PDF asks for a password before it shows anything.')
  }
  try {
    const document = await task.promise
    if (document.numPages > limits.pages) {
      throw new SallyportError(
        'SP_RESUME_PAGES',
        `The PDF has ${document.numPages} pages; a résumé of more than ${limits.pages} is not read.`,
        {
          pages: document.numPages,
          limit: limits.pages,
        },
      )
    }
    return { document, close: async () => task.destroy() }
  } catch (thrown) {
    await task.destroy().catch(() => {})
    throw refusal(thrown)
  }
}

function refusal(thrown: unknown): SallyportError {
  if (thrown instanceof SallyportError) return thrown
  const name = thrown instanceof Error ? thrown.name : ''
  if (name === 'PasswordException' || /password/i.test(messageOf(thrown))) {
    return new SallyportError('SP_RESUME_ENCRYPTED', 'The PDF asks for a password before it shows anything.')
  }
  return new SallyportError('SP_RESUME_BROKEN', 'The PDF is damaged or cut off, so that no page of it can be read.')
}

/** Stands in for what a browser draws with. */
function Nothing(): void {}

type Reader = typeof import('pdfjs-dist/legacy/build/pdf.mjs')
let loading: Promise<Reader> | null = null

/** Loaded once, and only where a PDF is read: the library costs 30 MB. */
async function reader(): Promise<Reader> {
  loading ??= (async () => {
    const world = globalThis as unknown as Record<string, unknown>
    // Without these three the library looks for a native canvas and warns; nothing here ever draws.
    world['FontFace'] ??= class FontFace {
      family = ''
      load = async (): Promise<unknown> => this
    }
    world['DOMMatrix'] ??= Nothing
    world['Path2D'] ??= Nothing
    world['ImageData'] ??= Nothing
    // Importing the worker puts it on globalThis, where the reader finds it and starts no thread.
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string)
    return import('pdfjs-dist/legacy/build/pdf.mjs')
  })()
  return loading
}
