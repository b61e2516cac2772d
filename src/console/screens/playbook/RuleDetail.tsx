import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RuleRow } from '../../../http/contract.ts'
import { Hatched } from '../../parts/Hatched.tsx'
import { count, decibans } from '../../words/numbers.ts'
import { doorWords, groupWord, verdictWords } from '../../words/words.ts'

/** One rule in full: its condition, its weights, and what it cannot know. */
export function RuleDetail({ rule }: { readonly rule: RuleRow }) {
  const search = useSearch({ from: '/shell/playbook' })
  const head = useRef<HTMLElement>(null)
  useEffect(() => head.current?.focus(), [rule.id])
  return (
    <aside className="rule-detail" ref={head} tabIndex={-1} aria-labelledby="rule-title">
      <p className="rule-detail-top">
        <code>{rule.id}</code>
        <Link from="/playbook" to="." search={{ ...search, rule: undefined }} resetScroll={false}>
          Close
        </Link>
      </p>
      <h2 id="rule-title">{rule.sealed ? 'A sealed rule' : rule.title}</h2>
      <p className="lettering">
        {doorWords[rule.door]} · {groupWord(rule.group)} · {rule.status} · pack {rule.pack} · spoke{' '}
        {count(rule.spoke, 'time')} here
      </p>
      {rule.when === null ? (
        <Hatched>
          <p>
            The condition is sealed: only its owner reads it. What it weighs and how often it spoke is open, and the
            audit log holds a commitment to its text.
          </p>
        </Hatched>
      ) : (
        <pre className="rule-when" tabIndex={0} aria-label="Condition">
          {rule.when}
        </pre>
      )}
      <dl>
        <dt>When found</dt>
        <dd className="figure">{decibans(rule.weight.present)} dB</dd>
        <dt>When looked for and not found</dt>
        <dd className="figure">{decibans(rule.weight.absent)} dB</dd>
        {rule.verdict !== null && (
          <>
            <dt>Verdict on the thing</dt>
            <dd>{verdictWords[rule.verdict]}</dd>
          </>
        )}
        <dt>Would clear it</dt>
        <dd>{rule.clears.length === 0 ? '–' : rule.clears.join(', ')}</dd>
        <dt>Sources</dt>
        <dd>{rule.sources.length === 0 ? '–' : rule.sources.join(', ')}</dd>
      </dl>
      {rule.innocent.length > 0 && (
        <>
          <h3>It may be innocent</h3>
          <ul className="rule-innocent">
            {rule.innocent.map((explanation) => (
              <li key={explanation}>{explanation}</li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
