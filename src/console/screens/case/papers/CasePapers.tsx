import { useQuery } from '@tanstack/react-query'
import type { CaseFile } from '../../../../http/contract.ts'
import { lifeQuery } from '../../../api/story.ts'
import { Trouble } from '../../../parts/Trouble.tsx'
import { Waiting } from '../../../parts/Waiting.tsx'
import { Contest } from './Contest.tsx'
import { Deadlines } from './Deadlines.tsx'
import { ExitList } from './ExitList.tsx'
import { HandOver } from './HandOver.tsx'
import { Letters } from './Letters.tsx'
import { MenuOfBand } from './MenuOfBand.tsx'
import { VoluntaryQuestions } from './VoluntaryQuestions.tsx'
import { Rights } from './Rights.tsx'
import './papers.css'

/** What presses: what is due, and what the person says. Stands above the rest of the case. */
export function CaseDues({ file }: { readonly file: CaseFile }) {
  const { data: life } = useQuery(lifeQuery(file.id))
  if (life === undefined || (life.deadlines.length === 0 && life.noticeUntil === null && life.contests.length === 0)) return null
  return (
    <div className="papers">
      <Contest file={file} life={life} />
      <Deadlines life={life} />
    </div>
  )
}

/** What a case owes the person it is about, and what it takes along: below what it says. */
export function CasePapers({ file }: { readonly file: CaseFile }) {
  const { data: life, error, refetch } = useQuery(lifeQuery(file.id))
  if (error && life === undefined) return <Trouble error={error} again={() => void refetch()} />
  if (life === undefined) return <Waiting what="the papers of the case" lines={3} />
  return (
    <div className="papers">
      <div className="papers-column">
        <MenuOfBand file={file} life={life} />
      </div>
      <div className="papers-column">
        <Letters file={file} life={life} />
        <HandOver file={file} />
      </div>
      <div className="papers-column">
        <ExitList file={file} life={life} />
        <Rights file={file} life={life} />
        <VoluntaryQuestions file={file} />
      </div>
    </div>
  )
}
