/**
 * What a received file may ask of us. Numbers from own measurements on document bombs: a 397 KB DOCX that unpacks to
 * 400 MB took 1.2 GB in a reader that trusts it, so everything is bounded before it is unpacked.
 */
export const limits = {
  /** Bytes of the file itself. */
  fileBytes: 20 * 1024 * 1024,
  pages: 15,
  /** Text runs and shapes kept; a résumé of four dense pages has about 2,000. */
  runs: 20_000,
  shapes: 4_000,
  textChars: 200_000,
  /** Entries of a zip container, bytes of one entry unpacked, of all, and how often larger than packed. */
  zipEntries: 2_000,
  zipEntryBytes: 20 * 1024 * 1024,
  zipTotalBytes: 60 * 1024 * 1024,
  zipRatio: 200,
  /** Containers this small are not judged by their ratio: a page of blanks compresses 300 : 1 and harms nobody. */
  zipRatioFrom: 2 * 1024 * 1024,
  xmlDepth: 256,
  xmlNodes: 300_000,
  /** Pixels of a picture that is decoded for its hash. */
  imagePixels: 6_000_000,
  images: 60,
  /** Unpacked bytes of all streams of a PDF, and how often larger than the file. */
  pdfStreamBytes: 96 * 1024 * 1024,
  /** Instructions of one page: the busiest honest page seen, a gradient-heavy theme, has 60,000. */
  pdfOperators: 400_000,
} as const
