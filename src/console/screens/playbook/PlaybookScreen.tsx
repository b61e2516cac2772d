import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { RuleRow } from '../../../http/contract.ts'
import { playbookQuery, type RuleFilter } from '../../api/queries.ts'
import { problemOf } from '../../api/problem.ts'
import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useKeys } from '../../session/keys.ts'
import { useCan } from '../../session/session.tsx'
import { countInWords, startSentence } from '../../words/numbers.ts'
import { doorWords, groupWord } from '../../words/words.ts'
import { Forbidden } from '../stop/Forbidden.tsx'
import { RuleDetail } from './RuleDetail.tsx'
import { RuleTable } from './RuleTable.tsx'
import './playbook.css'

/** "What does the house look for, and how much does it weigh?" */
export function PlaybookScreen() {
  const may = useCan('seePlaybook')
  const { data, error, refetch } = useQuery({ ...playbookQuery, enabled: may })
  const search = useSearch({ from: '/shell/playbook' })
  const go = useNavigate({ from: '/playbook' })
  const input = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => input.current?.select() })
  const rules = useMemo(() => (data ?? []).filter((rule) => matches(rule, search)), [data, search])
  if (!may || (error && problemOf(error).status === 403)) return <Forbidden what="the playbook" />
  const chosen = data?.find((rule) => rule.id === search.rule) ?? null
  return (
    <Page title={data ? answer(data) : 'The playbook'} place="Playbook">
      <form className="playbook-filter" role="search" aria-label="Rules" onSubmit={(event) => event.preventDefault()}>
        <input
          ref={input}
          className="input"
          data-small
          type="search"
          aria-label="Search rules"
          placeholder="Search: a word of the title, an id, a group"
          value={search.q ?? ''}
          onChange={(event) => void go({ search: { ...search, q: event.target.value || undefined }, replace: true })}
        />
        <select
          className="input"
          data-small
          aria-label="Door"
          value={search.door ?? ''}
          onChange={(event) => void go({ search: { ...search, door: event.target.value || undefined }, replace: true })}
        >
          <option value="">All doors</option>
          {Object.entries(doorWords).map(([door, name]) => (
            <option key={door} value={door}>
              {name}
            </option>
          ))}
        </select>
      </form>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && !error && <Waiting what="the playbook" lines={10} />}
      {data !== undefined && rules.length === 0 && (
        <p>No rule goes by that. Clear the search to see all {data.length}.</p>
      )}
      <div className="playbook" data-detail={chosen !== null || undefined}>
        {rules.length > 0 && <RuleTable rules={rules} chosen={chosen?.id ?? null} />}
        {chosen && <RuleDetail rule={chosen} />}
      </div>
    </Page>
  )
}

function matches(rule: RuleRow, search: RuleFilter): boolean {
  if (search.door !== undefined && rule.door !== search.door) return false
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const text = `${rule.id} ${rule.title} ${groupWord(rule.group)} ${rule.pack} ${rule.status}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function answer(rules: readonly RuleRow[]): string {
  const spoke = rules.filter((rule) => rule.spoke > 0).length
  const sealed = rules.filter((rule) => rule.sealed).length
  const total = startSentence(countInWords(rules.length, 'rule watches', 'rules watch'))
  return `${total} the doors; ${countInWords(spoke, 'has', 'have')} spoken here${sealed > 0 ? `, ${countInWords(sealed, 'is', 'are')} sealed` : ''}.`
}
