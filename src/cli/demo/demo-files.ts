import type { DemoFile } from '../../jobs/load-demo.ts'
import { demoCompany } from './company.ts'
import { writeResume } from './write-resume.ts'

/** What the fictional company receives, as files. */
export function demoFiles(seed = 1): DemoFile[] {
  return demoCompany(seed).applicants.map(writeResume)
}
