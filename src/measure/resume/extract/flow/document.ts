import type { Image, Lineage, Made, ResumeDocument, ResumeFormat } from '../../document.ts'
import { perceptualHash } from '../../../image/perceptual.ts'
import { assemble } from '../assemble.ts'
import { limits } from '../limits.ts'
import type { Tools } from '../tools.ts'
import type { Block, Sheet } from './blocks.ts'
import { setOut } from './index.ts'

interface Source {
  readonly format: ResumeFormat
  readonly blocks: readonly Block[]
  readonly sheet: Sheet
  readonly made: Made
  readonly lineage: Lineage
  readonly tools: Tools
  /** Bytes of an embedded picture, or null. */
  readonly picture: (part: string) => Uint8Array | null
}

/** A document of a format without pages, set out on pages. */
export function flowed({ format, blocks, sheet, made, lineage, tools, picture }: Source): ResumeDocument {
  const { pages, pieces, shapes, images, links } = setOut(blocks, sheet)
  const { lines, text } = assemble(pieces.slice(0, limits.runs), pages, 'drawn')
  const fonts = [...new Set(lines.flatMap((line) => line.runs.map((run) => run.font)))]
  return {
    format,
    geometry: 'estimated',
    pages,
    lines,
    shapes: shapes.slice(0, limits.shapes),
    images: images.slice(0, limits.images).map((image) => hashed(image, picture, tools)),
    links,
    text,
    made,
    lineage: { ...lineage, fonts },
    gaps: {},
  }
}

function hashed(
  { page, box, part }: { page: number; box: Image['box']; part: string },
  picture: Source['picture'],
  tools: Tools,
): Image {
  const bytes = picture(part)
  const pixels = bytes === null ? null : tools.pixels(bytes)
  return {
    page,
    box,
    width: pixels?.width ?? 0,
    height: pixels?.height ?? 0,
    digest: bytes === null ? null : tools.sha256(bytes),
    perceptual: pixels === null ? null : perceptualHash(pixels),
  }
}
