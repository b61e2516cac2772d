import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import { usersQuery } from '../../api/story.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { Accounts } from './Accounts.tsx'
import { Invite } from './Invite.tsx'
import { Tokens } from './Tokens.tsx'
import './people.css'

/** "Who may come in, and what may they do?" */
export function PeopleScreen() {
  const may = useCan('managePeople')
  const mayTokens = useCan('manageTokens')
  const { data, error, refetch } = useQuery({ ...usersQuery, enabled: may })
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the accounts" />
  const inside = data?.filter(({ disabledAt }) => disabledAt === null) ?? []
  return (
    <Page title={data === undefined ? 'People' : `${startSentence(countInWords(inside.length, 'person', 'people'))} may come in.`} place="People">
      {error && data === undefined && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the accounts" />}
      {data !== undefined && (
        <>
          <Invite />
          <Accounts users={data} />
        </>
      )}
      {mayTokens && <Tokens />}
    </Page>
  )
}
