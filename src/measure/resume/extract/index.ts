import { SallyportError } from '../../../core/errors.ts'
import type { ResumeDocument } from '../document.ts'
import { readDocx } from './docx/index.ts'
import { readHtml } from './html.ts'
import { readJsonResume } from './json-resume.ts'
import { limits } from './limits.ts'
import { readOdt } from './odt/index.ts'
import { readPdf } from './pdf/index.ts'
import { readRtf } from './rtf.ts'
import { sniff } from './sniff.ts'
import { readText } from './text.ts'
import type { Tools } from './tools.ts'
import { openZip } from './container/zip.ts'

/**
 * Reads a résumé file of any supported format, told by its content and not by its name.
 *
 * @throws SallyportError SP_RESUME_*, SP_TOO_LARGE, SP_UNSUPPORTED; each message says what was found and why it was refused
 */
export async function readDocument(bytes: Uint8Array, tools: Tools): Promise<ResumeDocument> {
  if (bytes.length === 0) throw new SallyportError('SP_RESUME_EMPTY', 'The file has no content: it is 0 bytes long.')
  if (bytes.length > limits.fileBytes) {
    throw new SallyportError(
      'SP_TOO_LARGE',
      `The file has ${Math.round(bytes.length / 1e6)} MB; a résumé of more than ${Math.round(limits.fileBytes / 1e6)} MB is not read.`,
    )
  }
  const document = await readAs(sniff(bytes), bytes, tools)
  if (document.text.trim() === '' && document.images.length === 0 && document.shapes.length === 0) {
    throw new SallyportError('SP_RESUME_EMPTY', 'The document opens, but there is nothing on its pages.')
  }
  return document
}

async function readAs(format: ReturnType<typeof sniff>, bytes: Uint8Array, tools: Tools): Promise<ResumeDocument> {
  switch (format) {
    case 'pdf':
      return readPdf(bytes, tools)
    case 'zip':
      return readContainer(bytes, tools)
    case 'rtf':
      return readRtf(bytes, tools)
    case 'html':
      return readHtml(bytes, tools)
    case 'json':
      return readJsonResume(bytes, tools)
    case 'text':
      return readText(bytes, tools)
    case 'image':
      throw new SallyportError('SP_UNSUPPORTED', 'The file is a picture, not a document, so there is no text to read.')
    case 'office-binary':
      throw new SallyportError(
        'SP_UNSUPPORTED',
        'The file has the binary Office format of before 2007, which is not read.',
      )
    default:
      throw new SallyportError(
        'SP_RESUME_NOT_TEXT',
        'The file is neither a document of a known format nor readable text.',
      )
  }
}

function readContainer(bytes: Uint8Array, tools: Tools): ResumeDocument {
  const { names } = openZip(bytes)
  if (names.includes('content.xml')) return readOdt(bytes, tools)
  if (names.includes('_rels/.rels') || names.includes('word/document.xml')) return readDocx(bytes, tools)
  throw new SallyportError('SP_UNSUPPORTED', 'The file is a zip archive, not a document.')
}
