import type { ComparedPassage, ComparedResume } from '../../../http/rooms/apply/contract.ts'

/** The pages of a résumé, drawn from what was measured: no file is opened here, and nothing in it can act. */
export function Sheet({
  resume,
  side,
  passages,
  chosen,
  choose,
}: {
  readonly resume: ComparedResume
  readonly side: 'a' | 'b'
  readonly passages: readonly ComparedPassage[]
  readonly chosen: number | null
  readonly choose: (index: number) => void
}) {
  return (
    <div className="sheets">
      {resume.pages.map(({ width, height }, index) => {
        const page = index + 1
        const lines = resume.lines.filter((line) => line.page === page)
        return (
          <svg
            key={page}
            className="sheet"
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`Page ${page} of ${resume.label}'s résumé. ${marked(passages, side, page)}`}
          >
            <rect className="sheet-paper" x="0.5" y="0.5" width={width - 1} height={height - 1} />
            {passages.map((passage, number) =>
              passage[side].boxes
                .filter((place) => place.page === page)
                .map(({ box: [x0, y0, x1, y1] }, part) => (
                  <rect
                    key={`${number} ${part}`}
                    className="sheet-mark"
                    data-here={number === chosen || undefined}
                    x={x0 - 2}
                    y={y0 - 1}
                    width={Math.max(4, x1 - x0 + 4)}
                    height={Math.max(4, y1 - y0 + 2)}
                    onClick={() => choose(number)}
                  />
                )),
            )}
            {lines.map(({ box: [x0, y0, x1, y1], text, size, strong }, number) => (
              <text
                key={number}
                className="sheet-line"
                data-strong={strong || undefined}
                x={x0}
                y={y0 + (y1 - y0) * 0.78}
                fontSize={Math.min(size, (y1 - y0) * 0.95)}
                textLength={Math.max(1, x1 - x0)}
                lengthAdjust="spacingAndGlyphs"
              >
                {text.replaceAll(/\s+/g, ' ')}
              </text>
            ))}
            {passages.map((passage, number) => {
              const first = passage[side].boxes.find((place) => place.page === page)
              return first === undefined ? null : (
                <text key={number} className="sheet-number" data-here={number === chosen || undefined} x={first.box[0] - 8} y={first.box[3] - 2}>
                  {number + 1}
                </text>
              )
            })}
          </svg>
        )
      })}
    </div>
  )
}

function marked(passages: readonly ComparedPassage[], side: 'a' | 'b', page: number): string {
  const here = passages.flatMap((passage, number) =>
    passage[side].boxes.some((place) => place.page === page) ? [number + 1] : [],
  )
  return here.length === 0 ? 'No shared sentence stands on it.' : `Shared sentences ${here.join(', ')} are marked.`
}
