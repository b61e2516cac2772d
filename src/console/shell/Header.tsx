import { Link, useLocation } from '@tanstack/react-router'
import { Wordmark } from '../marks/Wordmark.tsx'
import { isHere } from './here.ts'
import { HouseMenu } from './HouseMenu.tsx'
import { commandKey } from '../session/keys.ts'
import { useMe } from '../session/session.tsx'
import { openPalette } from './CommandPalette.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { placesFor } from './places.ts'
import './header.css'

/** The outer wall. The room one is in shows as an opening in it. */
export function Header() {
  const me = useMe()
  const all = placesFor(me)
  // One or two seldom-used rooms need no menu of their own.
  const menu = all.filter(({ house }) => house).length > 2
  const places = menu ? all.filter(({ house }) => !house) : all
  const { pathname } = useLocation()
  return (
    <header className="header">
      <Link to="/" search={{}} className="header-home" aria-label="Sallyport, first page">
        <Wordmark />
      </Link>
      {all.length > 1 && (
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
          {menu && <HouseMenu places={all.filter(({ house }) => house)} here={pathname} />}
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
