import type { Role } from '../../../http/contract.ts'

/** Roles as one says them, and what each opens. */
export const roleMeaning: Readonly<Record<Role, string>> = {
  employee: 'reports what reached them',
  recruiter: 'keeps applications moving, decides nothing',
  interviewer: 'sees the calls they were given',
  analyst: 'works the queue and decides',
  lead: 'as an analyst; sealed rules, contests, erasure, second signature',
  auditor: 'reads judgements and the log, changes nothing',
  admin: 'runs the machine, reads no case',
}

export const allRoles = Object.keys(roleMeaning) as Role[]
