import { Link, useLocation } from '@tanstack/react-router'
import { Wordmark } from '../marks/Wordmark.tsx'
import { commandKey } from '../session/keys.ts'
import { useMe } from '../session/session.tsx'
import { openPalette } from './CommandPalette.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { placesFor } from './places.ts'
import './header.css'

/** The outer wall. The room one is in shows as an opening in it. */
export function Header() {
  const me = useMe()
  const places = placesFor(me)
  const { pathname } = useLocation()
  return (
    <header className="header">
      <Link to="/" search={{}} className="header-home" aria-label="Sallyport, first page">
        <Wordmark />
      </Link>
      {places.length > 1 && (
        <nav className="header-nav" aria-label="Rooms">
          {places.map((place) => (
            <Link
              key={place.to}
              to={place.to}
              search={{}}
              className="header-link"
              data-here={isHere(place.to, pathname) || undefined}
              aria-current={isHere(place.to, pathname) ? 'page' : undefined}
              activeProps={{}}
            >
              {place.name}
            </Link>
          ))}
        </nav>
      )}
      <div className="header-tools">
        <button type="button" className="header-search" onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
          <span>Go to…</span>
          <kbd aria-hidden="true">{commandKey} K</kbd>
        </button>
        <PersonMenu />
      </div>
    </header>
  )
}

/** A case is part of the queue's room. */
function isHere(place: string, pathname: string): boolean {
  return place === '/' ? pathname === '/' || pathname.startsWith('/cases/') : pathname.startsWith(place)
}
