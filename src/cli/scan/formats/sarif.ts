import { showText } from '../../../core/show-text.ts'
import type { Report } from '../formats.ts'

const severity = { block: '9.0', hold: '7.0', review: '4.0', allow: '0.0' } as const
const level = { block: 'error', hold: 'error', review: 'warning', allow: 'note' } as const
/** GitHub keeps 5,000 results of a run. */
const mostResults = 5000

/**
 * SARIF 2.1.0: the result lies on the consumer's own lockfile line, so that code hosts show it; the package's file and
 * line follow as related locations. The fingerprint does not move with the line.
 */
export function sarif(report: Report): string {
  const rules = new Map<string, object>()
  const results: object[] = []
  for (const { result, from, line, integrity } of report.packages) {
    for (const finding of result?.findings ?? []) {
      rules.set(finding.rule, {
        id: finding.rule,
        shortDescription: { text: finding.title },
        help: { text: `Could also be: ${finding.innocent.join(' ')}` },
        helpUri: `docs/rules.md#${finding.rule.replace('/', '')}`,
        properties: { 'security-severity': severity[finding.verdict], tags: ['supply-chain', ...finding.techniques].slice(0, 10) },
      })
      if (results.length >= mostResults) continue
      results.push({
        ruleId: finding.rule,
        level: level[finding.verdict],
        message: { text: `${showText(`${result?.name}@${result?.version}`, { lines: false })}: ${finding.title}` },
        locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(from) }, region: { startLine: line } } }],
        relatedLocations: finding.places
          .filter((place) => place.in === 'code')
          .map((place, index) => ({ id: index, message: { text: showText(place.text ?? '', { lines: false, limit: 160 }) }, physicalLocation: { artifactLocation: { uri: encodeURI(`${result?.name}/${place.file}`) }, region: { startLine: Math.max(1, place.line), startColumn: Math.max(1, place.column) } } })),
        partialFingerprints: { 'sallyport/v1': `${finding.rule}|${result?.name}@${result?.version}|${integrity}` },
        properties: { verdict: finding.verdict },
      })
    }
  }
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'sallyport', semanticVersion: '0.1.0', rules: [...rules.values()] } }, results }],
  })
}
