import { useMutation, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { CaseSettingsAnswer } from '../../../http/rooms/cases/contract.ts'
import { put } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { caseSettingsQuery, lettersQuery } from '../../api/story.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'

const modes: Readonly<Record<CaseSettingsAnswer['mode'], string>> = {
  'evidence-only': 'Findings only: no score, class or order of people exists',
  banded: 'Bands: a score orders the queue and adds checks',
  'security-case': 'Bands, and a case whose check failed is shut away to leads and whoever works on it',
}

/** How cases are run: what is shown of a score, where one hires, whom a person reaches, how long things take. */
export function CaseSettings() {
  const may = useCan('changeSettings')
  const { data, error, refetch } = useQuery(caseSettingsQuery)
  const { data: letters } = useQuery(lettersQuery)
  const field = useId()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const number = (name: string): number => Number(form.get(name))
      return put('/api/case-settings', { mode: form.get('mode'), jurisdictions: form.getAll('place'), sender: form.get('sender'), contact: form.get('contact'), contestDays: number('contestDays'), checkDays: number('checkDays'), clearingHours: number('clearingHours'), triageHours: number('triageHours') })
    },
    onSuccess: async () => {
      await queries.invalidateQueries(caseSettingsQuery)
      announce('Set.')
    },
  })
  if (error && data === undefined) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return null
  const words = (name: keyof CaseSettingsAnswer, label: string) => (
    <div className="field">
      <label htmlFor={`${field}-${name}`}>{label}</label>
      <input id={`${field}-${name}`} name={name} className="input" disabled={!may} defaultValue={String(data[name])} maxLength={300} />
    </div>
  )
  const figure = (name: keyof CaseSettingsAnswer, label: string, least: number, most: number) => (
    <div className="field">
      <label htmlFor={`${field}-${name}`}>{label}</label>
      <input id={`${field}-${name}`} name={name} type="number" min={least} max={most} className="input" disabled={!may} defaultValue={Number(data[name])} />
    </div>
  )
  return (
    <section className="retention-section" aria-labelledby="case-settings-title">
      <h2 id="case-settings-title">How cases are run</h2>
      <form
        className="case-settings"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(new FormData(event.currentTarget))
        }}
      >
        <fieldset className="choices">
          <legend>What is made of findings about people</legend>
          {(Object.keys(modes) as CaseSettingsAnswer['mode'][]).map((mode) => (
            <label key={mode} className="choice">
              <input type="radio" name="mode" value={mode} disabled={!may} defaultChecked={data.mode === mode} /> <span>{modes[mode]}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="choices">
          <legend>Where you hire</legend>
          {(letters ?? []).map(({ jurisdiction, title }) => (
            <label key={jurisdiction} className="choice">
              <input type="checkbox" name="place" value={jurisdiction} disabled={!may} defaultChecked={data.jurisdictions.includes(jurisdiction)} /> <span>{title}</span>
            </label>
          ))}
        </fieldset>
        {words('sender', 'Name of the company in letters')}
        {words('contact', 'A human being whom people reach')}
        {figure('contestDays', 'Days to contest a decision', 14, 365)}
        {figure('checkDays', 'Days a person has for a check', 3, 60)}
        {figure('clearingHours', 'Hours to close a case that cleared', 4, 240)}
        {figure('triageHours', 'Hours until somebody takes a case', 1, 240)}
        {may && (
          <p>
            <Button type="submit" disabled={save.isPending}>
              Set
            </Button>
          </p>
        )}
      </form>
      {save.error && <Trouble error={save.error} />}
    </section>
  )
}
