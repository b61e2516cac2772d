import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useId, useState } from 'react'
import type { AdvisoryFile, AdvisoryForm, Tlp } from '../../../http/rooms/circle/contract.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Button } from '../../parts/Button.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Openings } from './Openings.tsx'
import { Values } from './Values.tsx'
import { coverageQuery, peersQuery, previewQuery, useAct } from './queries.ts'
import { papMeaning, tlpLevels, tlpMeaning } from './words.ts'

const blank: AdvisoryForm = { title: '', description: '', tlp: 'AMBER', pap: 'GREEN', addressed: [], confidence: 70, artefacts: [], techniques: [], rules: [] }

/** Writes an advisory; beside it stands, as it is written, who would see what. */
export function Editor({ id, start, saved }: { readonly id: string | null; readonly start: AdvisoryFile | null; readonly saved?: () => void }) {
  const go = useNavigate()
  const [form, setForm] = useState<AdvisoryForm>(() => (start === null ? blank : formOf(start)))
  const save = useAct<AdvisoryForm, AdvisoryFile>(() => (id === null ? '/advisories' : `/advisories/${id}/text`))
  const late = useDeferredValue(form)
  const { data: preview, isFetching } = useQuery({ ...previewQuery(late), enabled: late.title.trim().length > 2 })
  const { data: peers } = useQuery(peersQuery)
  const { data: coverage } = useQuery(coverageQuery)
  const field = useId()
  const set = (change: Partial<AdvisoryForm>): void => setForm((before) => ({ ...before, ...change }))
  return (
    <form
      className="circle-two"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(form, {
          onSuccess: (file) => {
            announce('Saved.')
            saved?.()
            if (id === null) void go({ to: '/circle/advisories/$id', params: { id: file.id }, search: {} })
          },
        })
      }}
    >
      <div className="circle-main circle-form">
        <div className="field">
          <label htmlFor={`${field}t`}>Title</label>
          <input id={`${field}t`} className="input" required minLength={3} maxLength={200} value={form.title} onChange={(event) => set({ title: event.target.value })} />
        </div>
        <div className="field">
          <label htmlFor={`${field}d`}>What happened, and what to look for</label>
          <textarea id={`${field}d`} className="input circle-text" maxLength={10_000} value={form.description} onChange={(event) => set({ description: event.target.value })} />
          <p className="field-hint">No names, addresses or numbers of people: what points to a person is refused.</p>
        </div>
        <Values values={form.artefacts} change={(artefacts) => set({ artefacts })} />
        <div className="field">
          <label htmlFor={`${field}q`}>Techniques (ATT&amp;CK ids)</label>
          <input
            id={`${field}q`}
            className="input"
            placeholder="T1204.005 T1195.002"
            defaultValue={form.techniques.map((one) => one.id).join(' ')}
            onBlur={(event) => {
              const known = new Map(coverage?.techniques.map((one) => [one.id, one.name]))
              const ids = [...new Set(event.target.value.toUpperCase().match(/T\d{4}(?:\.\d{3})?/g) ?? [])]
              set({ techniques: ids.map((one) => ({ id: one, name: known.get(one) ?? one, version: coverage?.version ?? '' })) })
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${field}r`}>A rule that travels along (YAML; empty: none)</label>
          <textarea
            id={`${field}r`}
            className="input circle-code"
            spellCheck={false}
            value={form.rules[0]?.yaml ?? ''}
            onChange={(event) => {
              const yaml = event.target.value
              const name = /^id:\s*(\S+)/m.exec(yaml)?.[1] ?? 'packages/unnamed'
              set({ rules: yaml.trim() === '' ? [] : [{ id: name, yaml }, ...form.rules.slice(1)] })
            }}
          />
        </div>
      </div>
      <aside className="circle-side circle-form">
        <fieldset className="circle-labels">
          <legend>Label</legend>
          {tlpLevels.map((level) => (
            <label key={level}>
              <input type="radio" name={`${field}l`} checked={form.tlp === level} onChange={() => set({ tlp: level })} />
              <span>
                TLP:{level} <span className="soft">{tlpMeaning[level]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {form.tlp === 'RED' && (
          <fieldset className="circle-labels">
            <legend>Addressed to</legend>
            {(peers?.peers ?? [])
              .filter((peer) => peer.trust !== 'revoked')
              .map((peer) => (
                <label key={peer.name}>
                  <input
                    type="checkbox"
                    checked={form.addressed.includes(peer.name)}
                    onChange={(event) => set({ addressed: event.target.checked ? [...form.addressed, peer.name] : form.addressed.filter((one) => one !== peer.name) })}
                  />
                  <span className="received">{peer.name}</span>
                </label>
              ))}
          </fieldset>
        )}
        <div className="field">
          <label htmlFor={`${field}p`}>What recipients may do with it</label>
          <select id={`${field}p`} className="input" value={form.pap} onChange={(event) => set({ pap: event.target.value as AdvisoryForm['pap'] })}>
            {(Object.keys(papMeaning) as AdvisoryForm['pap'][]).map((pap) => (
              <option key={pap} value={pap}>
                PAP:{pap} – {papMeaning[pap]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${field}c`}>Confidence, of 100</label>
          <input id={`${field}c`} className="input" type="number" min={0} max={100} value={form.confidence} onChange={(event) => set({ confidence: Math.min(100, Math.max(0, Math.round(Number(event.target.value)))) })} />
        </div>
        <section className="circle-section" aria-labelledby="preview">
          <h2 id="preview">Who would see what</h2>
          {preview === undefined ? <p className="soft">Give it a title, and it shows here.</p> : <Openings rows={preview.rows} stale={isFetching} />}
          {preview?.problems.map((problem) => (
            <p key={problem} className="circle-problem received" role="status">
              {problem}
            </p>
          ))}
        </section>
        {save.error && <Trouble error={save.error} />}
        <p>
          <Button type="submit" tone="main" disabled={save.isPending || form.title.trim().length < 3}>
            {start !== null && start.state === 'sent' ? 'Open a new revision' : 'Save the draft'}
          </Button>
        </p>
      </aside>
    </form>
  )
}

function formOf({ title, description, tlp, pap, addressed, confidence, artefacts, techniques, rules }: AdvisoryFile): AdvisoryForm {
  return { title, description, tlp: tlp as Tlp, pap, addressed, confidence, artefacts, techniques, rules }
}
