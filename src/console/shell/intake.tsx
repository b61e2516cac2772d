import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Accepted } from '../../http/contract.ts'
import { sendFile } from '../api/client.ts'
import { listen } from '../api/live.ts'
import { problemOf } from '../api/problem.ts'
import { queries } from '../api/queries.ts'
import { announce } from '../parts/Announcer.tsx'
import { useCan } from '../session/session.tsx'
import { filesOf } from './dropped-files.ts'
import { IntakeContext, type Intake, type Parcel } from './intake-context.ts'
import { IntakeTray } from './IntakeTray.tsx'
import './intake.css'

/** Files sent side by side: enough to fill the line, few enough that the first are read soon. */
const lanes = 3

/** Takes files dropped anywhere on the page, sends them, and follows each until it is read. */
export function IntakeProvider({ children }: { readonly children: ReactNode }) {
  const may = useCan('handIn')
  const analyst = useCan('seeQueue')
  const [parcels, setParcels] = useState<readonly Parcel[]>([])
  const next = useRef(0)
  const line = useRef<{ readonly key: number; readonly file: File }[]>([])
  const busy = useRef(0)

  const intake = useMemo<Intake>(() => {
    const change = (key: number, part: Partial<Parcel>): void =>
      setParcels((all) => all.map((parcel) => (parcel.key === key ? { ...parcel, ...part } : parcel)))
    const send = async (key: number, file: File): Promise<void> => {
      const form = new FormData()
      if (!analyst) form.set('door', reportedTo(file.name))
      form.set('file', file)
      change(key, { step: 'sending' })
      try {
        const accepted = await sendFile<Accepted>('/api/evidence', form, (share) => change(key, { share }))
        change(key, { step: accepted.known ? 'read' : 'reading', share: 1, accepted, case: accepted.case })
      } catch (thrown) {
        change(key, { step: 'refused', trouble: problemOf(thrown) })
      }
    }
    const work = async (): Promise<void> => {
      busy.current += 1
      for (let job = line.current.shift(); job !== undefined; job = line.current.shift()) await send(job.key, job.file)
      busy.current -= 1
      void queries.invalidateQueries({ queryKey: ['queue'] })
    }
    return {
      parcels: [],
      clear: () => setParcels((all) => all.filter(({ step }) => step === 'waiting' || step === 'sending')),
      take: (files) => {
        const jobs = files.map((file) => ({ key: next.current++, file }))
        setParcels((all) => [...jobs.map(({ key, file }) => parcelOf(key, file)), ...all])
        announce(`${files.length} ${files.length === 1 ? 'file is' : 'files are'} being handed in`)
        line.current.push(...jobs)
        while (busy.current < Math.min(lanes, line.current.length + busy.current)) void work()
      },
    }
  }, [analyst])

  useEffect(() => listen((name, data) => setParcels((all) => all.map((parcel) => follow(parcel, name, data)))), [])
  const hovering = useDrop(may, intake.take)

  return (
    <IntakeContext value={useMemo(() => ({ ...intake, parcels }), [intake, parcels])}>
      {children}
      {hovering && (
        <div className="intake-drop" aria-hidden="true">
          <p>Let go: it is taken in, sealed, and read in a sandbox.</p>
        </div>
      )}
      <IntakeTray />
    </IntakeContext>
  )
}

/** The door of what an employee reports: she may knock at these two, and need not know that there are doors. */
function reportedTo(name: string): 'packages' | 'messages' {
  return /\.(tgz|tar|gz|zip|jar|whl|vsix|js|mjs|cjs|json|lock)$/i.test(name) ? 'packages' : 'messages'
}

function parcelOf(key: number, file: File): Parcel {
  return {
    key,
    name: file.name,
    bytes: file.size,
    share: 0,
    step: 'waiting',
    accepted: null,
    case: null,
    trouble: null,
  }
}

const follow = (
  parcel: Parcel,
  name: Parameters<Parameters<typeof listen>[0]>[0],
  data: Parameters<Parameters<typeof listen>[0]>[1],
): Parcel => {
  if (!('evidence' in data) || parcel.accepted?.evidence !== data.evidence) return parcel
  if (name === 'evidence.measured' && 'case' in data) return { ...parcel, step: 'read', case: data.case }
  if (name === 'evidence.failed' && 'code' in data) {
    return {
      ...parcel,
      step: 'read',
      trouble: { code: data.code, detail: 'It was kept, but could not be read.', advice: 'Open the case to see why.' },
    }
  }
  return parcel
}

/** Whether files hover over the page; hands over those that are let go. */
function useDrop(may: boolean, take: (files: readonly File[]) => void): boolean {
  const [hovering, setHovering] = useState(false)
  useEffect(() => {
    if (!may) return undefined
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setHovering(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHovering(false)
    }
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      setHovering(false)
      void filesOf(event.dataTransfer).then(take)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [may, take])
  return hovering
}
