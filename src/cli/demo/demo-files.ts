import type { DemoFile } from '../../jobs/load-demo.ts'
import { demoCompany } from './company.ts'
import { demoMessages } from './messages.ts'
import { demoPackages } from './packages.ts'
import { writeResume } from './write-resume.ts'

/** What the fictional company receives, as files: lures and packages first, then sixty applications. */
export function demoFiles(seed = 1): DemoFile[] {
  return [...demoMessages(), ...demoPackages(), ...demoCompany(seed).applicants.map(writeResume)]
}
