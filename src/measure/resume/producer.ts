/** Kinds of program that make résumé files. Thresholds of the layout comparison do not cross them. */
export const producerClasses = [
  'browser',
  'webkit',
  'office',
  'latex',
  'design',
  'redistilled',
  'flow',
  'unknown',
] as const
export type ProducerClass = (typeof producerClasses)[number]

const patterns: readonly (readonly [ProducerClass, RegExp])[] = [
  [
    'redistilled',
    /ghostscript|cairo|pdfium|quartz pdfcontext|microsoft: print to pdf|qpdf|pdftk|ilovepdf|smallpdf|mutool|pikepdf|pypdf|itext|pdfsharp/i,
  ],
  ['webkit', /wkhtmltopdf|\bqt \d/i],
  ['browser', /skia\/pdf|headlesschrome|chrome|firefox|prince|weasyprint|puppeteer|webkit/i],
  ['latex', /pdftex|xdvipdfmx|luatex|xetex|latex|dvips|typst/i],
  [
    'office',
    /libreoffice|openoffice|microsoft.* word|microsoft® word|word for|office|wps |pages|google docs|aspose|onlyoffice/i,
  ],
  ['design', /canva|indesign|illustrator|figma|affinity|scribus|quarkxpress|photoshop|adobe pdf library/i],
]

/** The class of the program named in a file's metadata; the program that wrote the file counts before the one that wrote the text. */
export function producerClass(format: string, producer: string | null, creator: string | null): ProducerClass {
  if (format !== 'pdf') return 'flow'
  // wkhtmltopdf names itself as creator and its toolkit as producer; Canva prints through others.
  for (const name of [creator ?? '', producer ?? ''])
    if (/wkhtmltopdf|canva|figma|indesign|illustrator/i.test(name))
      return /wkhtmltopdf/i.test(name) ? 'webkit' : 'design'
  for (const text of [producer ?? '', creator ?? ''])
    for (const [name, pattern] of patterns) if (pattern.test(text)) return name
  return 'unknown'
}
