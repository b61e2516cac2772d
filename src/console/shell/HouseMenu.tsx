import { Menu } from '@base-ui/react/menu'
import { useNavigate } from '@tanstack/react-router'
import { isHere } from './here.ts'
import type { Place } from './places.ts'
import './menu.css'

/** The rooms one looks into now and then: rules, log, health, settings. */
export function HouseMenu({ places, here }: { readonly places: readonly Place[]; readonly here: string }) {
  const go = useNavigate()
  const current = places.find(({ to }) => isHere(to, here))
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="header-link header-house" data-here={current !== undefined || undefined}>
        {current?.name ?? 'House'}
        <span aria-hidden="true" className="header-more" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" align="start" sideOffset={10}>
          <Menu.Popup className="menu">
            {places.map((place) => (
              <Menu.Item
                key={place.to}
                className="menu-item menu-room"
                aria-current={place === current ? 'page' : undefined}
                onClick={() => void go({ to: place.to, search: {} })}
              >
                <strong>{place.name}</strong>
                <span className="menu-about">{place.about}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
