import type { Bench } from './harness/bench.ts'
import { runResumes } from './resumes/run.ts'

export const bench: Bench = {
  subject: 'resumes',
  about:
    'which résumés are of one template, on families never learnt from, beside file hashes, exact keys and text alone',
  run: runResumes,
}
