import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import { SallyportError } from '../../../../core/errors.ts'
import { perceptualHash, type Pixels } from '../../../image/perceptual.ts'
import {
  noLineage,
  type Hidden,
  type Image,
  type Link,
  type Page,
  type ResumeDocument,
  type Shape,
} from '../../document.ts'
import { assemble, round, type Piece } from '../assemble.ts'
import { binaryText, contrast, fontFamily, isBoldName, isItalicName } from '../clean.ts'
import { limits } from '../limits.ts'
import type { Tools } from '../tools.ts'
import { unpackedBytes } from './bombs.ts'
import { interpret, type Drawn, type Face } from './interpret.ts'
import type { Matrix } from './matrix.ts'
import { packetOf, pdfLineage, pdfMade } from './metadata.ts'
import { openPdf } from './open.ts'

/**
 * Reads a PDF: text with geometry, faces and colours, shapes, pictures, links, metadata and lineage.
 *
 * @throws SallyportError SP_RESUME_EXPANDS, SP_RESUME_ENCRYPTED, SP_RESUME_PAGES, SP_RESUME_BROKEN
 */
export async function readPdf(bytes: Uint8Array, tools: Tools): Promise<ResumeDocument> {
  const raw = binaryText(bytes)
  unpackedBytes(bytes, raw, tools)
  const { document, close } = await openPdf(bytes)
  try {
    const fonts = new Map<string, Face>()
    const parts: PagePart[] = []
    const links = await annotatedLinks(document)
    for (let number = 1; number <= document.numPages; number++) {
      parts.push(await readPage(await document.getPage(number), number, fonts, links, tools))
    }
    const { info } = (await document.getMetadata()) as unknown as { info: Record<string, unknown> }
    const packet = packetOf(raw)
    const pages = parts.map((part) => part.page)
    const { lines, text } = assemble(parts.flatMap((part) => part.pieces).slice(0, limits.runs), pages, 'geometric')
    return {
      format: 'pdf',
      geometry: 'exact',
      pages,
      lines,
      shapes: parts.flatMap((part) => part.shapes).slice(0, limits.shapes),
      images: parts.flatMap((part) => part.images).slice(0, limits.images),
      links: parts.flatMap((part) => part.links),
      text,
      made: pdfMade(info, packet),
      lineage: {
        ...noLineage,
        ...pdfLineage(raw, packet),
        fonts: [...new Set([...fonts.values()].map((face) => face.family))],
      },
      gaps: text.trim() === '' ? { 'resume.text': 'the page is a picture: it has no text layer' } : {},
    }
  } catch (thrown) {
    throw unreadable(thrown)
  } finally {
    await close()
  }
}

/** Pages that cannot be laid hold of: the library's own errors name no cause a person could act on. */
function unreadable(thrown: unknown): SallyportError {
  if (thrown instanceof SallyportError) return thrown
  return new SallyportError('SP_RESUME_BROKEN', 'The PDF opens, but its pages are damaged or refer to themselves.')
}

interface PagePart {
  readonly page: Page
  readonly pieces: Piece[]
  readonly shapes: Shape[]
  readonly images: Image[]
  readonly links: Link[]
}

async function readPage(
  page: PDFPageProxy,
  number: number,
  fonts: Map<string, Face>,
  links: readonly Annotated[],
  tools: Tools,
): Promise<PagePart> {
  const viewport = page.getViewport({ scale: 1 })
  const base = viewport.transform as unknown as Matrix
  // annotationMode 0: what is drawn for annotations is not part of the page; links are asked for below.
  const list = await page.getOperatorList({ annotationMode: 0 })
  if (list.fnArray.length > limits.pdfOperators) {
    throw new SallyportError(
      'SP_RESUME_EXPANDS',
      `Page ${number} holds ${list.fnArray.length.toLocaleString('en')} drawing instructions, so it was not read.`,
      {
        page: number,
        instructions: list.fnArray.length,
      },
    )
  }
  await loadFaces(page, list, fonts)
  const drawn = interpret(list, base, (id) => fonts.get(id) ?? null)
  const size = { width: round(viewport.width), height: round(viewport.height) }
  const part: PagePart = { page: size, pieces: [], shapes: [], images: [], links: linksOn(links, number, base) }
  const grounds: { box: readonly [number, number, number, number]; colour: string }[] = []
  for (const thing of drawn) {
    if (thing.kind === 'text') {
      const hidden = hiddenBy(thing, size, grounds)
      part.pieces.push({ ...thing.piece, page: number, ...(hidden === null ? {} : { hidden }) })
    } else if (thing.kind === 'image') {
      grounds.push({ box: thing.box, colour: 'pattern' })
      if (part.images.length < limits.images) part.images.push(await readImage(page, number, thing, tools))
    } else if (thing.colour !== 'none' && thing.alpha > 0.02) {
      const [x0, y0, x1, y1] = thing.box
      if (thing.kind === 'fill' && (x1 - x0) * (y1 - y0) > 100)
        grounds.push({ box: thing.box, colour: thing.alpha > 0.9 ? thing.colour : 'pattern' })
      const visible = x1 > 0 && y1 > 0 && x0 < size.width && y0 < size.height
      if (visible && part.shapes.length < limits.shapes) {
        part.shapes.push({
          page: number,
          box: [round(x0), round(y0), round(x1), round(y1)],
          colour: thing.colour,
          kind: thing.kind,
        })
      }
    }
  }
  page.cleanup()
  return part
}

