import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { post, get } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { announce } from '../../parts/Announcer.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { Waiting } from '../../parts/Waiting.tsx'

interface Settings {
  readonly regimeQuestion: boolean
  readonly allowed: boolean
  readonly neverIn: readonly string[]
}

const settingsQuery = queryOptions({ queryKey: ['interview', 'settings'], queryFn: ({ signal }) => get<Settings>('/api/interview/settings', signal) })

/** Whether the question about a head of state may be asked: off, until somebody who answers for it turns it on. */
export function RegimeSetting() {
  const { data, error } = useQuery(settingsQuery)
  const change = useMutation({
    mutationFn: (regimeQuestion: boolean) => post('/api/interview/settings', { regimeQuestion }),
    onSuccess: async () => {
      await queries.invalidateQueries(settingsQuery)
      announce('Saved. It is on record.')
    },
  })
  return (
    <section className="interview-calls" aria-labelledby="regime-title">
      <h2 id="regime-title">The question about a head of state</h2>
      <p className="soft">
        It asks everybody at a stage, in fixed words, to criticise the head of state of North Korea. Only whether it was answered, declined or ended the call is kept. Political opinion and national origin are protected in many places: ask counsel first.
      </p>
      {error && <Trouble error={error} />}
      {data === undefined && !error && <Waiting what="the setting" lines={2} />}
      {data && (
        <>
          <label className="interview-switch">
            <input type="checkbox" checked={data.regimeQuestion} disabled={change.isPending} onChange={(event) => change.mutate(event.target.checked)} />
            It may be asked where the law allows it
          </label>
          <p>
            {data.allowed
              ? 'It is offered to interviewers now.'
              : data.regimeQuestion
                ? 'It is still not offered: the place this installation is set to does not allow it, or no place is set (SALLYPORT_JURISDICTION).'
                : 'It is not offered to anybody.'}{' '}
            Never in {data.neverIn.join(', ')}.
          </p>
        </>
      )}
      {change.error && <Trouble error={change.error} />}
    </section>
  )
}
