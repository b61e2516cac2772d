import { Link } from '@tanstack/react-router'
import { Wordmark } from '../marks/Wordmark.tsx'
import { useMe } from '../session/session.tsx'
import { openPalette } from './CommandPalette.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { placesFor } from './places.ts'
import './header.css'

/** The outer wall. The room one is in shows as an opening in it. */
export function Header() {
  const me = useMe()
  const places = placesFor(me)
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
              activeOptions={{ exact: false, includeSearch: false }}
              className="header-link"
              activeProps={{ 'data-here': true }}
            >
              {place.name}
            </Link>
          ))}
        </nav>
      )}
      <div className="header-tools">
        <button type="button" className="header-search" onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
          <span>Go to…</span>
          <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <PersonMenu />
      </div>
    </header>
  )
}
