import { randomUUID } from 'node:crypto'
import type { Report } from '../formats.ts'

/** CycloneDX 1.6: components with what was found in them; a copy names its original as an ancestor. */
export function cyclonedx(report: Report): string {
  const components = report.packages.flatMap(({ result, dev }) => {
    if (result === null) return []
    const purl = purlOf(result.name, result.version)
    const pedigree = result.baseline?.kind === 'original' ? { pedigree: { ancestors: [{ type: 'library', name: result.baseline.name, version: result.baseline.version, purl: purlOf(result.baseline.name, result.baseline.version) }] } } : {}
    return [{ type: 'library', 'bom-ref': purl, name: result.name, version: result.version, purl, scope: dev ? 'optional' : 'required', ...pedigree }]
  })
  const vulnerabilities = report.packages.flatMap(({ result }) =>
    (result?.findings ?? []).map((finding) => ({
      id: finding.rule,
      source: { name: 'sallyport' },
      ratings: [{ severity: finding.verdict === 'block' ? 'critical' : finding.verdict === 'hold' ? 'high' : 'medium', method: 'other' }],
      cwes: [506],
      description: finding.title,
      analysis: { state: 'in_triage' },
      affects: [{ ref: purlOf(result?.name ?? '', result?.version ?? '') }],
    })),
  )
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${randomUUID()}`, version: 1, components, vulnerabilities })
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.startsWith('@') ? `%40${name.slice(1)}` : name}@${version}`
}
