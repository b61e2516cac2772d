import { Outlet, useLocation } from '@tanstack/react-router'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { follow, listen } from '../api/live.ts'
import { meQuery } from '../api/queries.ts'
import { announce, Announcer } from '../parts/Announcer.tsx'
import { SessionProvider } from '../session/session.tsx'
import { postureWords } from '../words/words.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { Header } from './Header.tsx'
import { IntakeProvider } from './intake.tsx'
import { KeyboardMap } from './KeyboardMap.tsx'
import { TitleBlock } from './TitleBlock.tsx'
import './shell.css'

/** What stands around every screen of a person who is signed in. */
export function Shell() {
  const { data: me } = useSuspenseQuery(meQuery)
  const [live, setLive] = useState(false)
  useEffect(() => follow(setLive), [])
  useEffect(() => listen(speak), [])
  useFocusOnArrival()
  return (
    <SessionProvider me={me}>
      <IntakeProvider>
        <div className="shell">
          <a className="shell-skip" href="#main">
            Skip to the page
          </a>
          <Header />
          <Outlet />
          <TitleBlock live={live} />
        </div>
        <CommandPalette />
        <KeyboardMap />
        <Announcer />
      </IntakeProvider>
    </SessionProvider>
  )
}

const speak: Parameters<typeof listen>[0] = (name, data) => {
  if (name === 'case.judged' && 'posture' in data && data.posture !== 'routine') {
    announce(`${postureWords[data.posture]}: ${data.why}`)
  }
  if (name === 'evidence.failed') announce('A file could not be read. It is noted on its case.')
}

/** After a change of screen the focus goes to its beginning, as it would on a page that was loaded. */
function useFocusOnArrival(): void {
  const { pathname } = useLocation()
  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}
