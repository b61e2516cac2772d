import type { Report } from '../formats.ts'

/** OSV 1.7 records, one a package that is to be blocked or held: what a peer's importer reads. */
export function osv(report: Report): string {
  const now = new Date().toISOString()
  const records = report.packages.flatMap(({ result, integrity }) => {
    if (result === null || (result.verdict !== 'block' && result.verdict !== 'hold')) return []
    return [
      {
        schema_version: '1.7.0',
        id: `SALLYPORT-${encodeURIComponent(result.name)}-${result.version}`,
        modified: now,
        summary: result.findings[0]?.title ?? '',
        details: result.findings.map((finding) => `${finding.title} (${finding.rule})`).join('\n'),
        affected: [{ package: { ecosystem: 'npm', name: result.name }, versions: [result.version] }],
        database_specific: {
          cwe_ids: ['CWE-506'],
          integrity,
          verdict: result.verdict,
          techniques: [...new Set(result.findings.flatMap((finding) => finding.techniques))],
        },
      },
    ]
  })
  return JSON.stringify(records)
}