/** Why a reader of the printed page would not see this text. */
function hiddenBy(
  drawn: Extract<Drawn, { kind: 'text' }>,
  page: Page,
  grounds: readonly { box: readonly [number, number, number, number]; colour: string }[],
): Hidden | null {
  const { piece, mode, alpha } = drawn
  if (mode === 3 || mode === 7 || alpha < 0.02) return 'invisible-mode'
  const middle = [piece.x + piece.width / 2, piece.baseline - 0.3 * piece.size] as const
  if (middle[0] < 0 || middle[1] < 0 || middle[0] > page.width || middle[1] > page.height) return 'off-page'
  if (piece.size < 1.5) return 'tiny'
  const ground =
    grounds.findLast(
      ({ box }) => box[0] <= middle[0] && box[2] >= middle[0] && box[1] <= middle[1] && box[3] >= middle[1],
    )?.colour ?? '#ffffff'
  return ground !== 'pattern' &&
    piece.colour.startsWith('#') &&
    ground.startsWith('#') &&
    contrast(piece.colour, ground) < 1.15
    ? 'same-colour'
    : null
}

async function loadFaces(
  page: PDFPageProxy,
  list: { fnArray: readonly number[]; argsArray: readonly unknown[] },
  fonts: Map<string, Face>,
): Promise<void> {
  for (let i = 0; i < list.fnArray.length; i++) {
    if (list.fnArray[i] !== 37) continue
    const id = String((list.argsArray[i] as unknown[])[0])
    if (fonts.has(id)) continue
    const font = await new Promise<Record<string, unknown> | null>(
      (resolve) => void page.commonObjs.get(id, resolve as (data: unknown) => void),
    )
    const name = String(font?.['name'] ?? 'unknown')
    fonts.set(id, {
      family: fontFamily(name),
      bold: font?.['bold'] === true || font?.['black'] === true || isBoldName(name),
      italic: font?.['italic'] === true || isItalicName(name),
      matrix: (font?.['fontMatrix'] as ArrayLike<number> | undefined) ?? [0.001, 0, 0, 0.001, 0, 0],
      vertical: font?.['vertical'] === true,
    })
  }
}

async function readImage(
  page: PDFPageProxy,
  number: number,
  drawn: Extract<Drawn, { kind: 'image' }>,
  tools: Tools,
): Promise<Image> {
  const store = drawn.id?.startsWith('g_') === true ? page.commonObjs : page.objs
  const data = (
    drawn.id === null
      ? drawn.data
      : await new Promise<unknown>((resolve) => void store.get(drawn.id as string, resolve))
  ) as Decoded | null
  const pixels = data === null || data === undefined ? null : pixelsOf(data)
  const [x0, y0, x1, y1] = drawn.box
  return {
    page: number,
    box: [round(x0), round(y0), round(x1), round(y1)],
    width: data?.width ?? 0,
    height: data?.height ?? 0,
    digest:
      pixels === null
        ? null
        : tools.sha256(new Uint8Array(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength)),
    perceptual: pixels === null ? null : perceptualHash(pixels),
  }
}

interface Decoded {
  readonly width: number
  readonly height: number
  readonly kind?: number
  readonly data?: Uint8Array | Uint8ClampedArray
}

/** Kinds of pdf.js: 1 one bit a pixel, 2 RGB, 3 RGBA. */
function pixelsOf({ width, height, kind, data }: Decoded): Pixels | null {
  if (
    data === undefined ||
    data === null ||
    typeof data === 'string' ||
    width * height === 0 ||
    width * height > limits.imagePixels
  )
    return null
  if (kind === 2 && data.length >= width * height * 3) return { width, height, channels: 3, data }
  if (kind === 3 && data.length >= width * height * 4) return { width, height, channels: 4, data }
  const stride = (width + 7) >> 3
  if (data.length < stride * height) return null
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      grey[y * width + x] = ((data[y * stride + (x >> 3)] as number) >> (7 - (x & 7))) & 1 ? 255 : 0
  }
  return { width, height, channels: 1, data: grey }
}

/** A link as the reader tells it. */
interface Annotated {
  readonly subtype?: string
  readonly pageIndex?: number
  readonly url?: string
  readonly unsafeUrl?: string
  readonly rect?: number[]
}

/** Asked of the document, not of its pages: for those the reader would take the text of the whole page a second time. */
async function annotatedLinks(document: PDFDocumentProxy): Promise<Annotated[]> {
  const found = (await document.getAnnotationsByType(null as never, new Set())) as Annotated[] | null
  return (found ?? []).filter(({ subtype }) => subtype === 'Link')
}

function linksOn(links: readonly Annotated[], number: number, base: Matrix): Link[] {
  const own = links.filter(({ pageIndex }) => pageIndex === number - 1)
  return own.slice(0, 500).flatMap(({ url: safe, unsafeUrl, rect }) => {
    const url = safe ?? unsafeUrl
    if (url === undefined || rect === undefined) return []
    const [ax = 0, ay = 0, bx = 0, by = 0] = rect
    const corner = (x: number, y: number): readonly [number, number] => [
      base[0] * x + base[2] * y + base[4],
      base[1] * x + base[3] * y + base[5],
    ]
    const [x0, y0] = corner(ax, ay)
    const [x1, y1] = corner(bx, by)
    return [
      {
        url: url.slice(0, 2_000),
        page: number,
        box: [
          round(Math.min(x0, x1)),
          round(Math.min(y0, y1)),
          round(Math.max(x0, x1)),
          round(Math.max(y0, y1)),
        ] as const,
      },
    ]
  })
}
